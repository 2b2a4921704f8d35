package io.tomodrift.geometry.helical;

import io.tomodrift.geometry.error.GeometryException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A multi-row scanner: what does not change from scan to scan.
 *
 * @param id name for commands and files, lower case with hyphens
 * @param manufacturer as in DICOM (0008,0070)
 * @param sourceToIsocenterMm focal centre to the axis, mm
 * @param sourceToDetectorMm focal centre to the detector's centre, mm
 * @param detector the detector
 * @param viewsPerTurn views a turn with a focal spot that stays
 * @param focalSpots positions of the focal spot in each mode the scanner has, in the order of
 *     acquisition: one for NONE, which must be there, two for Z and XY, four for XYZ
 * @param waterPerMm attenuation of water, 1/mm
 * @param dataCollectionDiameterMm diameter of the field of measurement, mm
 * @param rotationSeconds time of a turn, s
 * @param tubeKilovolts tube voltage, kV
 */
public record HelicalScanner(
    String id,
    String manufacturer,
    double sourceToIsocenterMm,
    double sourceToDetectorMm,
    ConeDetector detector,
    int viewsPerTurn,
    Map<FocalSpotMode, List<SourceShift>> focalSpots,
    double waterPerMm,
    double dataCollectionDiameterMm,
    double rotationSeconds,
    double tubeKilovolts) {

  /** Checks the values and copies the map. */
  public HelicalScanner {
    if (!id.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
      throw new GeometryException(
          "scanner id '%s' must be lower case letters and digits with hyphens".formatted(id));
    }
    Objects.requireNonNull(manufacturer, "manufacturer");
    Objects.requireNonNull(detector, "detector");
    positive("sourceToIsocenterMm", sourceToIsocenterMm);
    positive("sourceToDetectorMm", sourceToDetectorMm);
    positive("waterPerMm", waterPerMm);
    positive("dataCollectionDiameterMm", dataCollectionDiameterMm);
    positive("rotationSeconds", rotationSeconds);
    positive("tubeKilovolts", tubeKilovolts);
    if (!(sourceToDetectorMm > sourceToIsocenterMm)) {
      throw new GeometryException(
          "sourceToDetectorMm %s must be larger than sourceToIsocenterMm %s; are the two swapped?"
              .formatted(sourceToDetectorMm, sourceToIsocenterMm));
    }
    if (viewsPerTurn < 2) {
      throw new GeometryException("a turn needs at least 2 views, got " + viewsPerTurn);
    }
    focalSpots = copy(focalSpots);
  }

  private static void positive(String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new GeometryException(name + " must be positive and finite, got " + value);
    }
  }

  private static Map<FocalSpotMode, List<SourceShift>> copy(
      Map<FocalSpotMode, List<SourceShift>> given) {
    Map<FocalSpotMode, List<SourceShift>> copy = new EnumMap<>(FocalSpotMode.class);
    given.forEach(
        (mode, shifts) -> {
          if (shifts.size() != mode.positions()) {
            throw new GeometryException(
                "focal spot mode %s has %d positions, got %d"
                    .formatted(mode, mode.positions(), shifts.size()));
          }
          copy.put(mode, List.copyOf(shifts));
        });
    if (!copy.containsKey(FocalSpotMode.NONE)) {
      throw new GeometryException("a scanner needs the focal spot mode NONE, got " + copy.keySet());
    }
    return Collections.unmodifiableMap(copy);
  }

  /**
   * Positions of the focal spot in a mode, in the order of acquisition.
   *
   * @throws GeometryException if the scanner does not have the mode
   */
  public List<SourceShift> shifts(FocalSpotMode mode) {
    List<SourceShift> shifts = focalSpots.get(mode);
    if (shifts == null) {
      throw new GeometryException(
          "scanner %s has no focal spot mode %s; it has %s"
              .formatted(id, mode, focalSpots.keySet()));
    }
    return shifts;
  }

  /** Views a turn in a mode, every focal spot counted: 2304 for 1152 and two positions. */
  public int viewsPerTurn(FocalSpotMode mode) {
    return viewsPerTurn * shifts(mode).size();
  }

  /** Height of a row at the axis, mm. */
  public double rowPitchAtIsocenterMm() {
    return detector.rowPitchMm() * sourceToIsocenterMm / sourceToDetectorMm;
  }

  /** Height of all rows at the axis, mm: the total collimation. */
  public double collimationMm() {
    return detector.rows() * rowPitchAtIsocenterMm();
  }

  /** Largest radius about the axis that every view sees on both sides, mm. */
  public double fieldOfViewRadiusMm() {
    double offset =
        Math.min(-detector.columnOffsetMm(0), detector.columnOffsetMm(detector.columns() - 1.0));
    double ratio = offset / sourceToDetectorMm;
    double gamma = detector.shape() == DetectorShape.FLAT ? Math.atan(ratio) : ratio;
    return sourceToIsocenterMm * Math.sin(gamma);
  }
}
