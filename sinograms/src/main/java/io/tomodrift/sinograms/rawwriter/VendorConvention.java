package io.tomodrift.sinograms.rawwriter;

import java.util.Objects;

/**
 * What vendors do differently within DICOM-CT-PD.
 *
 * @param manufacturer text of (0008,0070), by which readers choose the rule of the central element
 * @param centralColumn how (7031,1033) DetectorCentralElement counts columns
 * @param pixelOrder order of the pixel data
 */
public record VendorConvention(
    String manufacturer, CentralColumn centralColumn, PixelOrder pixelOrder) {

  /** How the central column is counted; rows are counted from 1 at the first row in both. */
  public enum CentralColumn {
    /** From 1 at the first column. */
    FROM_FIRST,
    /** From 0 at the last column: number of columns minus the column counted from 1. */
    FROM_LAST
  }

  /** Order of the pixel data, told by (0028,0010) Rows and (0028,0011) Columns. */
  public enum PixelOrder {
    /** Column after column, Rows being the number of detector columns, as public data have it. */
    COLUMN_BY_COLUMN,
    /** Row after row, as the manual of the format has it. */
    ROW_BY_ROW
  }

  /** Files of Siemens scanners. */
  public static final VendorConvention SIEMENS =
      new VendorConvention("SIEMENS", CentralColumn.FROM_FIRST, PixelOrder.COLUMN_BY_COLUMN);

  /** Files of GE scanners. */
  public static final VendorConvention GE =
      new VendorConvention(
          "GE MEDICAL SYSTEMS", CentralColumn.FROM_LAST, PixelOrder.COLUMN_BY_COLUMN);

  /** Checks that nothing is null. */
  public VendorConvention {
    Objects.requireNonNull(manufacturer, "manufacturer");
    Objects.requireNonNull(centralColumn, "centralColumn");
    Objects.requireNonNull(pixelOrder, "pixelOrder");
  }

  /** The same vendor with another order of the pixel data. */
  public VendorConvention withPixelOrder(PixelOrder order) {
    return new VendorConvention(manufacturer, centralColumn, order);
  }

  /** The number to write for a central column counted from 0. */
  double centralColumnTag(double centreColumn, int columns) {
    return switch (centralColumn) {
      case FROM_FIRST -> centreColumn + 1;
      case FROM_LAST -> columns - (centreColumn + 1);
    };
  }
}
