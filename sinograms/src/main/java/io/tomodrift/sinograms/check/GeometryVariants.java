package io.tomodrift.sinograms.check;

import io.tomodrift.geometry.helical.ConeDetector;
import io.tomodrift.geometry.helical.HelicalGeometry;
import io.tomodrift.geometry.helical.SourceShift;
import io.tomodrift.geometry.helical.ViewPose;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Geometries that differ from a given one by a single misunderstanding.
 *
 * <p>A mirror image of a right geometry agrees with the data as well as the right one. Therefore a
 * wrong order of columns is expressed as a mirrored gantry (angles reversed, columns counted from
 * the other end), which keeps the data in place, and likewise the order of rows.
 */
public final class GeometryVariants {

  private GeometryVariants() {}

  /**
   * The geometry as it is, then every misunderstanding that changes it: another way to count the
   * central column, reversed angles, columns, rows or table, an ignored or reversed focal spot.
   */
  public static List<Hypothesis> of(HelicalGeometry geometry) {
    ConeDetector detector = geometry.detector();
    double tag = detector.centreColumn();
    List<Hypothesis> list = new ArrayList<>();
    list.add(new Hypothesis("as is", "the geometry in use", geometry));
    addCentre(list, geometry, "other rule", "centre counted N - tag", detector.columns() - 2 - tag);
    addCentre(
        list, geometry, "centre mirrored", "centre from the other end", middle(tag, detector));
    addCentre(list, geometry, "centre + 1", "central column counted from 0, not 1", tag + 1);
    addCentre(list, geometry, "centre - 1", "central column counted from 1, not 0", tag - 1);
    list.add(
        new Hypothesis(
            "angle reversed", "the gantry turns the other way", anglesReversed(geometry)));
    list.add(
        new Hypothesis(
            "columns reversed",
            "columns are stored from the other end",
            columnsReversed(geometry)));
    if (!geometry.isCircular()) {
      list.add(
          new Hypothesis("table reversed", "the table moves the other way", zReversed(geometry)));
    }
    if (detector.rows() > 1) {
      list.add(
          new Hypothesis(
              "rows reversed", "rows are stored from the other end", rowsReversed(geometry)));
    }
    addFocalSpot(list, geometry);
    return List.copyOf(list);
  }

  private static double middle(double tag, ConeDetector detector) {
    return detector.columns() - 1 - tag;
  }

  private static void addCentre(
      List<Hypothesis> list, HelicalGeometry geometry, String name, String what, double centre) {
    boolean same = Math.abs(centre - geometry.detector().centreColumn()) < 1e-6;
    if (!same && centre > 0 && centre < geometry.detector().columns() - 1) {
      list.add(
          new Hypothesis(
              name, "%s: %.3f".formatted(what, centre), withCentreColumn(geometry, centre)));
    }
  }

  private static void addFocalSpot(List<Hypothesis> list, HelicalGeometry geometry) {
    if (FocalSpotPeriod.of(geometry) == 1) {
      return;
    }
    list.add(
        new Hypothesis(
            "no focal spot",
            "the focal spot stays at the focal centre",
            withShifts(geometry, shift -> SourceShift.NONE)));
    if (geometry.poses().stream().anyMatch(pose -> pose.shift().radialMm() != 0)) {
      list.add(
          new Hypothesis(
              "not radial",
              "the focal spot does not move radially",
              withShifts(geometry, s -> new SourceShift(s.angleRad(), s.zMm(), 0))));
    }
    if (geometry.poses().stream().anyMatch(pose -> pose.shift().zMm() != 0)) {
      list.add(
          new Hypothesis(
              "axial reversed",
              "the focal spot moves the other way along the axis",
              withShifts(geometry, s -> new SourceShift(s.angleRad(), -s.zMm(), s.radialMm()))));
    }
    if (geometry.poses().stream().anyMatch(pose -> pose.shift().angleRad() != 0)) {
      list.add(
          new Hypothesis(
              "angular reversed",
              "the focal spot moves the other way around the axis",
              withShifts(geometry, s -> new SourceShift(-s.angleRad(), s.zMm(), s.radialMm()))));
    }
  }

  /** The same scan with another central column, from 0. */
  public static HelicalGeometry withCentreColumn(HelicalGeometry geometry, double column) {
    return with(geometry, centre(geometry.detector(), column, geometry.detector().centreRow()));
  }

  /** Angles, and angular shifts of the focal spot, with the other sign. */
  public static HelicalGeometry anglesReversed(HelicalGeometry geometry) {
    return with(
        geometry,
        p -> {
          SourceShift s = p.shift();
          return new ViewPose(
              -p.angleRad(),
              p.zMm(),
              p.radiusMm(),
              new SourceShift(-s.angleRad(), s.zMm(), s.radialMm()));
        });
  }

  /** Columns from the other end, as the mirror image that keeps them in place. */
  public static HelicalGeometry columnsReversed(HelicalGeometry geometry) {
    ConeDetector detector = geometry.detector();
    double column = middle(detector.centreColumn(), detector);
    return withCentreColumn(anglesReversed(geometry), column);
  }

  /** Z of the table, and axial shifts of the focal spot, with the other sign. */
  public static HelicalGeometry zReversed(HelicalGeometry geometry) {
    return with(
        geometry,
        p -> {
          SourceShift s = p.shift();
          return new ViewPose(
              p.angleRad(),
              -p.zMm(),
              p.radiusMm(),
              new SourceShift(s.angleRad(), -s.zMm(), s.radialMm()));
        });
  }

  /** Rows from the other end, as the mirror image that keeps them in place. */
  public static HelicalGeometry rowsReversed(HelicalGeometry geometry) {
    ConeDetector detector = geometry.detector();
    return with(
        zReversed(geometry),
        centre(detector, detector.centreColumn(), detector.rows() - 1 - detector.centreRow()));
  }

  /** Every shift of the focal spot changed. */
  public static HelicalGeometry withShifts(
      HelicalGeometry geometry, UnaryOperator<SourceShift> change) {
    return with(
        geometry, p -> new ViewPose(p.angleRad(), p.zMm(), p.radiusMm(), change.apply(p.shift())));
  }

  private static ConeDetector centre(ConeDetector detector, double column, double row) {
    return new ConeDetector(
        detector.shape(),
        detector.columns(),
        detector.rows(),
        detector.columnPitchMm(),
        detector.rowPitchMm(),
        column,
        row);
  }

  private static HelicalGeometry with(HelicalGeometry geometry, ConeDetector detector) {
    return new HelicalGeometry(
        detector,
        geometry.sourceToDetectorMm(),
        geometry.viewsPerTurn(),
        geometry.focalSpotMode(),
        geometry.poses());
  }

  private static HelicalGeometry with(HelicalGeometry geometry, UnaryOperator<ViewPose> change) {
    return new HelicalGeometry(
        geometry.detector(),
        geometry.sourceToDetectorMm(),
        geometry.viewsPerTurn(),
        geometry.focalSpotMode(),
        geometry.poses().stream().map(change).toList());
  }
}
