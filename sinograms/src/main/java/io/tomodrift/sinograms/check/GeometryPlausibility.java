package io.tomodrift.sinograms.check;

import io.tomodrift.geometry.helical.ConeDetector;
import io.tomodrift.geometry.helical.HelicalGeometry;
import io.tomodrift.geometry.helical.SourceShift;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Compares the numbers of a scan's geometry with those of clinical scanners. Every finding is a
 * warning, or an error where no scanner is like that; unusual geometries are not refused.
 */
public final class GeometryPlausibility {

  private static final double TWO_PI = 2 * Math.PI;

  private final HelicalGeometry geometry;
  private final List<Finding> findings = new ArrayList<>();

  private GeometryPlausibility(HelicalGeometry geometry) {
    this.geometry = geometry;
  }

  /**
   * Looks at every number.
   *
   * @param waterPerMm attenuation of water stated with the scan, 1/mm
   */
  public static List<Finding> findings(HelicalGeometry geometry, OptionalDouble waterPerMm) {
    GeometryPlausibility check = new GeometryPlausibility(geometry);
    check.distances();
    check.detector();
    check.focalSpot();
    check.views();
    check.feed();
    waterPerMm.ifPresent(check::water);
    return List.copyOf(check.findings);
  }

  private void warn(String message) {
    findings.add(new Finding(Subject.GEOMETRY, Severity.WARNING, message));
  }

  private void range(String what, double value, double from, double to, String unit) {
    if (!(value >= from && value <= to)) {
      warn(
          "%s is %.6g %s, unlike any clinical scanner (%s to %s)"
              .formatted(what, value, unit, from, to));
    }
  }

  private void distances() {
    double radius = geometry.sourceToIsocenterMm();
    range("the distance from source to isocenter", radius, 300, 1000, "mm");
    range("the distance from source to detector", geometry.sourceToDetectorMm(), 500, 2000, "mm");
    range("the magnification", geometry.sourceToDetectorMm() / radius, 1.2, 3, "");
    double[] radii = geometry.poses().stream().mapToDouble(pose -> pose.radiusMm()).toArray();
    double least = Arrays.stream(radii).min().orElseThrow();
    double most = Arrays.stream(radii).max().orElseThrow();
    if (most - least > 0.01 * radius) {
      warn("the source radius varies from %.3f to %.3f mm between views".formatted(least, most));
    }
  }

  private void detector() {
    ConeDetector detector = geometry.detector();
    double scale = geometry.sourceToIsocenterMm() / geometry.sourceToDetectorMm();
    range("the column pitch at the isocenter", detector.columnPitchMm() * scale, 0.1, 3, "mm");
    range("the row pitch at the isocenter", geometry.rowPitchAtIsocenterMm(), 0.1, 10, "mm");
    double fan = detector.columns() * detector.columnPitchMm() / geometry.sourceToDetectorMm();
    range("the fan angle", Math.toDegrees(fan), 15, 75, "degrees");
    double middle = (detector.columns() - 1) / 2.0;
    if (Math.abs(detector.centreColumn() - middle) > 5) {
      warn(
          ("the central ray hits column %.3f of %d (from 0), %.3f columns from the middle; counted "
                  + "from the other end it would be %.3f")
              .formatted(
                  detector.centreColumn(),
                  detector.columns(),
                  detector.centreColumn() - middle,
                  detector.columns() - 2 - detector.centreColumn()));
    }
    double offsetRows = detector.centreRow() - (detector.rows() - 1) / 2.0;
    if (Math.abs(offsetRows) > 2) {
      warn(
          "the central ray hits row %.3f of %d (from 0), %.3f rows from the middle"
              .formatted(detector.centreRow(), detector.rows(), offsetRows));
    }
  }

  private void focalSpot() {
    double angle = 0;
    double axial = 0;
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (var pose : geometry.poses()) {
      SourceShift shift = pose.shift();
      angle = Math.max(angle, Math.abs(shift.angleRad()));
      axial = Math.max(axial, Math.abs(shift.zMm()));
      least = Math.min(least, shift.radialMm());
      most = Math.max(most, shift.radialMm());
    }
    if (angle > 0.01 || axial > 2 || least < 0 || most > 20) {
      warn(
          ("the focal spot moves by up to %.4g rad, %.4g mm along the axis and %.4g to %.4g mm "
                  + "radially; at most 0.01 rad, 2 mm and 0 to 20 mm are usual: are angular and axial "
                  + "shift swapped (old dictionary)?")
              .formatted(angle, axial, least, most));
    }
    int period = FocalSpotPeriod.of(geometry);
    int stated = geometry.focalSpotMode().positions();
    if (period == 0) {
      findings.add(
          new Finding(
              Subject.GEOMETRY,
              Severity.ERROR,
              "the focal spot does not move in a regular pattern; views are missing or in a wrong "
                  + "order near view "
                  + FocalSpotPeriod.firstBreak(geometry, stated)));
    } else if (period != stated) {
      warn(
          "the scan states focal spot mode %s (%d positions in turn), its views have %d"
              .formatted(geometry.focalSpotMode(), stated, period));
    }
  }

  private void views() {
    int count = geometry.views();
    double[] steps = new double[count - 1];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = geometry.unwrappedRad(i + 1) - geometry.unwrappedRad(i);
    }
    double[] sorted = steps.clone();
    Arrays.sort(sorted);
    double usual = sorted[sorted.length / 2];
    int odd = 0;
    int first = -1;
    for (int i = 0; i < steps.length; i++) {
      if (!(Math.abs(steps[i] - usual) <= 0.1 * Math.abs(usual))) {
        odd++;
        first = first < 0 ? i : first;
      }
    }
    if (odd > 0) {
      warn(
          ("%d steps between views differ by more than 10 %% from the usual %.4f degrees, the first "
                  + "after view %d (%.4f degrees, Z %.2f mm): views are missing or in a wrong order")
              .formatted(
                  odd,
                  Math.toDegrees(usual),
                  first,
                  Math.toDegrees(steps[first]),
                  geometry.pose(first).zMm()));
    }
    double measured = usual == 0 ? 0 : TWO_PI / Math.abs(usual);
    if (Math.abs(measured - geometry.viewsPerTurn()) > 0.01 * geometry.viewsPerTurn()) {
      warn(
          "the scan states %d views a turn, its angles make %.2f"
              .formatted(geometry.viewsPerTurn(), measured));
    }
  }

  private void feed() {
    double pitch = geometry.pitch();
    if (geometry.isCircular()) {
      return;
    }
    if (pitch < 0.1 || pitch > 2) {
      warn(
          "the table moves %.3f mm a turn, pitch %.3f of %d rows of %.3f mm; pitches are 0.1 to 2"
              .formatted(
                  geometry.feedPerTurnMm(),
                  pitch,
                  geometry.detector().rows(),
                  geometry.rowPitchAtIsocenterMm()));
    }
    double start = geometry.unwrappedRad(0);
    double z = geometry.pose(0).zMm();
    double worst = 0;
    for (int i = 0; i < geometry.views(); i++) {
      double expected = geometry.feedPerTurnMm() * (geometry.unwrappedRad(i) - start) / TWO_PI;
      worst = Math.max(worst, Math.abs(geometry.pose(i).zMm() - z - expected));
    }
    if (worst > 0.5 * geometry.rowPitchAtIsocenterMm()) {
      warn("the table is up to %.3f mm from where a steady feed would bring it".formatted(worst));
    }
  }

  private void water(double perMm) {
    if (!(perMm >= 0.015 && perMm <= 0.03)) {
      findings.add(
          new Finding(
              Subject.WATER,
              Severity.ERROR,
              "the attenuation of water is stated as %.6g /mm; it is 0.015 to 0.03%s"
                  .formatted(perMm, perMm >= 0.15 && perMm <= 0.3 ? ": is it in 1/cm?" : "")));
    }
  }
}
