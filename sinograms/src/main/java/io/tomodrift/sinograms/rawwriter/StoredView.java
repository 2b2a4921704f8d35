package io.tomodrift.sinograms.rawwriter;

import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.helical.ConeDetector;
import io.tomodrift.geometry.helical.ConeViews;
import io.tomodrift.geometry.helical.StoredScale;

/** The 16 bit values of one view in the order of the file; scratch space of one thread. */
final class StoredView {

  private static final int LARGEST = 0xFFFF;

  private final ConeViews views;
  private final StoredScale scale;
  private final boolean byColumn;
  private final float[] values;
  private final short[] stored;
  private int smallest;
  private int largest;
  private int clipped;

  StoredView(ConeViews views, StoredScale scale, VendorConvention.PixelOrder order) {
    this.views = views;
    this.scale = scale;
    this.byColumn = order == VendorConvention.PixelOrder.COLUMN_BY_COLUMN;
    this.values = new float[views.geometry().detector().elements()];
    this.stored = new short[values.length];
  }

  /**
   * Computes and rounds a view.
   *
   * @throws FormatException if a line integral is NaN
   */
  void load(int view) {
    views.view(view, values);
    smallest = LARGEST;
    largest = 0;
    clipped = 0;
    ConeDetector detector = views.geometry().detector();
    int rows = detector.rows();
    int columns = detector.columns();
    for (int column = 0; column < columns; column++) {
      int from = column * rows;
      for (int row = 0; row < rows; row++) {
        int at = byColumn ? from + row : row * columns + column;
        stored[at] = round(view, from + row);
      }
    }
  }

  // StoredScale.stored, which clips without telling.
  private short round(int view, int at) {
    double steps = Math.rint((values[at] - scale.intercept()) / scale.slope());
    if (!(steps >= 0 && steps <= LARGEST)) {
      steps = clip(view, at, steps);
    }
    int value = (int) steps;
    smallest = Math.min(smallest, value);
    largest = Math.max(largest, value);
    return (short) value;
  }

  private double clip(int view, int at, double steps) {
    if (Double.isNaN(steps)) {
      int rows = views.geometry().detector().rows();
      throw new FormatException(
          "line integral of view %d, column %d, row %d is NaN; it cannot be stored"
              .formatted(view, at / rows, at % rows));
    }
    clipped++;
    return steps < 0 ? 0 : LARGEST;
  }

  /** The values in the order of the file; overwritten by the next view. */
  short[] stored() {
    return stored;
  }

  int smallest() {
    return smallest;
  }

  int largest() {
    return largest;
  }

  /** Number of values that were beyond the scale. */
  int clipped() {
    return clipped;
  }
}
