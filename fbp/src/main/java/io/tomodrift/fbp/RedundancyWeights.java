package io.tomodrift.fbp;

import io.tomodrift.geometry.FanBeamGeometry;
import io.tomodrift.geometry.FlatDetector;
import io.tomodrift.geometry.ScanArc;
import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.geometry.error.GeometryException;
import java.util.Locale;

/**
 * The share of each ray among all measurements of the same line; the shares of a line add up to 1
 * (as functions of continuous angle; sampled, to the square of the view step).
 *
 * <p><b>Shape</b>: one weight a view and channel, in the order of the scan's views. The arc is
 * taken to begin half a step before the first view, so no view has weight 0 throughout. A falling
 * angle mirrors the fan. <b>Units</b>: dimensionless, 0 to 1. <b>Threading</b>: immutable.
 */
public final class RedundancyWeights {

  private final ScanGeometry geometry;
  private final Redundancy applied;
  private final ArcWeight arcWeight;
  private final DisplacedWeight displaced;
  private final ScanArc arc;
  private final double[] positionsRad;
  private final double[] fanAnglesRad;
  private final double[] displacedShares;

  RedundancyWeights(
      ScanGeometry geometry, Redundancy applied, ArcWeight arcWeight, DisplacedWeight displaced) {
    this.geometry = geometry;
    this.applied = applied;
    this.arcWeight = arcWeight;
    this.displaced = displaced;
    this.arc = geometry.arc();
    this.positionsRad = geometry.angles().positionsOnArcRad(geometry.periodRad());
    this.fanAnglesRad = new double[geometry.channels()];
    this.displacedShares = new double[geometry.channels()];
    for (int c = 0; c < fanAnglesRad.length; c++) {
      fanAnglesRad[c] = fanAngleRad(c);
      displacedShares[c] = displacedShare(c);
    }
  }

  /**
   * The weights of a scan.
   *
   * @param choice kind of weight, or AUTO
   * @param wesargQ width of the transitions of {@link Redundancy#WESARG}, in (0, 1]
   * @param limitedAngle true if an arc too short to measure every line is accepted
   * @throws GeometryException if the arc is too short for the choice, or if the weight does not
   *     apply to it
   */
  public static RedundancyWeights of(
      ScanGeometry geometry, Redundancy choice, double wesargQ, boolean limitedAngle) {
    if (!(wesargQ > 0 && wesargQ <= 1)) {
      throw new IllegalArgumentException("wesargQ must be in (0, 1], got " + wesargQ);
    }
    return new RedundancyChoice(geometry, wesargQ, limitedAngle).make(choice);
  }

  /** The kind of weight in use; never AUTO. */
  public Redundancy applied() {
    return applied;
  }

  /** Weight of a view and channel. */
  public double at(int view, int channel) {
    return at(positionsRad[view], channel);
  }

  /**
   * Weight at any place of the scan.
   *
   * @param positionRad distance from the start of the arc in the sense of rotation, rad
   * @param channel channel position, may be fractional
   */
  public double at(double positionRad, double channel) {
    return weight(positionRad, fanAngleRad(channel), displacedShare(channel));
  }

  private double weight(double positionRad, double fanAngleRad, double displacedShare) {
    return displacedShare == 0
        ? 0
        : displacedShare * arcWeight.at(positionRad, arc.direction() * fanAngleRad);
  }

  private double fanAngleRad(double channel) {
    return geometry instanceof FanBeamGeometry fan ? fan.fanAngleRad(channel) : 0;
  }

  private double displacedShare(double channel) {
    if (displaced == null) {
      return 1;
    }
    double lateralMm =
        geometry instanceof FanBeamGeometry fan
            ? fan.sourceToIsocenterMm() * Math.sin(fan.fanAngleRad(channel))
            : ((FlatDetector) geometry.detector()).positionMm(channel);
    return displaced.at(lateralMm);
  }

  /** Writes the weights of all channels of a view into {@code weights}. */
  public void ofView(int view, double[] weights) {
    for (int c = 0; c < weights.length; c++) {
      weights[c] = weight(positionsRad[view], fanAnglesRad[c], displacedShares[c]);
    }
  }

  /**
   * Radius around the isocenter that is measured from all sides, mm: on a displaced detector that
   * of the long side.
   */
  public double fovRadiusMm() {
    return displaced == null ? geometry.fovRadiusMm() : LateralExtent.of(geometry).longSideMm();
  }

  /**
   * The side that is given up (weight 0 at its last channel): -1 first, +1 last channel, 0 none.
   */
  int openSide() {
    return displaced == null ? 0 : -displaced.longSide();
  }

  @Override
  public String toString() {
    String name = applied.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return "%s over %.2f degrees".formatted(name, arc.lengthDegrees());
  }
}
