package io.tomodrift.learned.nets.blocks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.initializer.Initializer;

/**
 * First values of weights, in native memory, so that they can be updated in place. Random ones
 * follow {@link io.tomodrift.learned.torch.Torch#seed}.
 */
public enum Weights implements Initializer {
  /**
   * Normal with mean 0 and variance 2 / fan-in, which keeps the variance through layers with
   * rectifiers (He et al. 2015, eq. 10).
   */
  HE_NORMAL,
  /** Zeros: biases, shifts, and the last layer of a network that starts as the identity. */
  ZERO,
  /** Ones: scales. */
  ONE;

  @Override
  public NDArray initialize(NDManager manager, Shape shape, DataType type) {
    return switch (this) {
      case HE_NORMAL -> manager.randomNormal(0, (float) Math.sqrt(2.0 / fanIn(shape)), shape, type);
      case ZERO -> manager.zeros(shape, type);
      case ONE -> manager.ones(shape, type);
    };
  }

  private static long fanIn(Shape shape) {
    return shape.size() / shape.get(0);
  }
}
