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
 * <p>Odd kernels keep the sides (halved, rounded up, with stride 2). Parameters: {@code weight}
 * {@code [out][in / groups][kernel...]}, {@code bias} {@code [out]}.
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
    if (kernel % 2 == 0) {
      throw new IllegalArgumentException("the kernel must be odd, got " + kernel);
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

  /** Every output channel reads every input channel. */
  public static Convolution dense(int dimensions, int in, int out, int kernel, int stride) {
    return new Convolution(dimensions, in, out, kernel, stride, 1, Weights.HE_NORMAL);
  }

  /** Each output channel reads its own input channel only. */
  public static Convolution depthwise(int dimensions, int channels, int kernel, int stride) {
    return new Convolution(
        dimensions, channels, channels, kernel, stride, channels, Weights.HE_NORMAL);
  }

  /** Stride 1, and all zero at first: for the end of networks that start as the identity. */
  public static Convolution zero(int dimensions, int in, int out, int kernel) {
    return new Convolution(dimensions, in, out, kernel, 1, 1, Weights.ZERO);
  }

  /** Last convolution of a network: zero at first if the network is residual. */
  public static Convolution last(int dimensions, int in, int out, int kernel, boolean residual) {
    return residual ? zero(dimensions, in, out, kernel) : dense(dimensions, in, out, kernel, 1);
  }

  @Override
  public NDArray apply(NDArray x, Pass pass) {
    NDArray w = pass.value(weight, x);
    NDArray b = pass.value(bias, x);
    Shape strides = cube(stride);
    Shape padding = cube(kernel / 2);
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
