package io.tomodrift.projectors.simd;

import io.tomodrift.projectors.cpu.ListTaps;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Adds lists of taps for one, two, four and eight registers of lanes. The registers are written out
 * one by one, because only local variables stay in registers; hence methods that do not fit a
 * screen.
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
    for (int o = 0; o < outputs; o++) {
      int at = firstSum + o * lanes;
      FloatVector s0 = FloatVector.fromArray(S, sums, at);
      FloatVector s1 = FloatVector.fromArray(S, sums, at + L);
      FloatVector s2 = FloatVector.fromArray(S, sums, at + 2 * L);
      FloatVector s3 = FloatVector.fromArray(S, sums, at + 3 * L);
      FloatVector s4 = FloatVector.fromArray(S, sums, at + 4 * L);
      FloatVector s5 = FloatVector.fromArray(S, sums, at + 5 * L);
      FloatVector s6 = FloatVector.fromArray(S, sums, at + 6 * L);
      FloatVector s7 = FloatVector.fromArray(S, sums, at + 7 * L);
      int from = (firstOutput + o) * taps.capacity();
      int end = from + taps.count()[firstOutput + o];
      for (int t = from; t < end; t++) {
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
      s0.intoArray(sums, at);
      s1.intoArray(sums, at + L);
      s2.intoArray(sums, at + 2 * L);
      s3.intoArray(sums, at + 3 * L);
      s4.intoArray(sums, at + 4 * L);
      s5.intoArray(sums, at + 5 * L);
      s6.intoArray(sums, at + 6 * L);
      s7.intoArray(sums, at + 7 * L);
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
    for (int o = 0; o < outputs; o++) {
      int at = firstSum + o * lanes;
      FloatVector s0 = FloatVector.fromArray(S, sums, at);
      FloatVector s1 = FloatVector.fromArray(S, sums, at + L);
      FloatVector s2 = FloatVector.fromArray(S, sums, at + 2 * L);
      FloatVector s3 = FloatVector.fromArray(S, sums, at + 3 * L);
      int from = (firstOutput + o) * taps.capacity();
      int end = from + taps.count()[firstOutput + o];
      for (int t = from; t < end; t++) {
        int p = origin + position[t] * stride;
        FloatVector w = FloatVector.broadcast(S, weight[t]);
        s0 = FloatVector.fromArray(S, data, p).fma(w, s0);
        s1 = FloatVector.fromArray(S, data, p + L).fma(w, s1);
        s2 = FloatVector.fromArray(S, data, p + 2 * L).fma(w, s2);
        s3 = FloatVector.fromArray(S, data, p + 3 * L).fma(w, s3);
      }
      s0.intoArray(sums, at);
      s1.intoArray(sums, at + L);
      s2.intoArray(sums, at + 2 * L);
      s3.intoArray(sums, at + 3 * L);
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
    for (int o = 0; o < outputs; o++) {
      int at = firstSum + o * lanes;
      FloatVector s0 = FloatVector.fromArray(S, sums, at);
      FloatVector s1 = FloatVector.fromArray(S, sums, at + L);
      int from = (firstOutput + o) * taps.capacity();
      int end = from + taps.count()[firstOutput + o];
      for (int t = from; t < end; t++) {
        int p = origin + position[t] * stride;
        FloatVector w = FloatVector.broadcast(S, weight[t]);
        s0 = FloatVector.fromArray(S, data, p).fma(w, s0);
        s1 = FloatVector.fromArray(S, data, p + L).fma(w, s1);
      }
      s0.intoArray(sums, at);
      s1.intoArray(sums, at + L);
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
    for (int o = 0; o < outputs; o++) {
      int at = firstSum + o * lanes;
      FloatVector s0 = FloatVector.fromArray(S, sums, at);
      int from = (firstOutput + o) * taps.capacity();
      int end = from + taps.count()[firstOutput + o];
      for (int t = from; t < end; t++) {
        int p = origin + position[t] * stride;
        FloatVector w = FloatVector.broadcast(S, weight[t]);
        s0 = FloatVector.fromArray(S, data, p).fma(w, s0);
      }
      s0.intoArray(sums, at);
    }
  }
}
