package io.tomodrift.sinograms.raw;

import io.tomodrift.formats.dicom.CtProjectionTag;
import io.tomodrift.formats.dicom.Tag;

/**
 * What must be the same in all files of a series, in the terms of the file; NaN where absent.
 *
 * @param rows Rows of the pixel data
 * @param columns Columns of the pixel data
 * @param bitsAllocated BitsAllocated
 * @param representation PixelRepresentation
 * @param shape DetectorShape
 * @param detectorRows NumberofDetectorRows
 * @param detectorColumns NumberofDetectorColumns
 * @param columnPitchMm DetectorElementTransverseSpacing, mm
 * @param rowPitchMm DetectorElementAxialSpacing, mm
 * @param sourceToDetectorMm ConstantRadialDistance, mm
 * @param centralColumn first value of DetectorCentralElement
 * @param centralRow second value of DetectorCentralElement
 * @param focalSpotMode FlyingFocalSpotMode
 * @param logFlag LogFlag
 */
record DetectorFacts(
    int rows,
    int columns,
    int bitsAllocated,
    int representation,
    String shape,
    int detectorRows,
    int detectorColumns,
    double columnPitchMm,
    double rowPitchMm,
    double sourceToDetectorMm,
    double centralColumn,
    double centralRow,
    String focalSpotMode,
    String logFlag) {

  static DetectorFacts of(HeaderValues values) {
    double[] central = values.numbers(CtProjectionTag.CENTRAL_ELEMENT);
    return new DetectorFacts(
        values.integer(Tag.ROWS, 0),
        values.integer(Tag.COLUMNS, 0),
        values.integer(Tag.BITS_ALLOCATED, 16),
        values.integer(Tag.PIXEL_REPRESENTATION, 0),
        values.text(CtProjectionTag.DETECTOR_SHAPE),
        values.integer(CtProjectionTag.DETECTOR_ROWS, 0),
        values.integer(CtProjectionTag.DETECTOR_COLUMNS, 0),
        values.number(CtProjectionTag.COLUMN_SPACING),
        values.number(CtProjectionTag.ROW_SPACING),
        values.number(CtProjectionTag.CONSTANT_RADIAL_DISTANCE),
        central.length > 0 ? central[0] : Double.NaN,
        central.length > 1 ? central[1] : Double.NaN,
        values.text(CtProjectionTag.FLYING_FOCAL_SPOT_MODE),
        values.text(CtProjectionTag.LOG_FLAG));
  }

  /** Bytes of one view. */
  long viewBytes() {
    return 2L * rows * columns;
  }
}
