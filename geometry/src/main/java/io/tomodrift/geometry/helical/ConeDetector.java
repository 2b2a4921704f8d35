package io.tomodrift.geometry.helical;

import io.tomodrift.geometry.error.GeometryException;
import java.util.Objects;

/**
 * A multi-row detector, as seen from the focal centre.
 *
 * @param shape arrangement of the columns
 * @param columns number of columns (channels), at least 2
 * @param rows number of rows, at least 1
 * @param columnPitchMm distance between columns on the detector, mm; along the arc if cylindrical
 * @param rowPitchMm distance between rows on the detector, mm
 * @param centreColumn fractional column, from 0, hit by the ray from the focal centre through the
 *     isocenter
 * @param centreRow fractional row, from 0, hit by that ray
 */
public record ConeDetector(
    DetectorShape shape,
    int columns,
    int rows,
    double columnPitchMm,
    double rowPitchMm,
    double centreColumn,
    double centreRow) {

  /** Checks the values. */
  public ConeDetector {
    Objects.requireNonNull(shape, "shape");
    if (columns < 2 || rows < 1) {
      throw new GeometryException(
          "a detector needs at least 2 columns and 1 row, got %d x %d".formatted(columns, rows));
    }
    positive("columnPitchMm", columnPitchMm);
    positive("rowPitchMm", rowPitchMm);
    within("centreColumn", centreColumn, columns);
    within("centreRow", centreRow, rows);
  }

  private static void positive(String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new GeometryException(name + " must be positive and finite, got " + value);
    }
  }

  private static void within(String name, double value, int count) {
    if (!(value > -0.5 && value < count - 0.5)) {
      throw new GeometryException("%s %s is not on a detector of %d".formatted(name, value, count));
    }
  }

  /** Number of elements. */
  public int elements() {
    return columns * rows;
  }

  /**
   * Distance along a row of the arc or line from the central ray to a column, mm; grows with the
   * column.
   */
  public double columnOffsetMm(double column) {
    return (column - centreColumn) * columnPitchMm;
  }

  /** Height of a row above the focal centre, mm, along +Z. */
  public double rowOffsetMm(double row) {
    return (row - centreRow) * rowPitchMm;
  }
}
