package io.tomodrift.learned.nets;

/**
 * One sample in double precision, {@code [channel][slice][row][column]}, and the operations of the
 * blocks written as plain loops; an image in two dimensions has one slice.
 */
record PlainImage(int channels, int depth, int height, int width, double[] values) {

  PlainImage(int channels, int depth, int height, int width) {
    this(channels, depth, height, width, new double[channels * depth * height * width]);
  }

  int index(int c, int z, int y, int x) {
    return ((c * depth + z) * height + y) * width + x;
  }

  private double at(int c, int z, int y, int x) {
    boolean inside = z >= 0 && z < depth && y >= 0 && y < height && x >= 0 && x < width;
    return inside ? values[index(c, z, y, x)] : 0;
  }

  /**
   * Weights {@code [out][in / groups][kernel...]}; slices are crossed only if there are several.
   */
  PlainImage convolve(double[] weight, double[] bias, int kernel, int stride, int groups) {
    int out = bias.length;
    int kernelDepth = depth == 1 ? 1 : kernel;
    int strideDepth = depth == 1 ? 1 : stride;
    int pad = (kernel - 1) / 2;
    int padDepth = depth == 1 ? 0 : pad;
    PlainImage result =
        new PlainImage(
            out,
            (depth + strideDepth - 1) / strideDepth,
            (height + stride - 1) / stride,
            (width + stride - 1) / stride);
    int inputs = channels / groups;
    for (int o = 0; o < out; o++) {
      int firstInput = o / (out / groups) * inputs;
      for (int z = 0; z < result.depth; z++) {
        for (int y = 0; y < result.height; y++) {
          for (int x = 0; x < result.width; x++) {
            double sum = bias[o];
            int w = o * inputs * kernelDepth * kernel * kernel;
            for (int i = 0; i < inputs; i++) {
              for (int c = 0; c < kernelDepth; c++) {
                for (int b = 0; b < kernel; b++) {
                  for (int a = 0; a < kernel; a++) {
                    sum +=
                        weight[w++]
                            * at(
                                firstInput + i,
                                z * strideDepth + c - padDepth,
                                y * stride + b - pad,
                                x * stride + a - pad);
                  }
                }
              }
            }
            result.values[result.index(o, z, y, x)] = sum;
          }
        }
      }
    }
    return result;
  }

  /** Groups of channels to mean 0 and variance 1, then scale and shift by channel. */
  PlainImage normalise(double[] scale, double[] shift, int groups) {
    PlainImage result = new PlainImage(channels, depth, height, width);
    int size = values.length / groups;
    int plane = values.length / channels;
    for (int g = 0; g < groups; g++) {
      double sum = 0;
      double squares = 0;
      for (int i = g * size; i < (g + 1) * size; i++) {
        sum += values[i];
        squares += values[i] * values[i];
      }
      double mean = sum / size;
      double deviation = Math.sqrt(squares / size - mean * mean + 1e-5);
      for (int i = g * size; i < (g + 1) * size; i++) {
        result.values[i] = (values[i] - mean) / deviation * scale[i / plane] + shift[i / plane];
      }
    }
    return result;
  }

  /** {@code x Phi(x)} by integrating the density with Simpson's rule. */
  PlainImage gelu() {
    PlainImage result = new PlainImage(channels, depth, height, width);
    for (int i = 0; i < values.length; i++) {
      double x = values[i];
      int steps = 400;
      double sum = 0;
      for (int k = 0; k <= steps; k++) {
        double t = x * k / steps;
        int factor = k == 0 || k == steps ? 1 : k % 2 == 1 ? 4 : 2;
        sum += factor * Math.exp(-t * t / 2);
      }
      double distribution = 0.5 + sum * x / steps / 3 / Math.sqrt(2 * Math.PI);
      result.values[i] = x * distribution;
    }
    return result;
  }

  PlainImage nearestUp() {
    int times = depth == 1 ? 1 : 2;
    PlainImage result = new PlainImage(channels, times * depth, 2 * height, 2 * width);
    for (int c = 0; c < channels; c++) {
      for (int z = 0; z < result.depth; z++) {
        for (int y = 0; y < result.height; y++) {
          for (int x = 0; x < result.width; x++) {
            result.values[result.index(c, z, y, x)] = at(c, z / times, y / 2, x / 2);
          }
        }
      }
    }
    return result;
  }

  PlainImage plus(PlainImage other) {
    PlainImage result = new PlainImage(channels, depth, height, width);
    for (int i = 0; i < values.length; i++) {
      result.values[i] = values[i] + other.values[i];
    }
    return result;
  }
}
