package io.tomodrift.learned.objective;

import ai.djl.ndarray.NDManager;
import io.tomodrift.learned.nets.Network;
import java.util.SplittableRandom;

/** One update of one network within a training step. */
public interface Phase {

  /** Short name for logs, for example {@code generator}. */
  String name();

  /** The network whose weights are updated. */
  Network network();

  /**
   * Computes the objective on a mini-batch and leaves its gradient in the weights of {@link
   * #network()}, whose gradients are zero before. Weights of other networks must not keep one.
   *
   * @param memory manager of the step; everything made is freed with it
   * @param batch pairs in the network's units
   * @param step number of the step, from 0
   * @param random source of the step's random choices
   * @return the terms of the objective and its diagnostics by name
   */
  Terms accumulate(NDManager memory, Batch batch, long step, SplittableRandom random);
}
