package io.tomodrift.sinograms.rawwriter;

import io.tomodrift.formats.dicom.CtProjectionTag;
import io.tomodrift.formats.dicom.DataDictionary;
import io.tomodrift.formats.dicom.DicomObject;
import io.tomodrift.formats.dicom.DicomObjectBuilder;
import io.tomodrift.formats.dicom.Tag;
import io.tomodrift.formats.dicom.Vr;
import io.tomodrift.geometry.helical.ConeDetector;
import io.tomodrift.geometry.helical.DetectorShape;
import io.tomodrift.geometry.helical.FocalSpotMode;
import io.tomodrift.geometry.helical.HelicalGeometry;
import io.tomodrift.geometry.helical.StoredScale;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The elements that all views of a series share. */
final class ProjectionHeader {

  private static final String RAW_DATA_STORAGE = "1.2.840.10008.5.1.4.1.1.66";
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT);
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmss", Locale.ROOT);
  private static final int SERIES_UID = -1;
  private static final int STUDY_UID = -2;
  private static final int FRAME_OF_REFERENCE_UID = -3;

  private final CtProjectionMetadata metadata;
  private final HelicalGeometry geometry;
  private final UidBlock uids;

  ProjectionHeader(CtProjectionMetadata metadata, HelicalGeometry geometry) {
    this.metadata = metadata;
    this.geometry = geometry;
    this.uids =
        metadata.uidSeed().isPresent()
            ? UidBlock.seeded(metadata.uidSeed().getAsLong())
            : UidBlock.random();
  }

  String seriesUid() {
    return uids.uid(SERIES_UID);
  }

  /** SOPInstanceUID of an instance number, of the same length for all. */
  String instanceUid(int number) {
    return uids.uid(number);
  }

  /** A new object with the shared elements. */
  DicomObjectBuilder common(StoredScale scale) {
    DicomObjectBuilder builder = DicomObject.builder();
    patientAndStudy(builder);
    seriesAndEquipment(builder);
    acquisition(builder);
    pixels(builder, scale);
    for (int group : new int[] {0x7029, 0x7031, 0x7033, 0x7037, 0x7039, 0x7041}) {
      builder.text(Tag.of(group, 0x10), Vr.LO, CtProjectionTag.CREATOR_NAME);
    }
    detector(builder);
    source(builder);
    processing(builder);
    return builder;
  }

  private void patientAndStudy(DicomObjectBuilder builder) {
    LocalDateTime time = metadata.created().orElseGet(LocalDateTime::now);
    builder
        .text(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 192")
        .text(Tag.PATIENT_NAME, metadata.patientName())
        .text(Tag.PATIENT_ID, metadata.patientId())
        .empty(Tag.PATIENT_BIRTH_DATE)
        .empty(Tag.PATIENT_SEX)
        .text(Tag.STUDY_INSTANCE_UID, given(metadata.studyUid(), STUDY_UID))
        .empty(Tag.STUDY_ID)
        .empty(Tag.ACCESSION_NUMBER)
        .empty(Tag.REFERRING_PHYSICIAN_NAME)
        .text(Tag.STUDY_DATE, DATE.format(time))
        .text(Tag.STUDY_TIME, TIME.format(time))
        .text(Tag.CONTENT_DATE, DATE.format(time))
        .text(Tag.CONTENT_TIME, TIME.format(time));
    if (!metadata.studyDescription().isEmpty()) {
      builder.text(Tag.STUDY_DESCRIPTION, metadata.studyDescription());
    }
  }

  private void seriesAndEquipment(DicomObjectBuilder builder) {
    builder
        .text(Tag.SOP_CLASS_UID, RAW_DATA_STORAGE)
        .text(Tag.MODALITY, "CT")
        .text(Tag.MANUFACTURER, metadata.vendor().manufacturer())
        .text(Tag.MANUFACTURER_MODEL_NAME, metadata.model())
        .text(Tag.SERIES_DESCRIPTION, metadata.seriesDescription())
        .text(Tag.SERIES_INSTANCE_UID, seriesUid())
        .ints(Tag.SERIES_NUMBER, metadata.seriesNumber())
        .text(Tag.PATIENT_POSITION, metadata.patientPosition())
        .text(
            Tag.FRAME_OF_REFERENCE_UID,
            given(metadata.frameOfReferenceUid(), FRAME_OF_REFERENCE_UID))
        .empty(Tag.POSITION_REFERENCE_INDICATOR);
  }

  private void acquisition(DicomObjectBuilder builder) {
    builder
        .doubles(Tag.KVP, metadata.tubeVoltageKv())
        .doubles(Tag.DATA_COLLECTION_DIAMETER, metadata.dataCollectionDiameterMm())
        .ints(Tag.EXPOSURE_TIME, Math.round(metadata.rotationTimeMs()))
        .doubles(
            CtProjectionTag.SPIRAL_PITCH_FACTOR,
            metadata.spiralPitchFactor().orElseGet(geometry::pitch));
    metadata
        .isocenterMm()
        .ifPresent(
            at -> builder.doubles(Tag.DATA_COLLECTION_CENTER_PATIENT, at.x(), at.y(), at.z()));
  }

  private void pixels(DicomObjectBuilder builder, StoredScale scale) {
    ConeDetector detector = geometry.detector();
    boolean byColumn =
        metadata.vendor().pixelOrder() == VendorConvention.PixelOrder.COLUMN_BY_COLUMN;
    builder
        .ints(Tag.SAMPLES_PER_PIXEL, 1)
        .text(Tag.PHOTOMETRIC_INTERPRETATION, "MONOCHROME2")
        .ints(Tag.ROWS, byColumn ? detector.columns() : detector.rows())
        .ints(Tag.COLUMNS, byColumn ? detector.rows() : detector.columns())
        .ints(Tag.BITS_ALLOCATED, 16)
        .ints(Tag.BITS_STORED, 16)
        .ints(Tag.HIGH_BIT, 15)
        .ints(Tag.PIXEL_REPRESENTATION, 0)
        .doubles(Tag.RESCALE_INTERCEPT, scale.intercept())
        .doubles(Tag.RESCALE_SLOPE, scale.slope());
  }

  private void detector(DicomObjectBuilder builder) {
    ConeDetector detector = geometry.detector();
    double centralColumn =
        metadata.vendor().centralColumnTag(detector.centreColumn(), detector.columns());
    decimals(builder, CtProjectionTag.COLUMN_SPACING, detector.columnPitchMm());
    decimals(builder, CtProjectionTag.ROW_SPACING, detector.rowPitchMm());
    code(
        builder,
        CtProjectionTag.DETECTOR_SHAPE,
        detector.shape() == DetectorShape.FLAT ? "FLAT" : "CYLINDRICAL");
    builder
        .ints(CtProjectionTag.DETECTOR_ROWS, Vr.US, detector.rows())
        .ints(CtProjectionTag.DETECTOR_COLUMNS, Vr.US, detector.columns());
    decimals(builder, CtProjectionTag.CONSTANT_RADIAL_DISTANCE, geometry.sourceToDetectorMm());
    decimals(builder, CtProjectionTag.CENTRAL_ELEMENT, centralColumn, detector.centreRow() + 1);
  }

  private void source(DicomObjectBuilder builder) {
    code(builder, CtProjectionTag.FLYING_FOCAL_SPOT_MODE, modeCode(geometry.focalSpotMode()));
    builder
        .ints(CtProjectionTag.ANGULAR_STEPS, Vr.US, geometry.viewsPerTurn())
        .ints(CtProjectionTag.SPECTRA, Vr.US, metadata.spectra())
        .ints(CtProjectionTag.SPECTRUM_INDEX, Vr.US, metadata.spectrumIndex());
  }

  private static String modeCode(FocalSpotMode mode) {
    return mode == FocalSpotMode.NONE ? "FFSNONE" : "FFS" + mode.name();
  }

  private void processing(DicomObjectBuilder builder) {
    code(builder, CtProjectionTag.PROJECTION_TYPE, geometry.isCircular() ? "AXIAL" : "HELICAL");
    code(builder, CtProjectionTag.PROJECTION_GEOMETRY, "FANBEAM");
    for (int tag = CtProjectionTag.FIRST_FLAG; tag <= CtProjectionTag.LOG_FLAG; tag++) {
      code(builder, tag, "YES");
    }
    decimals(builder, CtProjectionTag.WATER_ATTENUATION, metadata.waterPerMm());
  }

  private static void decimals(DicomObjectBuilder builder, int tag, double... values) {
    builder.doubles(tag, DataDictionary.ctProjection().vr(tag, false).orElseThrow(), values);
  }

  private static void code(DicomObjectBuilder builder, int tag, String value) {
    builder.text(tag, Vr.CS, value);
  }

  private String given(String uid, int role) {
    return uid.isEmpty() ? uids.uid(role) : uid;
  }
}
