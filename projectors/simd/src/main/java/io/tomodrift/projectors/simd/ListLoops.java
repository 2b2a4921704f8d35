package io.tomodrift.projectors.simd;

import io.tomodrift.projectors.cpu.ListTaps;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Adds lists of taps for one, two, four and eight registers of lanes. The registers are written out
 * one by one, because only local variables stay in registers; hence methods that do not fit a
 * screen.
 *
 * <p>A sum begins at zero and is added to what was there: Java 17 keeps a register that a loop
 * leaves only as the argument of another operation, not as the one to be stored.
 *
 * <p>In all of them {@code origin} is where the lanes begin in row 0, {@code stride} the distance
 * of two rows in {@code data}, and the other parameters are those of {@link
 * io.tomodrift.projectors.cpu.LaneKernels}.
 */
final class ListLoops {
  private static final VectorSpecies<Float> S = VectorKernels.SPECIES;
  private static final int L = S.length();

  private ListLoops() {}

  static void add8(
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
      int at = firstSum + o * lanes;
      FloatVector s0 = FloatVector.zero(S);
      FloatVector s1 = FloatVector.zero(S);
      FloatVector s2 = FloatVector.zero(S);
      FloatVector s3 = FloatVector.zero(S);
      FloatVector s4 = FloatVector.zero(S);
      FloatVector s5 = FloatVector.zero(S);
      FloatVector s6 = FloatVector.zero(S);
      FloatVector s7 = FloatVector.zero(S);
      int output = firstOutput + o;
      int end = output + taps.count()[output] * lists;
      for (int t = output; t < end; t += lists) {
        int p = origin + position[t] * stride;
        FloatVector w = FloatVector.broadcast(S, weight[t]);
        s0 = FloatVector.fromArray(S, data, p).fma(w, s0);
        s1 = FloatVector.fromArray(S, data, p + L).fma(w, s1);
        s2 = FloatVector.fromArray(S, data, p + 2 * L).fma(w, s2);
        s3 = FloatVector.fromArray(S, data, p + 3 * L).fma(w, s3);
        s4 = FloatVector.fromArray(S, data, p + 4 * L).fma(w, s4);
        s5 = FloatVector.fromArray(S, data, p + 5 * L).fma(w, s5);
        s6 = FloatVector.fromArray(S, data, p + 6 * L).fma(w, s6);
        s7 = FloatVector.fromArray(S, data, p + 7 * L).fma(w, s7);
      }
      FloatVector.fromArray(S, sums, at).add(s0).intoArray(sums, at);
      FloatVector.fromArray(S, sums, at + L).add(s1).intoArray(sums, at + L);
      FloatVector.fromArray(S, sums, at + 2 * L).add(s2).intoArray(sums, at + 2 * L);
      FloatVector.fromArray(S, sums, at + 3 * L).add(s3).intoArray(sums, at + 3 * L);
      FloatVector.fromArray(S, sums, at + 4 * L).add(s4).intoArray(sums, at + 4 * L);
      FloatVector.fromArray(S, sums, at + 5 * L).add(s5).intoArray(sums, at + 5 * L);
      FloatVector.fromArray(S, sums, at + 6 * L).add(s6).intoArray(sums, at + 6 * L);
      FloatVector.fromArray(S, sums, at + 7 * L).add(s7).intoArray(sums, at + 7 * L);
    }
  }

  static void add4(
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
      int at = firstSum + o * lanes;
      FloatVector s0 = FloatVector.zero(S);
      FloatVector s1 = FloatVector.zero(S);
      FloatVector s2 = FloatVector.zero(S);
      FloatVector s3 = FloatVector.zero(S);
      int output = firstOutput + o;
      int end = output + taps.count()[output] * lists;
      for (int t = output; t < end; t += lists) {
        int p = origin + position[t] * stride;
        FloatVector w = FloatVector.broadcast(S, weight[t]);
        s0 = FloatVector.fromArray(S, data, p).fma(w, s0);
        s1 = FloatVector.fromArray(S, data, p + L).fma(w, s1);
        s2 = FloatVector.fromArray(S, data, p + 2 * L).fma(w, s2);
        s3 = FloatVector.fromArray(S, data, p + 3 * L).fma(w, s3);
      }
      FloatVector.fromArray(S, sums, at).add(s0).intoArray(sums, at);
      FloatVector.fromArray(S, sums, at + L).add(s1).intoArray(sums, at + L);
      FloatVector.fromArray(S, sums, at + 2 * L).add(s2).intoArray(sums, at + 2 * L);
      FloatVector.fromArray(S, sums, at + 3 * L).add(s3).intoArray(sums, at + 3 * L);
    }
  }

  static void add2(
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
      int at = firstSum + o * lanes;
      FloatVector s0 = FloatVector.zero(S);
      FloatVector s1 = FloatVector.zero(S);
      int output = firstOutput + o;
      int end = output + taps.count()[output] * lists;
      for (int t = output; t < end; t += lists) {
        int p = origin + position[t] * stride;
        FloatVector w = FloatVector.broadcast(S, weight[t]);
        s0 = FloatVector.fromArray(S, data, p).fma(w, s0);
        s1 = FloatVector.fromArray(S, data, p + L).fma(w, s1);
      }
      FloatVector.fromArray(S, sums, at).add(s0).intoArray(sums, at);
      FloatVector.fromArray(S, sums, at + L).add(s1).intoArray(sums, at + L);
    }
  }

  static void add1(
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
      int at = firstSum + o * lanes;
      FloatVector s0 = FloatVector.zero(S);
      int output = firstOutput + o;
      int end = output + taps.count()[output] * lists;
      for (int t = output; t < end; t += lists) {
        int p = origin + position[t] * stride;
        FloatVector w = FloatVector.broadcast(S, weight[t]);
        s0 = FloatVector.fromArray(S, data, p).fma(w, s0);
      }
      FloatVector.fromArray(S, sums, at).add(s0).intoArray(sums, at);
    }
  }
}
