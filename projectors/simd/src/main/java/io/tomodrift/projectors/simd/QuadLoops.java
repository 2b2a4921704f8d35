package io.tomodrift.projectors.simd;

import io.tomodrift.projectors.cpu.ListTaps;
import io.tomodrift.projectors.cpu.PairTaps;

/**
 * Adds taps for four lanes, the width of a single slice whose quarter turns lie side by side, where
 * {@link QuadVectors} cannot. By scalars and not by short registers, because Java 17 keeps vectors
 * in registers only where a program uses one width of them. Fused as the registers do it.
 */
final class QuadLoops {
  private QuadLoops() {}

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
      float s0 = 0;
      float s1 = 0;
      float s2 = 0;
      float s3 = 0;
      for (int m = 0, t = first + o; m < count; m++, t += pairs) {
        int p = origin + position[t] * stride;
        int q = p + step;
        float w = near[t];
        float v = far[t];
        s0 = Math.fma(v, data[q], Math.fma(w, data[p], s0));
        s1 = Math.fma(v, data[q + 1], Math.fma(w, data[p + 1], s1));
        s2 = Math.fma(v, data[q + 2], Math.fma(w, data[p + 2], s2));
        s3 = Math.fma(v, data[q + 3], Math.fma(w, data[p + 3], s3));
      }
      int at = firstSum + o * lanes;
      sums[at] += s0;
      sums[at + 1] += s1;
      sums[at + 2] += s2;
      sums[at + 3] += s3;
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
      float s0 = 0;
      float s1 = 0;
      float s2 = 0;
      float s3 = 0;
      int output = firstOutput + o;
      int end = output + taps.count()[output] * lists;
      for (int t = output; t < end; t += lists) {
        int p = origin + position[t] * stride;
        float w = weight[t];
        s0 = Math.fma(w, data[p], s0);
        s1 = Math.fma(w, data[p + 1], s1);
        s2 = Math.fma(w, data[p + 2], s2);
        s3 = Math.fma(w, data[p + 3], s3);
      }
      int at = firstSum + o * lanes;
      sums[at] += s0;
      sums[at + 1] += s1;
      sums[at + 2] += s2;
      sums[at + 3] += s3;
    }
  }
}
