package io.tomodrift.projectors.simd;

import io.tomodrift.projectors.cpu.PairTaps;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Loops over neighbours of four lanes each, the width of a single slice whose quarter turns lie
 * side by side: both neighbours fit one register of eight.
 */
final class QuadVectors {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_256;
  private static final int L = 8;

  /** The Java with which two widths of registers were found to be quick side by side. */
  private static final int JAVA_OF_WIDTHS = 25;

  /**
   * With a fraction f, {@code f SIGN + NEAR} is 1 - f for the first four lanes and f for the last.
   */
  private static final float[] SIGN = {-1, -1, -1, -1, 1, 1, 1, 1};

  private static final float[] NEAR = {1, 1, 1, 1, 0, 0, 0, 0};

  private QuadVectors() {}

  /**
   * True if this machine has registers of eight lanes that do not slow down the others: Java 17
   * keeps vectors in registers only where a program uses one width of them.
   */
  static boolean possible() {
    int lanes = VectorKernels.SPECIES.length();
    return lanes == L || (lanes > L && Runtime.version().feature() >= JAVA_OF_WIDTHS);
  }

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
    FloatVector sign = FloatVector.fromArray(S, SIGN, 0);
    FloatVector near = FloatVector.fromArray(S, NEAR, 0);
    FloatVector sum = FloatVector.zero(S);
    for (int i = from, line = origin + from * stride; i < end; i++, line += stride) {
      double position = intercept + slope * i;
      int j = (int) (position + 4) - 4;
      FloatVector f = FloatVector.broadcast(S, (float) (position - j));
      sum = FloatVector.fromArray(S, plane, line + 4 * j).fma(f.fma(sign, near), sum);
    }
    FloatVector.fromArray(S, sums, firstSum).add(sum).intoArray(sums, firstSum);
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
    FloatVector value = FloatVector.fromArray(S, values, at);
    FloatVector sign = FloatVector.fromArray(S, SIGN, 0).mul(value);
    FloatVector near = FloatVector.fromArray(S, NEAR, 0).mul(value);
    for (int i = from, line = origin + from * stride; i < end; i++, line += stride) {
      double position = intercept + slope * i;
      int j = (int) (position + 4) - 4;
      FloatVector f = FloatVector.broadcast(S, (float) (position - j));
      int p = line + 4 * j;
      FloatVector.fromArray(S, plane, p).add(f.fma(sign, near)).intoArray(plane, p);
    }
  }

  /** Pairs of which the second input follows the first. */
  static void addPairs(
      float[] data,
      int origin,
      PairTaps taps,
      int first,
      int outputs,
      int count,
      float[] sums,
      int firstSum) {
    int[] position = taps.position();
    float[] near = taps.near();
    float[] far = taps.far();
    int pairs = taps.stride();
    float[] both = taps.scratchSum(2 * L);
    FloatVector zero = FloatVector.zero(S);
    for (int o = 0; o < outputs; o++) {
      FloatVector a = FloatVector.zero(S);
      FloatVector b = FloatVector.zero(S);
      for (int m = 0, t = first + o; m < count; m++, t += pairs) {
        FloatVector v = FloatVector.fromArray(S, data, origin + 4 * position[t]);
        a = v.fma(FloatVector.broadcast(S, near[t]), a);
        b = v.fma(FloatVector.broadcast(S, far[t]), b);
      }
      zero.add(a).intoArray(both, 0);
      zero.add(b).intoArray(both, L);
      int at = firstSum + 4 * o;
      sums[at] += both[0] + both[L + 4];
      sums[at + 1] += both[1] + both[L + 5];
      sums[at + 2] += both[2] + both[L + 6];
      sums[at + 3] += both[3] + both[L + 7];
    }
  }
}
