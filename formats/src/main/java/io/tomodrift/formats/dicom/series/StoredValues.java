package io.tomodrift.formats.dicom.series;

import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.stack.FloatStack;

/**
 * How Hounsfield units are stored: {@code stored = round(HU) + 1024}. Twelve unsigned bits, which
 * every viewer takes, if that covers the volume; else sixteen signed bits.
 *
 * @param low smallest stored value
 * @param high largest stored value
 * @param bits BitsStored
 * @param signed PixelRepresentation
 */
record StoredValues(int low, int high, int bits, boolean signed) {

  static final int INTERCEPT = -1024;

  private static final StoredValues NARROW = new StoredValues(0, 4095, 12, false);
  private static final StoredValues WIDE =
      new StoredValues(Short.MIN_VALUE, Short.MAX_VALUE, 16, true);

  /**
   * The storage for a volume.
   *
   * @throws FormatException if a value is NaN
   */
  static StoredValues covering(FloatStack values) {
    StoredValues result = NARROW;
    for (int k = 0; k < values.slices(); k++) {
      for (int row = 0; row < values.rows(); row++) {
        for (int column = 0; column < values.columns(); column++) {
          float hu = values.get(k, row, column);
          if (Float.isNaN(hu)) {
            throw new FormatException(
                "voxel (slice %d, row %d, column %d) is NaN; DICOM has no such value"
                    .formatted(k, row, column));
          }
          if (!NARROW.covers(stored(hu))) {
            result = WIDE;
          }
        }
      }
    }
    return result;
  }

  private static long stored(float hu) {
    return Math.round((double) hu) - INTERCEPT;
  }

  private boolean covers(long stored) {
    return stored >= low && stored <= high;
  }

  /** Encodes one slice in little endian and returns how many values had to be clipped. */
  long encode(FloatStack values, int slice, byte[] target) {
    long clipped = 0;
    int at = 0;
    for (int row = 0; row < values.rows(); row++) {
      for (int column = 0; column < values.columns(); column++) {
        float hu = values.get(slice, row, column);
        // Infinity would wrap around when the intercept is subtracted.
        long stored = stored(Math.max(-1e6f, Math.min(1e6f, hu)));
        if (!covers(stored)) {
          clipped++;
          stored = Math.max(low, Math.min(high, stored));
        }
        target[at++] = (byte) stored;
        target[at++] = (byte) (stored >> 8);
      }
    }
    return clipped;
  }
}
