package io.tomodrift.projectors.simd;

import io.tomodrift.projectors.cpu.ListTaps;
import io.tomodrift.projectors.cpu.PairTaps;

/**
 * Adds taps lane by lane, for the one or two lanes that scans without symmetry leave. Fused as the
 * registers do it.
 */
final class ScalarLoops {
  private ScalarLoops() {}

  static void addPairs(
      float[] data,
      int origin,
      int stride,
      int step,
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
    int pairs = taps.stride();
    for (int o = 0; o < outputs; o++) {
      float sum = 0;
      for (int m = 0, t = first + o; m < count; m++, t += pairs) {
        int p = origin + position[t] * stride;
        sum = Math.fma(data[p], near[t], sum);
        sum = Math.fma(data[p + step], far[t], sum);
      }
      sums[firstSum + o * lanes] += sum;
    }
  }

  static void addLists(
      float[] data,
      int origin,
      int stride,
      ListTaps taps,
      int firstOutput,
      int outputs,
      float[] sums,
      int firstSum,
      int lanes) {
    int[] position = taps.position();
    float[] weight = taps.weight();
    int lists = taps.stride();
    for (int o = 0; o < outputs; o++) {
      float sum = 0;
      int output = firstOutput + o;
      int end = output + taps.count()[output] * lists;
      for (int t = output; t < end; t += lists) {
        sum = Math.fma(data[origin + position[t] * stride], weight[t], sum);
      }
      sums[firstSum + o * lanes] += sum;
    }
  }
}
