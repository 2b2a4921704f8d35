package io.tomodrift.formats.dicom.series;

import io.tomodrift.formats.dicom.DicomObject;
import io.tomodrift.formats.dicom.DicomObjectBuilder;
import io.tomodrift.formats.dicom.Tag;
import io.tomodrift.formats.dicom.Vr;
import io.tomodrift.geometry.stack.Vec3;
import io.tomodrift.geometry.stack.VolumeFrame;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The headers of a CT series: all attributes of types 1 and 2 of PS3.3 section A.3. */
final class CtImageHeader {

  private static final String CT_IMAGE_STORAGE = "1.2.840.10008.5.1.4.1.1.2";
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT);
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmss", Locale.ROOT);
  private static final double SOFT_TISSUE_CENTRE_HU = 40;
  private static final double SOFT_TISSUE_WIDTH_HU = 400;

  private final SeriesMetadata metadata;
  private final VolumeFrame frame;
  private final UidGenerator uids;
  private final DicomObject common;

  CtImageHeader(
      SeriesMetadata metadata, VolumeFrame frame, StoredValues storage, int rows, int columns) {
    this.metadata = metadata;
    this.frame = frame;
    this.uids =
        metadata.uidSeed().isPresent()
            ? UidGenerator.seeded(metadata.uidSeed().getAsLong())
            : UidGenerator.random();
    DicomObjectBuilder builder = DicomObject.builder();
    patientAndStudy(builder);
    series(builder);
    equipmentAndAcquisition(builder);
    plane(builder);
    pixels(builder, storage, rows, columns);
    this.common = builder.build();
  }

  String seriesUid() {
    return common.requireString(Tag.SERIES_INSTANCE_UID);
  }

  /** The data set of one slice. */
  DicomObject slice(int index, byte[] pixels) {
    Vec3 position = frame.positionMm(index, 0, 0);
    return common.toBuilder()
        .text(Tag.SOP_INSTANCE_UID, uids.uid("instance " + index))
        .ints(Tag.INSTANCE_NUMBER, index + 1)
        .doubles(Tag.IMAGE_POSITION_PATIENT, position.x(), position.y(), position.z())
        .bytes(Tag.PIXEL_DATA, Vr.OW, pixels)
        .build();
  }

  private void patientAndStudy(DicomObjectBuilder builder) {
    LocalDateTime time = metadata.created().orElseGet(LocalDateTime::now);
    builder
        .text(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 192")
        .text(Tag.PATIENT_NAME, metadata.patientName())
        .text(Tag.PATIENT_ID, metadata.patientId())
        .text(Tag.PATIENT_BIRTH_DATE, metadata.patientBirthDate())
        .text(Tag.PATIENT_SEX, metadata.patientSex())
        .text(Tag.STUDY_INSTANCE_UID, given(metadata.studyUid(), "study"))
        .text(Tag.STUDY_ID, metadata.studyId())
        .text(Tag.ACCESSION_NUMBER, metadata.accessionNumber())
        .empty(Tag.REFERRING_PHYSICIAN_NAME)
        .text(Tag.STUDY_DATE, DATE.format(time))
        .text(Tag.STUDY_TIME, TIME.format(time))
        .text(Tag.SERIES_DATE, DATE.format(time))
        .text(Tag.SERIES_TIME, TIME.format(time))
        .text(Tag.CONTENT_DATE, DATE.format(time))
        .text(Tag.CONTENT_TIME, TIME.format(time));
    unlessEmpty(builder, Tag.STUDY_DESCRIPTION, metadata.studyDescription());
  }

  private void series(DicomObjectBuilder builder) {
    builder
        .text(Tag.SOP_CLASS_UID, CT_IMAGE_STORAGE)
        .text(Tag.MODALITY, "CT")
        .text(Tag.SERIES_INSTANCE_UID, uids.uid("series"))
        .ints(Tag.SERIES_NUMBER, metadata.seriesNumber())
        .empty(Tag.LATERALITY)
        .text(Tag.PATIENT_POSITION, metadata.patientPosition())
        .text(
            Tag.FRAME_OF_REFERENCE_UID, given(metadata.frameOfReferenceUid(), "frame of reference"))
        .empty(Tag.POSITION_REFERENCE_INDICATOR);
    unlessEmpty(builder, Tag.SERIES_DESCRIPTION, metadata.seriesDescription());
  }

  private void equipmentAndAcquisition(DicomObjectBuilder builder) {
    builder
        .text(Tag.MANUFACTURER, metadata.manufacturer())
        .text(Tag.IMAGE_TYPE, "DERIVED", "SECONDARY", "AXIAL")
        .empty(Tag.ACQUISITION_NUMBER)
        .empty(Tag.KVP);
    metadata.tubeVoltageKv().ifPresent(kv -> builder.doubles(Tag.KVP, kv));
    unlessEmpty(builder, Tag.CONVOLUTION_KERNEL, metadata.kernel());
    unlessEmpty(builder, Tag.DERIVATION_DESCRIPTION, metadata.derivation());
  }

  private void plane(DicomObjectBuilder builder) {
    Vec3 column = frame.columnDirection();
    Vec3 row = frame.rowDirection();
    double thickness =
        metadata
            .sliceThicknessMm()
            .orElse(
                frame.sliceSpacingMm() * Math.abs(column.cross(row).dot(frame.sliceDirection())));
    builder
        .doubles(Tag.PIXEL_SPACING, frame.rowSpacingMm(), frame.columnSpacingMm())
        .doubles(
            Tag.IMAGE_ORIENTATION_PATIENT,
            column.x(),
            column.y(),
            column.z(),
            row.x(),
            row.y(),
            row.z())
        .doubles(Tag.SLICE_THICKNESS, thickness);
  }

  private static void pixels(
      DicomObjectBuilder builder, StoredValues storage, int rows, int columns) {
    builder
        .ints(Tag.SAMPLES_PER_PIXEL, 1)
        .text(Tag.PHOTOMETRIC_INTERPRETATION, "MONOCHROME2")
        .ints(Tag.ROWS, rows)
        .ints(Tag.COLUMNS, columns)
        .ints(Tag.BITS_ALLOCATED, 16)
        .ints(Tag.BITS_STORED, storage.bits())
        .ints(Tag.HIGH_BIT, storage.bits() - 1)
        .ints(Tag.PIXEL_REPRESENTATION, storage.signed() ? 1 : 0)
        .doubles(Tag.RESCALE_INTERCEPT, StoredValues.INTERCEPT)
        .doubles(Tag.RESCALE_SLOPE, 1)
        .text(Tag.RESCALE_TYPE, "HU")
        .doubles(Tag.WINDOW_CENTER, SOFT_TISSUE_CENTRE_HU)
        .doubles(Tag.WINDOW_WIDTH, SOFT_TISSUE_WIDTH_HU);
  }

  private String given(String uid, String role) {
    return uid.isEmpty() ? uids.uid(role) : uid;
  }

  private static void unlessEmpty(DicomObjectBuilder builder, int tag, String value) {
    if (!value.isEmpty()) {
      builder.text(tag, value);
    }
  }
}
