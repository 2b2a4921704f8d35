package io.tomodrift.sinograms.raw;

import io.tomodrift.formats.dicom.CtProjectionTag;
import io.tomodrift.formats.dicom.DataDictionary;
import io.tomodrift.formats.dicom.Tag;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a header says about the scan as a whole; texts are empty and numbers NaN where absent.
 *
 * @param manufacturer Manufacturer
 * @param seriesDescription SeriesDescription
 * @param seriesNumber SeriesNumber, -1 if absent
 * @param patientPosition PatientPosition
 * @param projectionType TypeofProjectionData
 * @param angularSteps NumberofSourceAngularSteps, 0 if absent
 * @param flagsNotYes correction flags that are not YES, with their values
 * @param creator private creator
 * @param pitchFactor SpiralPitchFactor
 * @param rotationMs ExposureTime, ms
 * @param waterPerMm WaterAttenuationCoefficient, 1/mm
 * @param huCalibrationPerMm HUCalibrationFactor, 1/mm
 * @param diameterMm DataCollectionDiameter, mm
 * @param tiltDegrees GantryDetectorTilt, degrees
 */
record ScanFacts(
    String manufacturer,
    String seriesDescription,
    int seriesNumber,
    String patientPosition,
    String projectionType,
    int angularSteps,
    List<String> flagsNotYes,
    String creator,
    double pitchFactor,
    double rotationMs,
    double waterPerMm,
    double huCalibrationPerMm,
    double diameterMm,
    double tiltDegrees) {

  static ScanFacts of(HeaderValues values) {
    return new ScanFacts(
        values.text(Tag.MANUFACTURER),
        values.text(Tag.SERIES_DESCRIPTION),
        values.integer(Tag.SERIES_NUMBER, -1),
        values.text(Tag.PATIENT_POSITION),
        values.text(CtProjectionTag.PROJECTION_TYPE),
        values.integer(CtProjectionTag.ANGULAR_STEPS, 0),
        flags(values),
        values.text(CtProjectionTag.CREATOR),
        values.number(CtProjectionTag.SPIRAL_PITCH_FACTOR),
        values.number(Tag.EXPOSURE_TIME),
        values.number(CtProjectionTag.WATER_ATTENUATION),
        values.number(CtProjectionTag.HU_CALIBRATION_FACTOR),
        values.number(Tag.DATA_COLLECTION_DIAMETER),
        values.number(Tag.GANTRY_DETECTOR_TILT));
  }

  private static List<String> flags(HeaderValues values) {
    return IntStream.rangeClosed(CtProjectionTag.FIRST_FLAG, CtProjectionTag.LAST_FLAG)
        .filter(tag -> !values.text(tag).equals("YES"))
        .mapToObj(tag -> keyword(tag) + " " + orAbsent(values.text(tag)))
        .toList();
  }

  private static String keyword(int tag) {
    return DataDictionary.ctProjection().keyword(tag).orElse(Tag.format(tag));
  }

  private static String orAbsent(String value) {
    return value.isEmpty() ? "absent" : value;
  }
}
