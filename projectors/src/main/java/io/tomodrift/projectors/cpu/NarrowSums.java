package io.tomodrift.projectors.cpu;

/**
 * Weighted sums for stacks too narrow to fill a SIMD register with lanes: four outputs with the
 * same taps go side by side, so that the processor need not wait for one sum to go on with the
 * next. Adds in the order of {@link RowSums}, hence with the same bits.
 */
final class NarrowSums {

  private NarrowSums() {}

  /**
   * Adds {@code sum[t][lane] += weight[k] data[(offset[t] + index[k]) stride + lane]} for k below
   * {@code count}, in order, and t from 0 to 3.
   */
  static void add4(
      float[] data,
      int[] offset,
      int[] index,
      float[] weight,
      int count,
      int stride,
      int lane,
      float[][] sum) {
    int o0 = offset[0] * stride + lane;
    int o1 = offset[1] * stride + lane;
    int o2 = offset[2] * stride + lane;
    int o3 = offset[3] * stride + lane;
    float s0 = sum[0][lane];
    float s1 = sum[1][lane];
    float s2 = sum[2][lane];
    float s3 = sum[3][lane];
    for (int k = 0; k < count; k++) {
      int at = index[k] * stride;
      float w = weight[k];
      s0 += w * data[o0 + at];
      s1 += w * data[o1 + at];
      s2 += w * data[o2 + at];
      s3 += w * data[o3 + at];
    }
    sum[0][lane] = s0;
    sum[1][lane] = s1;
    sum[2][lane] = s2;
    sum[3][lane] = s3;
  }
}
