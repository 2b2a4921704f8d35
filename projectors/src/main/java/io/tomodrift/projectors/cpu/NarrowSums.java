package io.tomodrift.projectors.cpu;

/**
 * Weighted sums of rows of few lanes, four of them side by side, so that the processor need not
 * wait for one sum to go on with the next. Adds in the order of {@link RowSums}, hence with the
 * same bits.
 */
final class NarrowSums {
  private NarrowSums() {}

  /** {@link LaneKernels#addPairs} for a multiple of four lanes. */
  static void addPairs(
      LaneRows input,
      int base,
      int pairOffset,
      PairTaps taps,
      int first,
      int outputs,
      int count,
      float[] sums,
      int firstSum,
      int lanes) {
    float[] data = input.values();
    int stride = input.stride();
    int step = pairOffset * stride;
    int[] position = taps.position();
    float[] near = taps.near();
    float[] far = taps.far();
    int pairs = taps.stride();
    for (int lane = 0; lane < lanes; lane += 4) {
      int origin = input.first() + base * stride + lane;
      for (int o = 0; o < outputs; o++) {
        int at = firstSum + o * lanes + lane;
        float s0 = sums[at];
        float s1 = sums[at + 1];
        float s2 = sums[at + 2];
        float s3 = sums[at + 3];
        int t = first + o;
        for (int m = 0; m < count; m++, t += pairs) {
          int p = origin + position[t] * stride;
          int q = p + step;
          float w = near[t];
          float v = far[t];
          s0 = s0 + w * data[p] + v * data[q];
          s1 = s1 + w * data[p + 1] + v * data[q + 1];
          s2 = s2 + w * data[p + 2] + v * data[q + 2];
          s3 = s3 + w * data[p + 3] + v * data[q + 3];
        }
        sums[at] = s0;
        sums[at + 1] = s1;
        sums[at + 2] = s2;
        sums[at + 3] = s3;
      }
    }
  }

  /** {@link LaneKernels#addPairs} for one lane. */
  static void addPairsOfLane(
      LaneRows input,
      int base,
      int pairOffset,
      PairTaps taps,
      int first,
      int outputs,
      int count,
      float[] sums,
      int firstSum,
      int lanes,
      int lane) {
    float[] data = input.values();
    int stride = input.stride();
    int step = pairOffset * stride;
    int[] position = taps.position();
    float[] near = taps.near();
    float[] far = taps.far();
    int pairs = taps.stride();
    int origin = input.first() + base * stride + lane;
    for (int o = 0; o < outputs; o++) {
      float sum = sums[firstSum + o * lanes + lane];
      int t = first + o;
      for (int m = 0; m < count; m++, t += pairs) {
        int p = origin + position[t] * stride;
        sum = sum + near[t] * data[p] + far[t] * data[p + step];
      }
      sums[firstSum + o * lanes + lane] = sum;
    }
  }

  /** One list of {@link LaneKernels#addLists}. */
  static void addList(
      LaneRows input, int base, ListTaps taps, int output, float[] sums, int firstSum, int lanes) {
    float[] data = input.values();
    int stride = input.stride();
    int[] position = taps.position();
    float[] weight = taps.weight();
    int lists = taps.stride();
    int end = output + taps.count()[output] * lists;
    int origin = input.first() + base * stride;
    int lane = 0;
    for (; lane + 4 <= lanes; lane += 4) {
      int at = firstSum + lane;
      float s0 = sums[at];
      float s1 = sums[at + 1];
      float s2 = sums[at + 2];
      float s3 = sums[at + 3];
      for (int k = output; k < end; k += lists) {
        int p = origin + lane + position[k] * stride;
        float w = weight[k];
        s0 += w * data[p];
        s1 += w * data[p + 1];
        s2 += w * data[p + 2];
        s3 += w * data[p + 3];
      }
      sums[at] = s0;
      sums[at + 1] = s1;
      sums[at + 2] = s2;
      sums[at + 3] = s3;
    }
    for (; lane < lanes; lane++) {
      float sum = sums[firstSum + lane];
      for (int k = output; k < end; k += lists) {
        sum += weight[k] * data[origin + lane + position[k] * stride];
      }
      sums[firstSum + lane] = sum;
    }
  }
}
