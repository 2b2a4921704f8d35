package io.tomodrift.learned.nets.blocks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * MedNeXt block (Roy et al. 2023, section 2.1): depthwise convolution, instance normalisation,
 * expansion by a convolution of side 1, GELU, compression by another, and a way around.
 *
 * <p>The block downwards has stride 2 in the depthwise convolution and a convolution of side 1 and
 * stride 2 around. The block upwards differs from the paper, which has transposed convolutions: the
 * nearest value is taken before the depthwise convolution, and after the convolution around. The
 * number of weights is the same.
 *
 * <p>Children {@code conv1} (depthwise), {@code norm}, {@code conv2}, {@code conv3}, and {@code
 * shortcut} where the resolution changes.
 */
public final class MedNextBlock extends Part {

  /** What happens to the resolution. */
  private enum Step {
    SAME,
    DOWN,
    UP
  }

  private final Step step;
  private final int outputChannels;
  private final Convolution depthwise;
  private final ChannelNorm norm;
  private final Convolution expansion;
  private final Convolution compression;
  private final Convolution shortcut;

  private MedNextBlock(Step step, int dimensions, int in, int out, int factor, int kernel) {
    this.step = step;
    outputChannels = out;
    int stride = step == Step.DOWN ? 2 : 1;
    depthwise = add("conv1", Convolution.depthwise(dimensions, in, kernel, stride));
    norm = add("norm", ChannelNorm.instance(in));
    expansion = add("conv2", Convolution.dense(dimensions, in, factor * in, 1, 1));
    compression = add("conv3", Convolution.linear(dimensions, factor * in, out, 1));
    shortcut =
        step == Step.SAME ? null : add("shortcut", Convolution.linear(dimensions, in, out, stride));
  }

  /** Keeps channels and sides. */
  public static MedNextBlock same(int dimensions, int channels, int factor, int kernel) {
    return new MedNextBlock(Step.SAME, dimensions, channels, channels, factor, kernel);
  }

  /** Doubles the channels and halves the sides. */
  public static MedNextBlock down(int dimensions, int channels, int factor, int kernel) {
    return new MedNextBlock(Step.DOWN, dimensions, channels, 2 * channels, factor, kernel);
  }

  /** Halves the channels and doubles the sides. */
  public static MedNextBlock up(int dimensions, int channels, int factor, int kernel) {
    return new MedNextBlock(Step.UP, dimensions, channels, channels / 2, factor, kernel);
  }

  @Override
  public NDArray apply(NDArray x, Pass pass) {
    NDArray h;
    if (step == Step.UP) {
      NDArray fine = Resampling.nearestUp(x);
      h = then(fine, depthwise.apply(fine, pass));
    } else {
      h = depthwise.apply(x, pass);
    }
    h = then(h, norm.apply(h, pass));
    h = then(h, expansion.apply(h, pass));
    h = then(h, Nonlinearity.GELU.apply(h));
    h = then(h, compression.apply(h, pass));
    if (step == Step.SAME) {
      return then(h, h.add(x));
    }
    NDArray around = shortcut.apply(x, pass);
    if (step == Step.UP) {
      around = then(around, Resampling.nearestUp(around));
    }
    return then(around, then(h, h.add(around)));
  }

  @Override
  protected Shape outputShape(Shape input) {
    return shape(input, outputChannels, step == Step.DOWN ? 2 : 1, step == Step.UP ? 2 : 1);
  }
}
