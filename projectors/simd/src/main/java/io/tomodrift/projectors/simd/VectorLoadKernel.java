package io.tomodrift.projectors.simd;

import io.tomodrift.projectors.ceiling.LoadKernel;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Eight vectors of sums in registers, so that every multiply-add fetches one operand and stores
 * nothing: two loads a cycle are the only limit. Cannot be loaded without the module
 * jdk.incubator.vector.
 */
public final class VectorLoadKernel implements LoadKernel {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int N = SPECIES.length();
  private static final int VECTORS = 8;

  /** Called by the service loader. */
  public VectorLoadKernel() {}

  @Override
  public String name() {
    return "Vector API, " + SPECIES.vectorBitSize();
  }

  @Override
  public double accumulate(float[][] rows, float weight, int passes) {
    int lanes = rows[0].length;
    float[] values = new float[rows.length * lanes]; // one long loop a pass, not one a row
    for (int k = 0; k < rows.length; k++) {
      System.arraycopy(rows[k], 0, values, k * lanes, lanes);
    }
    float[] sums = new float[VECTORS * N];
    for (int pass = 0; pass < passes; pass++) {
      add(values, weight, sums);
    }
    FloatVector total = FloatVector.zero(SPECIES);
    for (int k = 0; k < sums.length; k += N) {
      total = total.add(FloatVector.fromArray(SPECIES, sums, k));
    }
    return total.reduceLanes(VectorOperators.ADD);
  }

  // One counted loop of constant step over one array: what lets the compiler drop bounds checks.
  private static void add(float[] values, float weight, float[] sums) {
    FloatVector w = FloatVector.broadcast(SPECIES, weight);
    FloatVector a = FloatVector.fromArray(SPECIES, sums, 0);
    FloatVector b = FloatVector.fromArray(SPECIES, sums, N);
    FloatVector c = FloatVector.fromArray(SPECIES, sums, 2 * N);
    FloatVector d = FloatVector.fromArray(SPECIES, sums, 3 * N);
    FloatVector e = FloatVector.fromArray(SPECIES, sums, 4 * N);
    FloatVector f = FloatVector.fromArray(SPECIES, sums, 5 * N);
    FloatVector g = FloatVector.fromArray(SPECIES, sums, 6 * N);
    FloatVector h = FloatVector.fromArray(SPECIES, sums, 7 * N);
    for (int i = 0; i <= values.length - VECTORS * N; i += VECTORS * N) {
      a = FloatVector.fromArray(SPECIES, values, i).fma(w, a);
      b = FloatVector.fromArray(SPECIES, values, i + N).fma(w, b);
      c = FloatVector.fromArray(SPECIES, values, i + 2 * N).fma(w, c);
      d = FloatVector.fromArray(SPECIES, values, i + 3 * N).fma(w, d);
      e = FloatVector.fromArray(SPECIES, values, i + 4 * N).fma(w, e);
      f = FloatVector.fromArray(SPECIES, values, i + 5 * N).fma(w, f);
      g = FloatVector.fromArray(SPECIES, values, i + 6 * N).fma(w, g);
      h = FloatVector.fromArray(SPECIES, values, i + 7 * N).fma(w, h);
    }
    a.intoArray(sums, 0);
    b.intoArray(sums, N);
    c.intoArray(sums, 2 * N);
    d.intoArray(sums, 3 * N);
    e.intoArray(sums, 4 * N);
    f.intoArray(sums, 5 * N);
    g.intoArray(sums, 6 * N);
    h.intoArray(sums, 7 * N);
  }

  @Override
  public long bytesLoaded(int rows, int lanes) {
    return (long) Float.BYTES * (rows * lanes + VECTORS * N);
  }
}
