package io.tomodrift.fbp;

import io.tomodrift.geometry.FanBeamGeometry;
import io.tomodrift.geometry.ScanArc;
import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.geometry.error.GeometryException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses redundancy weights by the arc of the scan and refuses those that do not apply. */
final class RedundancyChoice {

  private static final Logger LOG = LoggerFactory.getLogger(RedundancyChoice.class);

  private static final double TOLERANCE_RAD = 1e-6;
  private static final double DISPLACED_ABOVE = 1.0 / 20;

  private final ScanGeometry geometry;
  private final double wesargQ;
  private final boolean limitedAngle;
  private final ScanArc arc;
  private final boolean fan;
  private final double shortScanRad;

  RedundancyChoice(ScanGeometry geometry, double wesargQ, boolean limitedAngle) {
    this.geometry = geometry;
    this.wesargQ = wesargQ;
    this.limitedAngle = limitedAngle;
    this.arc = geometry.arc();
    this.fan = geometry instanceof FanBeamGeometry;
    this.shortScanRad =
        geometry instanceof FanBeamGeometry f ? Math.PI + 2 * f.halfFanRad() : Math.PI;
  }

  RedundancyWeights make(Redundancy choice) {
    Redundancy applied = choice == Redundancy.AUTO ? automatic() : choice;
    return switch (applied) {
      case FULL_TURN -> turns(applied, geometry.periodRad(), arc.closed());
      case OVER_SCAN -> turns(applied, geometry.periodRad(), false);
      case DISPLACED -> displaced();
      case PARKER -> shortScan(applied, 1);
      case WESARG -> shortScan(applied, wesargQ);
      case LIMITED_ANGLE -> limited();
      case AUTO -> throw new IllegalStateException("AUTO was resolved");
    };
  }

  private Redundancy automatic() {
    boolean offCentre =
        Math.abs(geometry.detector().offsetChannels()) > DISPLACED_ABOVE * geometry.channels();
    if (offCentre && wholeTurn()) {
      return Redundancy.DISPLACED;
    }
    if (offCentre) {
      LateralExtent extent = LateralExtent.of(geometry);
      LOG.warn(
          "the detector is {} channels off centre and the views cover only {} degrees: the image is valid within {} mm of the isocenter if the object ends there; a whole turn would reach {} mm",
          geometry.detector().offsetChannels(),
          "%.2f".formatted(arc.lengthDegrees()),
          "%.1f".formatted(extent.shortSideMm()),
          "%.1f".formatted(extent.longSideMm()));
    }
    if (arc.closed()) {
      return Redundancy.FULL_TURN;
    }
    if (arc.lengthRad() >= geometry.periodRad()) {
      return Redundancy.OVER_SCAN;
    }
    if (limitedAngle && arc.lengthRad() < shortScanRad - TOLERANCE_RAD) {
      return Redundancy.LIMITED_ANGLE;
    }
    return Redundancy.WESARG;
  }

  private boolean wholeTurn() {
    return arc.lengthRad() >= 2 * Math.PI - TOLERANCE_RAD;
  }

  private RedundancyWeights turns(Redundancy applied, double periodRad, boolean closed) {
    boolean wholeOnly = applied == Redundancy.FULL_TURN;
    if ((wholeOnly && !closed) || arc.lengthRad() < periodRad - TOLERANCE_RAD) {
      throw new GeometryException(
          "%s needs %s%.0f degrees; the views cover %.2f"
              .formatted(
                  applied,
                  wholeOnly ? "a whole multiple of " : "at least ",
                  Math.toDegrees(periodRad),
                  arc.lengthDegrees()));
    }
    TurnWeight weight = TurnWeight.of(lengthFor(periodRad), periodRad, closed, fan ? 2 : 1);
    return new RedundancyWeights(geometry, applied, weight, null);
  }

  private double lengthFor(double periodRad) {
    return Math.max(arc.lengthRad(), periodRad);
  }

  private RedundancyWeights displaced() {
    LateralExtent extent = LateralExtent.of(geometry);
    if (!wholeTurn() || extent.shortSideMm() <= 0) {
      throw new GeometryException(
          "a displaced detector needs 360 degrees and rays on both sides of the isocenter; the views cover %.2f degrees and the short side reaches %.2f mm"
              .formatted(arc.lengthDegrees(), extent.shortSideMm()));
    }
    double turn = 2 * Math.PI;
    boolean closed =
        arc.closed() && Math.abs(Math.IEEEremainder(arc.lengthRad(), turn)) < TOLERANCE_RAD;
    TurnWeight weight = TurnWeight.of(lengthFor(turn), turn, closed, 1);
    return new RedundancyWeights(
        geometry,
        Redundancy.DISPLACED,
        weight,
        new DisplacedWeight(extent.shortSideMm(), extent.longSide()));
  }

  private RedundancyWeights shortScan(Redundancy applied, double q) {
    if (arc.lengthRad() < shortScanRad - TOLERANCE_RAD) {
      throw new GeometryException(
          "the views cover %.2f degrees, a complete scan needs %.2f (%s); measure more, or accept the artefacts with limitedAngle (--limited-angle)"
              .formatted(
                  arc.lengthDegrees(),
                  Math.toDegrees(shortScanRad),
                  fan ? "180 plus the fan angle" : "half a turn"));
    }
    if (!fan || arc.lengthRad() > 2 * Math.PI + TOLERANCE_RAD) {
      throw new GeometryException(
          "%s is for fan-beam scans below 360 degrees; the views cover %.2f, use AUTO"
              .formatted(applied, arc.lengthDegrees()));
    }
    double delta = Math.max(arc.lengthRad(), shortScanRad) / 2 - Math.PI / 2;
    return new RedundancyWeights(geometry, applied, new ShortScanWeight(delta, q), null);
  }

  private RedundancyWeights limited() {
    if (arc.lengthRad() >= geometry.periodRad()) {
      throw new GeometryException(
          "LIMITED_ANGLE is for arcs below %.0f degrees; the views cover %.2f, use AUTO"
              .formatted(Math.toDegrees(geometry.periodRad()), arc.lengthDegrees()));
    }
    ArcWeight weight = fan ? new LimitedAngleWeight(arc.lengthRad()) : (position, angle) -> 1;
    return new RedundancyWeights(geometry, Redundancy.LIMITED_ANGLE, weight, null);
  }
}
