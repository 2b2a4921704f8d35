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
  /** Normal with mean 0 and variance 1 / fan-in: the same for layers without one. */
  LINEAR_NORMAL,
  /** Normal with a tenth of that deviation: the last layer, so that results start small. */
  SMALL_NORMAL,
  /** Zeros: biases, shifts, and the last layer of a network that starts as the identity. */
  ZERO,
  /** Ones: scales. */
  ONE;

  @Override
  public NDArray initialize(NDManager manager, Shape shape, DataType type) {
    return switch (this) {
      case HE_NORMAL -> normal(manager, shape, type, 2);
      case LINEAR_NORMAL -> normal(manager, shape, type, 1);
      case SMALL_NORMAL -> normal(manager, shape, type, 0.01);
      case ZERO -> manager.zeros(shape, type);
      case ONE -> manager.ones(shape, type);
    };
  }

  private static NDArray normal(NDManager manager, Shape shape, DataType type, double gain) {
    double fanIn = (double) shape.size() / shape.get(0);
    return manager.randomNormal(0, (float) Math.sqrt(gain / fanIn), shape, type);
  }
}
