package io.tomodrift.geometry.helical;

import io.tomodrift.geometry.error.GeometryException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Multi-row scanners by name. The values in a raw data file always win over these.
 *
 * <p>{@link #SIEMENS_AS_PLUS} has the values found in headers of public raw data. {@link
 * #GE_DISCOVERY} could not be compared with a header: see there. {@link #SMALL} exists nowhere.
 */
public final class HelicalScanners {

  /**
   * Siemens Somatom Definition AS+, 736 x 64 (Moen et al. 2021, Med. Phys. 48:902). The constant
   * angular shift of the source of 3.354e-4 rad is there in every mode; together with the central
   * column 368.625 (from 0) it makes the offset of a quarter detector, 1.25 columns. With the z
   * flying focal spot the second position lies 0.66 mm along Z and, on the slanted anode, 5.45 mm
   * farther out, so that rows interlace at the axis.
   *
   * <p>Not from headers: the positions of the modes XY and XYZ, which are set so that columns
   * interlace by half a column at the isocenter; the attenuation of water is that of the files at
   * 120 kV, rotation time and tube voltage are typical ones.
   */
  public static final HelicalScanner SIEMENS_AS_PLUS =
      siemens(
          "siemens-as-plus",
          "SIEMENS",
          cylindrical(736, 64, 1.285839319, 1.094722748, 368.625, 31.5),
          1152,
          new SourceShift(3.354e-4, 0, 0),
          new SourceShift(0, 0.66, 5.45));

  /**
   * GE Discovery CT750 HD, 888 x 64, 984 views a turn, no flying focal spot.
   *
   * <p>The distances are the float32 values 538.52 and 946.746 mm quoted in public reconstruction
   * code for GE scanners of 888 x 64 elements, together with the column pitch of 1.0239 mm; none of
   * them could be compared with a file. The row pitch is set to 0.625 mm at the axis (1.0988 mm on
   * the detector; the same code has 1.0963). The central column 442.25 (from 0) follows from the
   * 444.75 of the files, which count from the other end.
   */
  public static final HelicalScanner GE_DISCOVERY =
      new HelicalScanner(
          "ge-discovery",
          "GE MEDICAL SYSTEMS",
          538.52001953125,
          946.7459716796875,
          cylindrical(888, 64, 1.0239, 0.625 * 946.7459716796875 / 538.52001953125, 442.25, 31.5),
          984,
          Map.of(FocalSpotMode.NONE, List.of(SourceShift.NONE)),
          0.0192,
          500,
          0.5,
          120);

  /**
   * A coarse scanner for tests: the distances of {@link #SIEMENS_AS_PLUS}, a quarter of its columns
   * and views, 16 rows of 1.2 mm at the axis, every focal spot mode.
   */
  public static final HelicalScanner SMALL =
      siemens(
          "small",
          "TOMODRIFT",
          cylindrical(184, 16, 4 * 1.285839319, 2 * 1.094722748, 92.75, 7.5),
          288,
          SourceShift.NONE,
          new SourceShift(0, 1.32, 5.45));

  private static final List<HelicalScanner> ALL = List.of(SIEMENS_AS_PLUS, GE_DISCOVERY, SMALL);

  private HelicalScanners() {}

  /** All of them. */
  public static List<HelicalScanner> all() {
    return ALL;
  }

  /**
   * The scanner of that name.
   *
   * @throws GeometryException naming the known ones, if there is none
   */
  public static HelicalScanner byId(String id) {
    return ALL.stream()
        .filter(scanner -> scanner.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new GeometryException(
                    "unknown scanner '%s'; known are %s"
                        .formatted(
                            id,
                            ALL.stream()
                                .map(HelicalScanner::id)
                                .collect(Collectors.joining(", ")))));
  }

  private static ConeDetector cylindrical(
      int columns, int rows, double columnPitchMm, double rowPitchMm, double column, double row) {
    return new ConeDetector(
        DetectorShape.CYLINDRICAL, columns, rows, columnPitchMm, rowPitchMm, column, row);
  }

  /** With the modes made of the constant shift, a second z position, and half a column. */
  private static HelicalScanner siemens(
      String id,
      String manufacturer,
      ConeDetector detector,
      int viewsPerTurn,
      SourceShift constant,
      SourceShift second) {
    double radiusMm = 595;
    double distanceMm = 1085.6;
    double quarterRad = detector.columnPitchMm() / (distanceMm - radiusMm) / 4;
    SourceShift otherZ = plus(constant, second);
    SourceShift left = plus(constant, new SourceShift(-quarterRad, 0, 0));
    SourceShift right = plus(constant, new SourceShift(quarterRad, 0, 0));
    Map<FocalSpotMode, List<SourceShift>> modes = new EnumMap<>(FocalSpotMode.class);
    modes.put(FocalSpotMode.NONE, List.of(constant));
    modes.put(FocalSpotMode.Z, List.of(constant, otherZ));
    modes.put(FocalSpotMode.XY, List.of(left, right));
    modes.put(FocalSpotMode.XYZ, List.of(left, plus(left, second), right, plus(right, second)));
    return new HelicalScanner(
        id,
        manufacturer,
        radiusMm,
        distanceMm,
        detector,
        viewsPerTurn,
        modes,
        0.0192,
        500,
        0.5,
        120);
  }

  private static SourceShift plus(SourceShift a, SourceShift b) {
    return new SourceShift(
        a.angleRad() + b.angleRad(), a.zMm() + b.zMm(), a.radialMm() + b.radialMm());
  }
}
