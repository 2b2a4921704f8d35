package io.tomodrift.learned.nets.blocks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * A residual unit that depends on the features of a time: norm, rectifier, convolution, norm,
 * modulation, rectifier, convolution, and a way around (the order of Dhariwal and Nichol 2021,
 * appendix A; the second convolution is zero at first). Children {@code norm1}, {@code conv1},
 * {@code norm2}, {@code modulation}, {@code conv2} and, where channels change, {@code shortcut}.
 */
public final class TimeUnit extends Part {

  private static final Nonlinearity FUNCTION = Nonlinearity.LEAKY_RELU;

  private final ChannelNorm before;
  private final Convolution first;
  private final ChannelNorm between;
  private final Modulation modulation;
  private final Convolution second;
  private final Convolution shortcut;

  /** A unit; norms are left out for {@link Norm#NONE}. */
  public TimeUnit(int dimensions, int in, int out, int features, Norm norm) {
    before = norm == Norm.NONE ? null : add("norm1", ChannelNorm.of(norm, in));
    first = add("conv1", Convolution.dense(dimensions, in, out, 3, 1));
    between = norm == Norm.NONE ? null : add("norm2", ChannelNorm.of(norm, out));
    modulation = add("modulation", new Modulation(features, out));
    second = add("conv2", Convolution.last(dimensions, out, out, 3, true));
    shortcut = in == out ? null : add("shortcut", Convolution.linear(dimensions, in, out, 1));
  }

  @Override
  public NDArray apply(NDArray x, Pass pass) {
    NDArray h;
    if (before == null) {
      h = FUNCTION.apply(x);
    } else {
      NDArray normalised = before.apply(x, pass);
      h = then(normalised, FUNCTION.apply(normalised));
    }
    h = then(h, first.apply(h, pass));
    if (between != null) {
      h = then(h, between.apply(h, pass));
    }
    h = then(h, modulation.apply(h, pass));
    h = then(h, FUNCTION.apply(h));
    h = then(h, second.apply(h, pass));
    if (shortcut == null) {
      return then(h, h.add(x));
    }
    try (NDArray around = shortcut.apply(x, pass)) {
      return then(h, h.add(around));
    }
  }

  @Override
  protected Shape outputShape(Shape input) {
    return second.outputShape(first.outputShape(input));
  }
}
