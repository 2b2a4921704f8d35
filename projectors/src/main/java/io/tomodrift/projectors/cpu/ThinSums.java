package io.tomodrift.projectors.cpu;

/** The loops of thin stacks lane by lane, for {@link LaneKernels} without better ones. */
final class ThinSums {
  private ThinSums() {}

  static void gather(
      float[] plane,
      int origin,
      int stride,
      double intercept,
      double slope,
      int from,
      int end,
      float[] sums,
      int firstSum) {
    float near = 0;
    float far = 0;
    for (int i = from; i < end; i++) {
      double position = intercept + slope * i;
      int j = floor(position);
      float fraction = (float) (position - j);
      int p = origin + i * stride + j;
      near += (1 - fraction) * plane[p];
      far += fraction * plane[p + 1];
    }
    sums[firstSum] += near;
    sums[firstSum + 1] += far;
  }

  static void gather4(
      float[] plane,
      int origin,
      int stride,
      double intercept,
      double slope,
      int from,
      int end,
      float[] sums,
      int firstSum) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    for (int i = from; i < end; i++) {
      double position = intercept + slope * i;
      int j = floor(position);
      float far = (float) (position - j);
      float near = 1 - far;
      int p = origin + i * stride + 4 * j;
      s0 += near * plane[p] + far * plane[p + 4];
      s1 += near * plane[p + 1] + far * plane[p + 5];
      s2 += near * plane[p + 2] + far * plane[p + 6];
      s3 += near * plane[p + 3] + far * plane[p + 7];
    }
    sums[firstSum] += s0;
    sums[firstSum + 1] += s1;
    sums[firstSum + 2] += s2;
    sums[firstSum + 3] += s3;
  }

  static void spread(
      float[] values,
      int at,
      double intercept,
      double slope,
      int from,
      int end,
      float[] plane,
      int origin,
      int stride) {
    float value = values[at];
    for (int i = from; i < end; i++) {
      double position = intercept + slope * i;
      int j = floor(position);
      float far = (float) (position - j) * value;
      int p = origin + i * stride + j;
      plane[p] += value - far;
      plane[p + 1] += far;
    }
  }

  static void spread4(
      float[] values,
      int at,
      double intercept,
      double slope,
      int from,
      int end,
      float[] plane,
      int origin,
      int stride) {
    float a = values[at];
    float b = values[at + 1];
    float c = values[at + 2];
    float d = values[at + 3];
    for (int i = from; i < end; i++) {
      double position = intercept + slope * i;
      int j = floor(position);
      float far = (float) (position - j);
      float near = 1 - far;
      int p = origin + i * stride + 4 * j;
      plane[p] += near * a;
      plane[p + 1] += near * b;
      plane[p + 2] += near * c;
      plane[p + 3] += near * d;
      plane[p + 4] += far * a;
      plane[p + 5] += far * b;
      plane[p + 6] += far * c;
      plane[p + 7] += far * d;
    }
  }

  /** Floor of a value above -4. */
  private static int floor(double position) {
    return (int) (position + 4) - 4;
  }
}
