package io.tomodrift.learned.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/**
 * Operations inside a graph that DJL lacks or gets wrong. Constants live in native memory of the
 * first operand's manager, so they are alive when the backward pass reads them.
 *
 * <p><b>Threading</b>: as the arrays; none of them is changed.
 */
public final class Ops {

  private Ops() {}

  /** A constant of the given value that broadcasts against {@code like}. */
  public static NDArray constant(NDArray like, double value) {
    return constant(like, value, like.getDataType());
  }

  private static NDArray constant(NDArray like, double value, DataType type) {
    // full() takes a float; what a float cannot hold is made by a double array and copied.
    if (type == DataType.FLOAT64) {
      try (NDArray onHeap = like.getManager().create(new double[] {value})) {
        return onHeap.duplicate();
      }
    }
    return like.getManager().full(new Shape(1), (float) value, type);
  }

  /** {@code x * factor}. */
  public static NDArray scale(NDArray x, double factor) {
    return x.mul(constant(x, factor));
  }

  /** {@code x^2}. */
  public static NDArray square(NDArray x) {
    return x.mul(x);
  }

  /** Mean over several axes, kept with length 1 if {@code keep}. */
  public static NDArray mean(NDArray x, int[] axes, boolean keep) {
    long count = 1;
    for (int axis : axes) {
      count *= x.getShape().get(Math.floorMod(axis, x.getShape().dimension()));
    }
    return scale(x.sum(axes, keep), 1.0 / count);
  }

  /** Mean over all values, a scalar. */
  public static NDArray mean(NDArray x) {
    return scale(x.sum(), 1.0 / x.size());
  }

  /**
   * Normalises each channel group of each sample to mean 0 and variance 1 (population, plus {@code
   * epsilon}); scale and shift by channel are the caller's (Wu and He 2018, eq. 1; one group a
   * channel is instance normalisation).
   *
   * @param x {@code [sample][channel][space...]}
   * @param groups number of groups; must divide the channels
   */
  public static NDArray groupNorm(NDArray x, int groups, double epsilon) {
    Shape shape = x.getShape();
    long channels = shape.get(1);
    if (groups < 1 || channels % groups != 0) {
      throw new IllegalArgumentException(
          "%d channels cannot be divided into %d groups".formatted(channels, groups));
    }
    long rows = shape.get(0) * groups;
    long size = shape.size() / rows;
    Shape flatShape = new Shape(size);
    // The engine keeps what a backward pass needs of these; our handles may go.
    try (NDArray flat = x.reshape(rows, size);
        NDArray ones = x.getManager().ones(flatShape, x.getDataType());
        NDArray zeros = x.getManager().zeros(flatShape, x.getDataType());
        NDArray normalised =
            flat.getNDArrayInternal()
                .layerNorm(flat, flatShape, ones, zeros, (float) epsilon)
                .singletonOrThrow()) {
      return normalised.reshape(shape);
    }
  }
}
