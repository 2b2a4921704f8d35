package io.tomodrift.learned.nets.blocks;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import java.util.Objects;

/**
 * One evaluation of a network.
 *
 * @param store where the weights are
 * @param training whether weights take part in the graph
 */
public record Pass(ParameterStore store, boolean training) {

  /** Checks for nulls. */
  public Pass {
    Objects.requireNonNull(store, "store");
  }

  /** The weights of a parameter; not to be closed. */
  NDArray value(Parameter parameter, NDArray like) {
    return store.getValue(parameter, like.getDevice(), training);
  }
}
