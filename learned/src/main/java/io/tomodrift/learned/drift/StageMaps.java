package io.tomodrift.learned.drift;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

/** A frozen encoder of features. Its weights must not keep gradients. */
@FunctionalInterface
public interface StageMaps {

  /**
   * Feature maps of every stage, from the first to the deepest, in the graph of the input.
   *
   * @param crops {@code [sample][channel][(slice)][row][column]}
   * @return each {@code [sample][channel][(slice)][row][column]}
   */
  NDList stages(NDArray crops);
}
