package io.tomodrift.sinograms;

/** Fills detector channels that gave no signal. */
final class DeadChannels {

  private DeadChannels() {}

  /** Replaces each dead value of a row by linear interpolation between its live neighbours. */
  static void interpolate(float[] data, int offset, boolean[] dead) {
    int before = -1;
    for (int c = 0; c <= dead.length; c++) {
      if (c < dead.length && dead[c]) {
        continue;
      }
      fillBetween(data, offset, before, c, dead.length);
      before = c;
    }
  }

  private static void fillBetween(float[] data, int offset, int before, int after, int length) {
    for (int c = before + 1; c < after; c++) {
      if (before < 0) {
        data[offset + c] = data[offset + after];
      } else if (after >= length) {
        data[offset + c] = data[offset + before];
      } else {
        float share = (c - before) / (float) (after - before);
        data[offset + c] = (1 - share) * data[offset + before] + share * data[offset + after];
      }
    }
  }
}
