package io.tomodrift.projectors.ceiling;

/** Plain Java that the just-in-time compiler turns into SIMD code: four rows at a time. */
final class PlainLoadKernel implements LoadKernel {

  @Override
  public String name() {
    return "plain Java";
  }

  @Override
  public double accumulate(float[][] rows, float weight, int passes) {
    float[] sums = new float[rows[0].length];
    for (int pass = 0; pass < passes; pass++) {
      for (int k = 0; k < rows.length; k += ROW_UNIT) {
        add(rows[k], rows[k + 1], rows[k + 2], rows[k + 3], weight, sums);
      }
    }
    double total = 0;
    for (float sum : sums) {
      total += sum;
    }
    return total;
  }

  // One array a row, indexed by nothing but the loop variable, or the loop stays scalar; so does
  // one of eight rows on Java 17.
  private static void add(float[] r0, float[] r1, float[] r2, float[] r3, float w, float[] sums) {
    for (int s = 0; s < sums.length; s++) {
      sums[s] = (sums[s] + w * r0[s]) + w * r1[s] + (w * r2[s] + w * r3[s]);
    }
  }

  @Override
  public long bytesLoaded(int rows, int lanes) {
    return (long) Float.BYTES * lanes * (rows + rows / ROW_UNIT);
  }
}
