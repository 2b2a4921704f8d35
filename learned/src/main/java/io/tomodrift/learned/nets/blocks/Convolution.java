package io.tomodrift.learned.nets.blocks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.convolutional.Conv3d;
import java.util.Arrays;

/**
 * Convolution with bias, zeros around the image, in two or three dimensions.
 *
 * <p>Odd kernels keep the sides (halved, rounded up, with stride 2); even ones halve even sides.
 * Parameters: {@code weight} {@code [out][in / groups][kernel...]}, {@code bias} {@code [out]}.
 */
public final class Convolution extends Part {

  private final int dimensions;
  private final int outputChannels;
  private final int stride;
  private final int groups;
  private final int kernel;
  private final Parameter weight;
  private final Parameter bias;

  private Convolution(
      int dimensions, int in, int out, int kernel, int stride, int groups, Weights initial) {
    if (kernel < 1 || (kernel % 2 == 0 && stride != 2)) {
      throw new IllegalArgumentException(
          "the kernel must be odd, or even with stride 2, got %d with stride %d"
              .formatted(kernel, stride));
    }
    this.dimensions = dimensions;
    outputChannels = out;
    this.kernel = kernel;
    this.stride = stride;
    this.groups = groups;
    long[] shape = new long[dimensions + 2];
    Arrays.fill(shape, kernel);
    shape[0] = out;
    shape[1] = in / groups;
    weight = addWeights("weight", Parameter.Type.WEIGHT, new Shape(shape), initial);
    bias = addWeights("bias", Parameter.Type.BIAS, new Shape(out), Weights.ZERO);
  }

  /** Every output channel reads every input channel, and a rectifier or norm follows. */
  public static Convolution dense(int dimensions, int in, int out, int kernel, int stride) {
    return new Convolution(dimensions, in, out, kernel, stride, 1, Weights.HE_NORMAL);
  }

  /** The same where no function follows, of side 1: ways around, compressions. */
  public static Convolution linear(int dimensions, int in, int out, int stride) {
    return new Convolution(dimensions, in, out, 1, stride, 1, Weights.LINEAR_NORMAL);
  }

  /** Each output channel reads its own input channel only. */
  public static Convolution depthwise(int dimensions, int channels, int kernel, int stride) {
    return new Convolution(
        dimensions, channels, channels, kernel, stride, channels, Weights.HE_NORMAL);
  }

  /**
   * Last convolution of a network, stride 1: zero at first if the network is residual, which then
   * starts as the identity, else small.
   */
  public static Convolution last(int dimensions, int in, int out, int kernel, boolean residual) {
    Weights initial = residual ? Weights.ZERO : Weights.SMALL_NORMAL;
    return new Convolution(dimensions, in, out, kernel, 1, 1, initial);
  }

  @Override
  public NDArray apply(NDArray x, Pass pass) {
    NDArray w = pass.value(weight, x);
    NDArray b = pass.value(bias, x);
    Shape strides = cube(stride);
    Shape padding = cube((kernel - 1) / 2);
    return (dimensions == 2
            ? Conv2d.conv2d(x, w, b, strides, padding, cube(1), groups)
            : Conv3d.conv3d(x, w, b, strides, padding, cube(1), groups))
        .singletonOrThrow();
  }

  private Shape cube(long side) {
    long[] sides = new long[dimensions];
    Arrays.fill(sides, side);
    return new Shape(sides);
  }

  @Override
  protected Shape outputShape(Shape input) {
    return shape(input, outputChannels, stride, 1);
  }
}
