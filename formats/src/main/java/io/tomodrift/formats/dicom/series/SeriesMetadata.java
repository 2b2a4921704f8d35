package io.tomodrift.formats.dicom.series;

import io.tomodrift.formats.dicom.DicomObject;
import io.tomodrift.formats.dicom.Tag;
import java.time.LocalDateTime;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What {@link CtSeriesWriter} writes into the headers beside the geometry. Made by {@link
 * #builder}, whose defaults are valid.
 *
 * @param patientName name of the patient, components separated by ^
 * @param patientId identifier of the patient
 * @param patientBirthDate YYYYMMDD, or empty
 * @param patientSex M, F, O, or empty
 * @param patientPosition HFS, FFS, HFP, FFP, ..., or empty; decides how gantry frames are turned
 *     into the patient's
 * @param studyUid StudyInstanceUID; empty for a new one
 * @param frameOfReferenceUid FrameOfReferenceUID; empty for a new one
 * @param studyId StudyID, at most 16 characters
 * @param accessionNumber AccessionNumber, or empty
 * @param studyDescription StudyDescription, or empty
 * @param seriesDescription SeriesDescription
 * @param seriesNumber SeriesNumber
 * @param kernel ConvolutionKernel, at most 16 characters, or empty
 * @param tubeVoltageKv KVP
 * @param sliceThicknessMm SliceThickness; absent for the distance of the slices
 * @param derivation how the images came about, at most 1024 characters, or empty
 * @param manufacturer Manufacturer
 * @param created date and time written into the files; absent for now
 * @param uidSeed seed of the new identifiers, for output that is the same each time; absent for
 *     identifiers that never occur again. Two different series must not use one seed
 */
public record SeriesMetadata(
    String patientName,
    String patientId,
    String patientBirthDate,
    String patientSex,
    String patientPosition,
    String studyUid,
    String frameOfReferenceUid,
    String studyId,
    String accessionNumber,
    String studyDescription,
    String seriesDescription,
    int seriesNumber,
    String kernel,
    OptionalDouble tubeVoltageKv,
    OptionalDouble sliceThicknessMm,
    String derivation,
    String manufacturer,
    Optional<LocalDateTime> created,
    OptionalLong uidSeed) {

  /** Checks that nothing is null; lengths and characters are checked on writing. */
  public SeriesMetadata {
    Objects.requireNonNull(patientName, "patientName");
    Objects.requireNonNull(patientId, "patientId");
    Objects.requireNonNull(patientBirthDate, "patientBirthDate");
    Objects.requireNonNull(patientSex, "patientSex");
    Objects.requireNonNull(patientPosition, "patientPosition");
    Objects.requireNonNull(studyUid, "studyUid");
    Objects.requireNonNull(frameOfReferenceUid, "frameOfReferenceUid");
    Objects.requireNonNull(studyId, "studyId");
    Objects.requireNonNull(accessionNumber, "accessionNumber");
    Objects.requireNonNull(studyDescription, "studyDescription");
    Objects.requireNonNull(seriesDescription, "seriesDescription");
    Objects.requireNonNull(kernel, "kernel");
    Objects.requireNonNull(tubeVoltageKv, "tubeVoltageKv");
    Objects.requireNonNull(sliceThicknessMm, "sliceThicknessMm");
    Objects.requireNonNull(derivation, "derivation");
    Objects.requireNonNull(manufacturer, "manufacturer");
    Objects.requireNonNull(created, "created");
    Objects.requireNonNull(uidSeed, "uidSeed");
  }

  /** The defaults: anonymous, new identifiers, now. */
  public static SeriesMetadata defaults() {
    return builder().build();
  }

  /** Starts from the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Starts with patient, study, patient position and frame of reference of a series that was read,
   * so that viewers show both together.
   */
  public static Builder likeSeries(DicomSeriesInfo info) {
    return builder()
        .patientName(info.patientName())
        .patientId(info.patientId())
        .patientPosition(info.patientPosition())
        .studyUid(info.studyUid())
        .frameOfReferenceUid(info.frameOfReferenceUid())
        .studyDescription(info.studyDescription())
        .tubeVoltageKv(info.tubeVoltageKv());
  }

  /**
   * Starts with patient, study, patient position and frame of reference of any object, raw data for
   * one, so that what is made of it belongs to the same examination. What the header lacks keeps
   * its default.
   */
  public static Builder likeHeader(DicomObject header) {
    Builder builder = builder();
    header.string(Tag.PATIENT_NAME).ifPresent(builder::patientName);
    header.string(Tag.PATIENT_ID).ifPresent(builder::patientId);
    header.string(Tag.PATIENT_BIRTH_DATE).ifPresent(builder::patientBirthDate);
    header.string(Tag.PATIENT_SEX).ifPresent(builder::patientSex);
    header.string(Tag.PATIENT_POSITION).ifPresent(builder::patientPosition);
    header.string(Tag.STUDY_INSTANCE_UID).ifPresent(builder::studyUid);
    header.string(Tag.FRAME_OF_REFERENCE_UID).ifPresent(builder::frameOfReferenceUid);
    header.string(Tag.STUDY_ID).ifPresent(builder::studyId);
    header.string(Tag.ACCESSION_NUMBER).ifPresent(builder::accessionNumber);
    header.string(Tag.STUDY_DESCRIPTION).ifPresent(builder::studyDescription);
    return builder.tubeVoltageKv(header.doubleValue(Tag.KVP));
  }

  /** Collects the values; each method sets the component of its name. */
  public static final class Builder {
    private String patientName = "Anonymous";
    private String patientId = "anonymous";
    private String patientBirthDate = "";
    private String patientSex = "";
    private String patientPosition = "";
    private String studyUid = "";
    private String frameOfReferenceUid = "";
    private String studyId = "1";
    private String accessionNumber = "";
    private String studyDescription = "";
    private String seriesDescription = "Reconstruction";
    private int seriesNumber = 1;
    private String kernel = "";
    private OptionalDouble tubeVoltageKv = OptionalDouble.empty();
    private OptionalDouble sliceThicknessMm = OptionalDouble.empty();
    private String derivation = "";
    private String manufacturer = "tomodrift";
    private Optional<LocalDateTime> created = Optional.empty();
    private OptionalLong uidSeed = OptionalLong.empty();

    private Builder() {}

    /** Sets patientName. */
    public Builder patientName(String value) {
      patientName = value;
      return this;
    }

    /** Sets patientId. */
    public Builder patientId(String value) {
      patientId = value;
      return this;
    }

    /** Sets patientBirthDate. */
    public Builder patientBirthDate(String value) {
      patientBirthDate = value;
      return this;
    }

    /** Sets patientSex. */
    public Builder patientSex(String value) {
      patientSex = value;
      return this;
    }

    /** Sets patientPosition. */
    public Builder patientPosition(String value) {
      patientPosition = value;
      return this;
    }

    /** Sets studyUid. */
    public Builder studyUid(String value) {
      studyUid = value;
      return this;
    }

    /** Sets frameOfReferenceUid. */
    public Builder frameOfReferenceUid(String value) {
      frameOfReferenceUid = value;
      return this;
    }

    /** Sets studyId. */
    public Builder studyId(String value) {
      studyId = value;
      return this;
    }

    /** Sets accessionNumber. */
    public Builder accessionNumber(String value) {
      accessionNumber = value;
      return this;
    }

    /** Sets studyDescription. */
    public Builder studyDescription(String value) {
      studyDescription = value;
      return this;
    }

    /** Sets seriesDescription. */
    public Builder seriesDescription(String value) {
      seriesDescription = value;
      return this;
    }

    /** Sets seriesNumber. */
    public Builder seriesNumber(int value) {
      seriesNumber = value;
      return this;
    }

    /** Sets kernel. */
    public Builder kernel(String value) {
      kernel = value;
      return this;
    }

    /** Sets tubeVoltageKv. */
    public Builder tubeVoltageKv(OptionalDouble value) {
      tubeVoltageKv = value;
      return this;
    }

    /** Sets sliceThicknessMm. */
    public Builder sliceThicknessMm(OptionalDouble value) {
      sliceThicknessMm = value;
      return this;
    }

    /** Sets derivation. */
    public Builder derivation(String value) {
      derivation = value;
      return this;
    }

    /** Sets manufacturer. */
    public Builder manufacturer(String value) {
      manufacturer = value;
      return this;
    }

    /** Sets created. */
    public Builder created(Optional<LocalDateTime> value) {
      created = value;
      return this;
    }

    /** Sets uidSeed. */
    public Builder uidSeed(OptionalLong value) {
      uidSeed = value;
      return this;
    }

    /** The finished metadata. */
    public SeriesMetadata build() {
      return new SeriesMetadata(
          patientName,
          patientId,
          patientBirthDate,
          patientSex,
          patientPosition,
          studyUid,
          frameOfReferenceUid,
          studyId,
          accessionNumber,
          studyDescription,
          seriesDescription,
          seriesNumber,
          kernel,
          tubeVoltageKv,
          sliceThicknessMm,
          derivation,
          manufacturer,
          created,
          uidSeed);
    }
  }
}
