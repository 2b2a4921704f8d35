package io.tomodrift.projectors.cpu;

/**
 * Weighted sums of rows of lanes, each row an array of its own.
 *
 * <p>The just-in-time compiler turns such a loop into SIMD code only if every operand is an array
 * of its own indexed by nothing but the loop variable; hence one {@code float[]} a row, and sums
 * that are copied to one while they grow. Each method adds from left to right, so that all of them
 * give the same bits.
 */
final class RowSums {
  private RowSums() {}

  /** {@link LaneKernels#addPairs} on rows. */
  static void addPairs(
      float[][] rows,
      int base,
      int pairOffset,
      PairTaps taps,
      int first,
      int outputs,
      int count,
      float[] sums,
      int firstSum,
      int lanes) {
    int[] position = taps.position();
    float[] near = taps.near();
    float[] far = taps.far();
    int stride = taps.stride();
    float[] sum = taps.scratchSum(lanes);
    for (int o = 0; o < outputs; o++) {
      int at = firstSum + o * lanes;
      System.arraycopy(sums, at, sum, 0, lanes);
      int t = first + o;
      int m = 0;
      for (; m + 2 <= count; m += 2, t += 2 * stride) {
        int p = base + position[t];
        int q = base + position[t + stride];
        add4(
            rows[p],
            near[t],
            rows[p + pairOffset],
            far[t],
            rows[q],
            near[t + stride],
            rows[q + pairOffset],
            far[t + stride],
            sum,
            lanes);
      }
      if (m < count) {
        int p = base + position[t];
        add2(rows[p], near[t], rows[p + pairOffset], far[t], sum, lanes);
      }
      System.arraycopy(sum, 0, sums, at, lanes);
    }
  }

  /** One list of {@link LaneKernels#addLists} on rows. */
  static void addList(
      float[][] rows, int base, ListTaps taps, int output, float[] sums, int firstSum, int lanes) {
    int[] position = taps.position();
    float[] weight = taps.weight();
    int n = taps.stride();
    int end = output + taps.count()[output] * n;
    float[] sum = taps.scratchSum(lanes);
    System.arraycopy(sums, firstSum, sum, 0, lanes);
    int k = output;
    for (; k + 3 * n < end; k += 4 * n) {
      add4(
          rows[base + position[k]],
          weight[k],
          rows[base + position[k + n]],
          weight[k + n],
          rows[base + position[k + 2 * n]],
          weight[k + 2 * n],
          rows[base + position[k + 3 * n]],
          weight[k + 3 * n],
          sum,
          lanes);
    }
    if (k + n < end) {
      add2(
          rows[base + position[k]],
          weight[k],
          rows[base + position[k + n]],
          weight[k + n],
          sum,
          lanes);
      k += 2 * n;
    }
    if (k < end) {
      add1(rows[base + position[k]], weight[k], sum, lanes);
    }
    System.arraycopy(sum, 0, sums, firstSum, lanes);
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
      float[] r0,
      float w0,
      float[] r1,
      float w1,
      float[] r2,
      float w2,
      float[] r3,
      float w3,
      float[] sum,
      int lanes) {
    for (int s = 0; s < lanes; s++) {
      sum[s] = sum[s] + w0 * r0[s] + w1 * r1[s] + w2 * r2[s] + w3 * r3[s];
    }
  }
}
