package io.tomodrift.projectors.simd;

import io.tomodrift.projectors.cpu.ListTaps;
import io.tomodrift.projectors.cpu.PairTaps;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Adds taps for four lanes, the width of a single slice whose quarter turns lie side by side.
 * Several outputs go at a time, because one alone would wait for its own last sum.
 */
final class QuadLoops {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_128;

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
    int o = 0;
    for (; o + 4 <= outputs; o += 4) {
      int at = firstSum + o * lanes;
      FloatVector s0 = FloatVector.zero(S);
      FloatVector s1 = FloatVector.zero(S);
      FloatVector s2 = FloatVector.zero(S);
      FloatVector s3 = FloatVector.zero(S);
      for (int m = 0, t = first + o; m < count; m++, t += outputs) {
        int p0 = origin + position[t] * stride;
        int p1 = origin + position[t + 1] * stride;
        int p2 = origin + position[t + 2] * stride;
        int p3 = origin + position[t + 3] * stride;
        s0 = FloatVector.fromArray(S, data, p0).fma(FloatVector.broadcast(S, near[t]), s0);
        s1 = FloatVector.fromArray(S, data, p1).fma(FloatVector.broadcast(S, near[t + 1]), s1);
        s2 = FloatVector.fromArray(S, data, p2).fma(FloatVector.broadcast(S, near[t + 2]), s2);
        s3 = FloatVector.fromArray(S, data, p3).fma(FloatVector.broadcast(S, near[t + 3]), s3);
        s0 = FloatVector.fromArray(S, data, p0 + step).fma(FloatVector.broadcast(S, far[t]), s0);
        s1 =
            FloatVector.fromArray(S, data, p1 + step).fma(FloatVector.broadcast(S, far[t + 1]), s1);
        s2 =
            FloatVector.fromArray(S, data, p2 + step).fma(FloatVector.broadcast(S, far[t + 2]), s2);
        s3 =
            FloatVector.fromArray(S, data, p3 + step).fma(FloatVector.broadcast(S, far[t + 3]), s3);
      }
      FloatVector.fromArray(S, sums, at).add(s0).intoArray(sums, at);
      FloatVector.fromArray(S, sums, at + lanes).add(s1).intoArray(sums, at + lanes);
      FloatVector.fromArray(S, sums, at + 2 * lanes).add(s2).intoArray(sums, at + 2 * lanes);
      FloatVector.fromArray(S, sums, at + 3 * lanes).add(s3).intoArray(sums, at + 3 * lanes);
    }
    for (; o < outputs; o++) {
      int at = firstSum + o * lanes;
      FloatVector sum = FloatVector.zero(S);
      for (int m = 0, t = first + o; m < count; m++, t += outputs) {
        int p = origin + position[t] * stride;
        sum = FloatVector.fromArray(S, data, p).fma(FloatVector.broadcast(S, near[t]), sum);
        sum = FloatVector.fromArray(S, data, p + step).fma(FloatVector.broadcast(S, far[t]), sum);
      }
      FloatVector.fromArray(S, sums, at).add(sum).intoArray(sums, at);
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
    int lists = taps.outputs();
    for (int o = 0; o < outputs; o++) {
      int at = firstSum + o * lanes;
      FloatVector sum = FloatVector.zero(S);
      int output = firstOutput + o;
      int end = output + taps.count()[output] * lists;
      for (int t = output; t < end; t += lists) {
        int p = origin + position[t] * stride;
        sum = FloatVector.fromArray(S, data, p).fma(FloatVector.broadcast(S, weight[t]), sum);
      }
      FloatVector.fromArray(S, sums, at).add(sum).intoArray(sums, at);
    }
  }
}
