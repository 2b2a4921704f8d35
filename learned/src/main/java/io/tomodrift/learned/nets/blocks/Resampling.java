package io.tomodrift.learned.nets.blocks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import java.util.Arrays;

/** Changes of resolution without weights. */
public final class Resampling {

  private static final int NEAREST = 0;

  private Resampling() {}

  /** Repeats every value twice along each side. */
  public static NDArray nearestUp(NDArray x) {
    long[] shape = x.getShape().getShape();
    long[] sides = Arrays.copyOfRange(shape, 2, shape.length);
    for (int i = 0; i < sides.length; i++) {
      sides[i] = 2 * sides[i];
    }
    return x.getNDArrayInternal().interpolation(sides, NEAREST, false);
  }

  /** Largest value of each square or cube of side 2; the sides must be even. */
  public static NDArray maxDown(NDArray x) {
    if (x.getShape().dimension() == 4) {
      Shape two = new Shape(2, 2);
      return Pool.maxPool2d(x, two, two, new Shape(0, 0), false);
    }
    Shape two = new Shape(2, 2, 2);
    return Pool.maxPool3d(x, two, two, new Shape(0, 0, 0), false);
  }
}
