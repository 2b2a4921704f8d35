package io.tomodrift.sinograms.raw;

import io.tomodrift.formats.dicom.PixelSource;
import io.tomodrift.geometry.error.FormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Path;

/**
 * The pixel data of one file.
 *
 * @param path the file
 * @param pixels its pixel data
 * @param order their byte order
 * @param manyViews whether there are several views, so that a range in the header spans all of them
 */
record PixelFile(Path path, PixelSource pixels, ByteOrder order, boolean manyViews) {

  /**
   * Reads one view.
   *
   * @param target {@code [column][row]}
   * @param checkRange whether to compare the values with the range in the header
   * @throws FormatException if they disagree
   */
  void read(
      ViewRecord view,
      PixelLayout layout,
      int columns,
      int rows,
      boolean checkRange,
      short[] target)
      throws IOException {
    int count = columns * rows;
    byte[] bytes = new byte[2 * count];
    pixels.read((long) view.frame() * bytes.length, bytes, bytes.length);
    ShortBuffer stored = ByteBuffer.wrap(bytes).order(order).asShortBuffer();
    if (layout == PixelLayout.COLUMN_AFTER_COLUMN) {
      stored.get(target, 0, count);
    } else {
      transpose(stored, columns, rows, target);
    }
    if (checkRange && view.smallest() >= 0 && view.largest() >= 0) {
      requireRange(view, target, count);
    }
  }

  private static void transpose(ShortBuffer stored, int columns, int rows, short[] target) {
    short[] row = new short[columns];
    for (int r = 0; r < rows; r++) {
      stored.get(row);
      for (int c = 0; c < columns; c++) {
        target[c * rows + r] = row[c];
      }
    }
  }

  private void requireRange(ViewRecord view, short[] target, int count) {
    int low = 0xFFFF;
    int high = 0;
    for (int i = 0; i < count; i++) {
      int value = target[i] & 0xFFFF;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    boolean fits =
        manyViews
            ? low >= view.smallest() && high <= view.largest()
            : low == view.smallest() && high == view.largest();
    if (!fits) {
      throw new FormatException(
          ("%s: the pixel data reach from %d to %d, but SmallestImagePixelValue is %d and"
                  + " LargestImagePixelValue %d; the file is damaged (skip bad files, or switch the"
                  + " check of the range off)")
              .formatted(path, low, high, view.smallest(), view.largest()));
    }
  }
}
