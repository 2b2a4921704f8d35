package io.tomodrift.sinograms.rebin;

/**
 * Arrays {@code [row][lane]} of values of neighbouring views, so that what is the same for all of
 * them is one loop over contiguous memory.
 */
final class Lanes {

  /** Length of a row; a power of two, with which compilers leave out range checks. */
  static final int COUNT = 32;

  /** Views rebinned together; interpolating these takes the lanes that are left. */
  static final int VIEWS = 28;

  private Lanes() {}

  /** An array for some rows; loops may read a little beyond. */
  static float[] array(int rows) {
    return new float[(rows + 1) * COUNT];
  }

  /** Of elements {@code from} to {@code end}. */
  static void two(float[] a, float wa, float[] b, float wb, float[] out, int from, int end) {
    for (int x = from; x < end; x++) {
      out[x] = wa * a[x] + wb * b[x];
    }
  }

  /** From left to right, each array with the bare index: as a balanced sum it stays scalar. */
  static void four(
      float[] a,
      float wa,
      float[] b,
      float wb,
      float[] c,
      float wc,
      float[] d,
      float wd,
      float[] out,
      int from,
      int end) {
    for (int x = from; x < end; x++) {
      out[x] = wa * a[x] + wb * b[x] + wc * c[x] + wd * d[x];
    }
  }

  /** The mean of two elements of one lane in all rows. */
  static void two(
      float[] a, float wa, float[] b, float wb, float[] out, int lane, int row, int endRow) {
    for (int x = row * COUNT + lane; x < endRow * COUNT; x += COUNT) {
      out[x] = wa * a[x] + wb * b[x];
    }
  }
}
