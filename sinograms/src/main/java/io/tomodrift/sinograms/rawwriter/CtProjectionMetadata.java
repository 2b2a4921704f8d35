package io.tomodrift.sinograms.rawwriter;

import io.tomodrift.geometry.stack.Vec3;
import java.time.LocalDateTime;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What {@link CtProjectionWriter} writes into the headers beside the geometry. Made by {@link
 * #builder}, whose defaults are valid: an anonymous scan of 120 kV in Siemens' conventions.
 *
 * @param vendor what the files have of a vendor's habits
 * @param model ManufacturerModelName, at most 64 characters
 * @param patientName name of the patient, components separated by ^
 * @param patientId identifier of the patient
 * @param patientPosition HFS, FFS, HFP, FFP, or empty if unknown
 * @param studyUid StudyInstanceUID; empty for a new one
 * @param frameOfReferenceUid FrameOfReferenceUID; empty for a new one
 * @param studyDescription StudyDescription, or empty
 * @param seriesDescription SeriesDescription
 * @param seriesNumber SeriesNumber
 * @param tubeVoltageKv KVP
 * @param rotationTimeMs time of one turn, ms; gives the time stamps too
 * @param spiralPitchFactor SpiralPitchFactor; absent for the pitch of the geometry
 * @param waterPerMm attenuation of water that readers use for HU, 1/mm
 * @param dataCollectionDiameterMm diameter of the scan's field of view, mm
 * @param isocenterMm the isocenter in the patient's frame, mm, of which x and y tell how the
 *     patient lies off the axis; absent if unknown
 * @param spectra number of spectra of the scan
 * @param spectrumIndex which of them this series is, from 1
 * @param created date and time written into the files; absent for now
 * @param uidSeed seed of the new identifiers, for output that is the same each time; absent for
 *     identifiers that never occur again. Two different series must not use one seed
 */
public record CtProjectionMetadata(
    VendorConvention vendor,
    String model,
    String patientName,
    String patientId,
    String patientPosition,
    String studyUid,
    String frameOfReferenceUid,
    String studyDescription,
    String seriesDescription,
    int seriesNumber,
    double tubeVoltageKv,
    double rotationTimeMs,
    OptionalDouble spiralPitchFactor,
    double waterPerMm,
    double dataCollectionDiameterMm,
    Optional<Vec3> isocenterMm,
    int spectra,
    int spectrumIndex,
    Optional<LocalDateTime> created,
    OptionalLong uidSeed) {

  /** Checks the numbers, and that nothing is null; texts are checked on writing. */
  public CtProjectionMetadata {
    Objects.requireNonNull(vendor, "vendor");
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(patientName, "patientName");
    Objects.requireNonNull(patientId, "patientId");
    Objects.requireNonNull(patientPosition, "patientPosition");
    Objects.requireNonNull(studyUid, "studyUid");
    Objects.requireNonNull(frameOfReferenceUid, "frameOfReferenceUid");
    Objects.requireNonNull(studyDescription, "studyDescription");
    Objects.requireNonNull(seriesDescription, "seriesDescription");
    Objects.requireNonNull(spiralPitchFactor, "spiralPitchFactor");
    Objects.requireNonNull(isocenterMm, "isocenterMm");
    Objects.requireNonNull(created, "created");
    Objects.requireNonNull(uidSeed, "uidSeed");
    positive("tubeVoltageKv", tubeVoltageKv);
    positive("rotationTimeMs", rotationTimeMs);
    positive("waterPerMm", waterPerMm);
    positive("dataCollectionDiameterMm", dataCollectionDiameterMm);
    spiralPitchFactor.ifPresent(pitch -> positive("spiralPitchFactor", pitch));
    if (spectrumIndex < 1 || spectrumIndex > spectra) {
      throw new IllegalArgumentException(
          "there is no spectrum %d of %d".formatted(spectrumIndex, spectra));
    }
  }

  private static void positive(String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(name + " must be positive and finite, got " + value);
    }
  }

  /** The defaults. */
  public static CtProjectionMetadata defaults() {
    return builder().build();
  }

  /** Starts from the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the values; each method sets the component of its name. */
  public static final class Builder {
    private VendorConvention vendor = VendorConvention.SIEMENS;
    private String model = "tomodrift";
    private String patientName = "Anonymous";
    private String patientId = "anonymous";
    private String patientPosition = "";
    private String studyUid = "";
    private String frameOfReferenceUid = "";
    private String studyDescription = "";
    private String seriesDescription = "Full dose projections";
    private int seriesNumber = 1;
    private double tubeVoltageKv = 120;
    private double rotationTimeMs = 500;
    private OptionalDouble spiralPitchFactor = OptionalDouble.empty();
    private double waterPerMm = 0.0192;
    private double dataCollectionDiameterMm = 500;
    private Optional<Vec3> isocenterMm = Optional.empty();
    private int spectra = 1;
    private int spectrumIndex = 1;
    private Optional<LocalDateTime> created = Optional.empty();
    private OptionalLong uidSeed = OptionalLong.empty();

    private Builder() {}

    /** See {@link CtProjectionMetadata#vendor()}. */
    public Builder vendor(VendorConvention value) {
      vendor = value;
      return this;
    }

    /** See {@link CtProjectionMetadata#model()}. */
    public Builder model(String value) {
      model = value;
      return this;
    }

    /** See {@link CtProjectionMetadata#patientName()}. */
    public Builder patientName(String value) {
      patientName = value;
      return this;
    }

    /** See {@link CtProjectionMetadata#patientId()}. */
    public Builder patientId(String value) {
      patientId = value;
      return this;
    }

    /** See {@link CtProjectionMetadata#patientPosition()}. */
    public Builder patientPosition(String value) {
      patientPosition = value;
      return this;
    }

    /** See {@link CtProjectionMetadata#studyUid()}. */
    public Builder studyUid(String value) {
      studyUid = value;
      return this;
    }

    /** See {@link CtProjectionMetadata#frameOfReferenceUid()}. */
    public Builder frameOfReferenceUid(String value) {
      frameOfReferenceUid = value;
      return this;
    }

    /** See {@link CtProjectionMetadata#studyDescription()}. */
    public Builder studyDescription(String value) {
      studyDescription = value;
      return this;
    }

    /** See {@link CtProjectionMetadata#seriesDescription()}. */
    public Builder seriesDescription(String value) {
      seriesDescription = value;
      return this;
    }

    /** See {@link CtProjectionMetadata#seriesNumber()}. */
    public Builder seriesNumber(int value) {
      seriesNumber = value;
      return this;
    }

    /** See {@link CtProjectionMetadata#tubeVoltageKv()}. */
    public Builder tubeVoltageKv(double value) {
      tubeVoltageKv = value;
      return this;
    }

    /** See {@link CtProjectionMetadata#rotationTimeMs()}. */
    public Builder rotationTimeMs(double value) {
      rotationTimeMs = value;
      return this;
    }

    /** See {@link CtProjectionMetadata#spiralPitchFactor()}. */
    public Builder spiralPitchFactor(double value) {
      spiralPitchFactor = OptionalDouble.of(value);
      return this;
    }

    /** See {@link CtProjectionMetadata#waterPerMm()}. */
    public Builder waterPerMm(double value) {
      waterPerMm = value;
      return this;
    }

    /** See {@link CtProjectionMetadata#isocenterMm()}. */
    public Builder isocenterMm(Vec3 value) {
      isocenterMm = Optional.of(value);
      return this;
    }

    /** See {@link CtProjectionMetadata#dataCollectionDiameterMm()}. */
    public Builder dataCollectionDiameterMm(double value) {
      dataCollectionDiameterMm = value;
      return this;
    }

    /** See {@link CtProjectionMetadata#spectra()}. */
    public Builder spectra(int value) {
      spectra = value;
      return this;
    }

    /** See {@link CtProjectionMetadata#spectrumIndex()}. */
    public Builder spectrumIndex(int value) {
      spectrumIndex = value;
      return this;
    }

    /** See {@link CtProjectionMetadata#created()}. */
    public Builder created(LocalDateTime value) {
      created = Optional.of(value);
      return this;
    }

    /** See {@link CtProjectionMetadata#uidSeed()}. */
    public Builder uidSeed(long value) {
      uidSeed = OptionalLong.of(value);
      return this;
    }

    /** The finished metadata. */
    public CtProjectionMetadata build() {
      return new CtProjectionMetadata(
          vendor,
          model,
          patientName,
          patientId,
          patientPosition,
          studyUid,
          frameOfReferenceUid,
          studyDescription,
          seriesDescription,
          seriesNumber,
          tubeVoltageKv,
          rotationTimeMs,
          spiralPitchFactor,
          waterPerMm,
          dataCollectionDiameterMm,
          isocenterMm,
          spectra,
          spectrumIndex,
          created,
          uidSeed);
    }
  }
}
