package io.tomodrift.formats.dicom.series;

import io.tomodrift.geometry.stack.Vec3;

/**
 * Place of one slice in the patient frame.
 *
 * @param position centre of the first pixel, mm; null if the file does not say
 * @param columnDirection unit direction of growing column index
 * @param rowDirection unit direction of growing row index
 * @param columnSpacingMm distance of columns
 * @param rowSpacingMm distance of rows
 * @param thicknessMm slice thickness, NaN if the file does not say
 */
record Placement(
    Vec3 position,
    Vec3 columnDirection,
    Vec3 rowDirection,
    double columnSpacingMm,
    double rowSpacingMm,
    double thicknessMm) {

  private static final double DIRECTION_TOLERANCE = 1e-3;
  private static final double SPACING_TOLERANCE = 1e-3;

  Vec3 normal() {
    return columnDirection.cross(rowDirection).normalized();
  }

  boolean sameOrientation(Placement other) {
    return columnDirection.minus(other.columnDirection).norm() < DIRECTION_TOLERANCE
        && rowDirection.minus(other.rowDirection).norm() < DIRECTION_TOLERANCE;
  }

  boolean sameSpacing(Placement other) {
    return Math.abs(columnSpacingMm - other.columnSpacingMm) <= SPACING_TOLERANCE * columnSpacingMm
        && Math.abs(rowSpacingMm - other.rowSpacingMm) <= SPACING_TOLERANCE * rowSpacingMm;
  }

  String orientationText() {
    return "%.4f\\%.4f\\%.4f\\%.4f\\%.4f\\%.4f"
        .formatted(
            columnDirection.x(),
            columnDirection.y(),
            columnDirection.z(),
            rowDirection.x(),
            rowDirection.y(),
            rowDirection.z());
  }
}
