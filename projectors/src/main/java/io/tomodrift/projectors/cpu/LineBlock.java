package io.tomodrift.projectors.cpu;

/**
 * Rows of complex values, one row an element of the transformed sequences, one value a line. Real
 * and imaginary parts are separate arrays. Operations that cannot work in place write into spare
 * arrays, which then change places with those of the row. One instance a thread.
 */
final class LineBlock {

  private static final int SPARES = 8;
  private static final long ARRAY_HEADER_BYTES = 24;

  final float[][] re;
  final float[][] im;
  private final float[][] spare;
  private int lines;

  /**
   * Allocates.
   *
   * @param rows elements of a sequence
   * @param capacity most lines at a time
   */
  LineBlock(int rows, int capacity) {
    re = new float[rows][capacity];
    im = new float[rows][capacity];
    spare = new float[SPARES][capacity];
  }

  /** Heap memory of a block. */
  static long bytes(int rows, int capacity) {
    return (2L * rows + SPARES) * (ARRAY_HEADER_BYTES + 4L * capacity);
  }

  /** Sets how many lines the following operations treat. */
  void lines(int count) {
    lines = count;
  }

  /** Multiplies a row by c + id. */
  void rotate(int row, float c, float d) {
    LineLoops.rotate(spare[0], spare[1], re[row], im[row], c, d, lines);
    swap(re, row, 0);
    swap(im, row, 1);
  }

  /**
   * Replaces row x by {@code sum (x + i conj(y)) + difference (x - i conj(y))}.
   *
   * @param x row to replace
   * @param y row that stays, unless it is the same
   */
  void mix(int x, int y, float sum, float difference) {
    LineLoops.mix(spare[0], spare[1], re[x], im[x], re[y], im[y], sum, difference, lines);
    swap(re, x, 0);
    swap(im, x, 1);
  }

  /** As {@link #mix}, of two different rows at once, each with the old values of the other. */
  void mixBoth(int x, int y, float sumX, float differenceX, float sumY, float differenceY) {
    LineLoops.mix(spare[0], spare[1], re[x], im[x], re[y], im[y], sumX, differenceX, lines);
    LineLoops.mix(spare[2], spare[3], re[y], im[y], re[x], im[x], sumY, differenceY, lines);
    swap(re, x, 0);
    swap(im, x, 1);
    swap(re, y, 2);
    swap(im, y, 3);
  }

  /**
   * Replaces rows {@code a, a + step, ...} by their transform of length {@code radix}.
   *
   * @param inverse whether the exponent is positive; not scaled
   */
  void butterfly(int radix, int a, int step, boolean inverse) {
    // Real and imaginary part in each other's place turn one direction into the other.
    float[][] r = inverse ? im : re;
    float[][] i = inverse ? re : im;
    switch (radix) {
      case 2 -> butterfly2(r, i, a, a + step);
      case 3 -> butterfly3(r, i, a, a + step, a + 2 * step);
      case 4 -> butterfly4(r, i, a, a + step, a + 2 * step, a + 3 * step);
      case 5 -> butterfly5(r, i, a, step);
      default -> throw new IllegalArgumentException("radix " + radix);
    }
  }

  private void butterfly2(float[][] r, float[][] i, int a, int b) {
    LineLoops.sumAndDifference(r[a], r[b], lines);
    LineLoops.sumAndDifference(i[a], i[b], lines);
  }

  private static final float COS_3 = -0.5f;
  private static final float SIN_3 = (float) Math.sin(2 * Math.PI / 3);

  private void butterfly3(float[][] r, float[][] i, int a, int b, int c) {
    LineLoops.sumAndDifference(r[b], r[c], lines);
    LineLoops.sumAndDifference(i[b], i[c], lines);
    LineLoops.combine3(spare[0], spare[1], r[a], r[b], i[c], COS_3, SIN_3, lines);
    LineLoops.combine3(spare[2], spare[3], i[a], i[b], r[c], COS_3, SIN_3, lines);
    LineLoops.add(r[a], r[b], lines);
    LineLoops.add(i[a], i[b], lines);
    swap(r, b, 0);
    swap(r, c, 1);
    swap(i, c, 2);
    swap(i, b, 3);
  }

  private void butterfly4(float[][] r, float[][] i, int a, int b, int c, int d) {
    LineLoops.crossSums(spare[0], spare[1], r[a], r[b], r[c], r[d], lines);
    LineLoops.crossSums(spare[2], spare[3], i[a], i[b], i[c], i[d], lines);
    LineLoops.crossDifferences(spare[4], spare[5], r[a], i[b], r[c], i[d], lines);
    LineLoops.crossDifferences(spare[6], spare[7], i[a], r[b], i[c], r[d], lines);
    swap(r, a, 0);
    swap(r, c, 1);
    swap(i, a, 2);
    swap(i, c, 3);
    swap(r, b, 4);
    swap(r, d, 5);
    swap(i, d, 6);
    swap(i, b, 7);
  }

  private static final float COS_5 = (float) Math.cos(2 * Math.PI / 5);
  private static final float SIN_5 = (float) Math.sin(2 * Math.PI / 5);
  private static final float COS_5_2 = (float) Math.cos(4 * Math.PI / 5);
  private static final float SIN_5_2 = (float) Math.sin(4 * Math.PI / 5);

  private void butterfly5(float[][] r, float[][] i, int a, int step) {
    int b = a + step;
    int c = b + step;
    int d = c + step;
    int e = d + step;
    LineLoops.sumAndDifference(r[b], r[e], lines);
    LineLoops.sumAndDifference(i[b], i[e], lines);
    LineLoops.sumAndDifference(r[c], r[d], lines);
    LineLoops.sumAndDifference(i[c], i[d], lines);
    outer5(0, r[a], r[b], r[c], i[e], i[d]);
    outer5(2, i[a], i[b], i[c], r[e], r[d]);
    inner5(4, r[a], r[b], r[c], i[e], i[d]);
    inner5(6, i[a], i[b], i[c], r[e], r[d]);
    LineLoops.add(r[a], r[b], r[c], lines);
    LineLoops.add(i[a], i[b], i[c], lines);
    swap(r, b, 0);
    swap(r, e, 1);
    swap(i, e, 2);
    swap(i, b, 3);
    swap(r, c, 4);
    swap(r, d, 5);
    swap(i, d, 6);
    swap(i, c, 7);
  }

  /** Outputs 1 and 4 of a radix 5 butterfly, one of their parts. */
  private void outer5(int target, float[] a, float[] p, float[] q, float[] m, float[] n) {
    LineLoops.combine5(
        spare[target], spare[target + 1], a, p, q, m, n, COS_5, COS_5_2, SIN_5, SIN_5_2, lines);
  }

  /** Outputs 2 and 3 of a radix 5 butterfly, one of their parts. */
  private void inner5(int target, float[] a, float[] p, float[] q, float[] m, float[] n) {
    LineLoops.combine5(
        spare[target], spare[target + 1], a, p, q, m, n, COS_5_2, COS_5, SIN_5_2, -SIN_5, lines);
  }

  private void swap(float[][] rows, int row, int of) {
    float[] old = rows[row];
    rows[row] = spare[of];
    spare[of] = old;
  }
}
