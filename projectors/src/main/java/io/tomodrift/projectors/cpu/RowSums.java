package io.tomodrift.projectors.cpu;

/**
 * Weighted sums of rows of lanes: the loops in which the CPU backend spends its time.
 *
 * <p>The just-in-time compiler turns such a loop into SIMD code only if every operand is an array
 * of its own indexed by nothing but the loop variable; hence one {@code float[]} a row. Each method
 * adds from left to right, so that all of them give the same bits.
 */
final class RowSums {

  private RowSums() {}

  /**
   * Adds {@code sum += weight[k] rows[offset + index[k]]} for k from first to end - 1, in order.
   */
  static void add(
      float[][] rows,
      int offset,
      int[] index,
      float[] weight,
      int first,
      int end,
      float[] sum,
      int lanes) {
    int k = first;
    for (; k + 4 <= end; k += 4) {
      add4(rows, offset, index, weight, k, sum, lanes);
    }
    if (k + 2 <= end) {
      add2(
          rows[offset + index[k]],
          weight[k],
          rows[offset + index[k + 1]],
          weight[k + 1],
          sum,
          lanes);
      k += 2;
    }
    if (k < end) {
      add1(rows[offset + index[k]], weight[k], sum, lanes);
    }
  }

  private static void add1(float[] r0, float w0, float[] sum, int lanes) {
    for (int s = 0; s < lanes; s++) {
      sum[s] = sum[s] + w0 * r0[s];
    }
  }

  private static void add2(float[] r0, float w0, float[] r1, float w1, float[] sum, int lanes) {
    for (int s = 0; s < lanes; s++) {
      sum[s] = sum[s] + w0 * r0[s] + w1 * r1[s];
    }
  }

  private static void add4(
      float[][] rows, int offset, int[] index, float[] weight, int k, float[] sum, int lanes) {
    float[] r0 = rows[offset + index[k]];
    float[] r1 = rows[offset + index[k + 1]];
    float[] r2 = rows[offset + index[k + 2]];
    float[] r3 = rows[offset + index[k + 3]];
    float w0 = weight[k];
    float w1 = weight[k + 1];
    float w2 = weight[k + 2];
    float w3 = weight[k + 3];
    for (int s = 0; s < lanes; s++) {
      sum[s] = sum[s] + w0 * r0[s] + w1 * r1[s] + w2 * r2[s] + w3 * r3[s];
    }
  }
}
