package io.tomodrift.sinograms.raw;

import io.tomodrift.geometry.helical.DetectorShape;
import io.tomodrift.geometry.helical.FocalSpotMode;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What the headers of a series of projections say, beyond the geometry.
 *
 * @param manufacturer Manufacturer, empty if absent
 * @param centralElement how the central element was counted, never AUTO
 * @param centralElementTag DetectorCentralElement as stored: column, row
 * @param seriesUid SeriesInstanceUID
 * @param seriesDescription SeriesDescription, empty if absent
 * @param seriesNumber SeriesNumber
 * @param tubeVoltageKv KVP, kV
 * @param rotationSeconds time of one turn, s
 * @param lowestCurrentMa lowest tube current of any view, mA
 * @param highestCurrentMa highest tube current of any view, mA
 * @param patientPosition HFS, FFS, ..., empty if absent
 * @param detectorShape shape of the detector
 * @param pixelLayout order of the elements in the files
 * @param diameterMm diameter of the field of view, mm
 * @param spiralPitchFactor pitch as the protocol has it
 * @param projectionType HELICAL or AXIAL, empty if absent
 * @param focalSpotMode motion of the focal spot
 * @param waterPerMm attenuation coefficient of water, 1/mm; from WaterAttenuationCoefficient, or
 *     HUCalibrationFactor of the files of 2016
 * @param flagsNotYes correction flags that are not YES, with their values
 * @param logTaken whether the files hold line integrals rather than intensities
 * @param privateCreator name of the creator of the private elements
 * @param transferSyntax name of the transfer syntax
 * @param spectrum SpectrumIndex, from 1
 * @param nominalViewsPerTurn NumberofSourceAngularSteps
 */
public record RawHeader(
    String manufacturer,
    CentralElement centralElement,
    List<Double> centralElementTag,
    String seriesUid,
    String seriesDescription,
    OptionalInt seriesNumber,
    OptionalDouble tubeVoltageKv,
    OptionalDouble rotationSeconds,
    OptionalDouble lowestCurrentMa,
    OptionalDouble highestCurrentMa,
    String patientPosition,
    DetectorShape detectorShape,
    PixelLayout pixelLayout,
    OptionalDouble diameterMm,
    OptionalDouble spiralPitchFactor,
    String projectionType,
    FocalSpotMode focalSpotMode,
    OptionalDouble waterPerMm,
    List<String> flagsNotYes,
    boolean logTaken,
    String privateCreator,
    String transferSyntax,
    int spectrum,
    OptionalInt nominalViewsPerTurn) {

  /** Copies the lists. */
  public RawHeader {
    centralElementTag = List.copyOf(centralElementTag);
    flagsNotYes = List.copyOf(flagsNotYes);
  }
}
