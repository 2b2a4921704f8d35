package io.tomodrift.geometry.helical;

import io.tomodrift.geometry.error.GeometryException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Plans a helical scan that covers an interval of Z. Start from {@link #of}, change what differs,
 * and end with {@link #geometry}.
 *
 * <p><b>Overscan</b>: every ray that crosses a slice of the interval within the cone of the rows,
 * and a full turn of source positions about every slice, must be measured. So the source travels
 * beyond both ends of the interval by the larger of the cone's reach at the axis and half a turn,
 * plus the focal spot's largest shift along Z and two views for interpolation.
 *
 * @param scanner the scanner
 * @param focalSpotMode how the focal spot moves; its positions follow each other view by view
 * @param pitch nominal feed a turn over the total collimation, positive
 * @param firstZMm lowest slice to be covered, mm, gantry frame
 * @param lastZMm highest slice to be covered, mm
 * @param startAngleRad angle of the focal centre in the first view, rad
 * @param zDirection which way the source moves relative to the table
 * @param rotationSense which way the gantry turns
 * @param relativeFeedError how much the real feed exceeds the nominal one: 0.002 for the 0.2 % of
 *     some scanners
 */
public record HelixPlan(
    HelicalScanner scanner,
    FocalSpotMode focalSpotMode,
    double pitch,
    double firstZMm,
    double lastZMm,
    double startAngleRad,
    ZDirection zDirection,
    RotationSense rotationSense,
    double relativeFeedError) {

  private static final double TWO_PI = 2 * Math.PI;
  private static final int MAX_VIEWS = 10_000_000;
  private static final int SPARE_VIEWS = 2;

  /** Checks the values. */
  public HelixPlan {
    Objects.requireNonNull(zDirection, "zDirection");
    Objects.requireNonNull(rotationSense, "rotationSense");
    scanner.shifts(focalSpotMode);
    if (!(pitch > 0) || pitch > 4) {
      throw new GeometryException("pitch must be positive and at most 4, got " + pitch);
    }
    if (!(lastZMm >= firstZMm) || Double.isInfinite(firstZMm) || Double.isInfinite(lastZMm)) {
      throw new GeometryException(
          "slices to be covered must run from a smaller to a larger Z, got %s mm to %s mm"
              .formatted(firstZMm, lastZMm));
    }
    if (!Double.isFinite(startAngleRad)) {
      throw new GeometryException("startAngleRad must be finite, got " + startAngleRad);
    }
    if (!(Math.abs(relativeFeedError) <= 0.1)) {
      throw new GeometryException(
          "relativeFeedError must be between -0.1 and 0.1, got " + relativeFeedError);
    }
  }

  /**
   * A scan of pitch 1 from angle 0, Z rising, turning counter-clockwise, the focal spot at rest.
   */
  public static HelixPlan of(HelicalScanner scanner, double firstZMm, double lastZMm) {
    return new HelixPlan(
        scanner,
        FocalSpotMode.NONE,
        1,
        firstZMm,
        lastZMm,
        0,
        ZDirection.RISING,
        RotationSense.COUNTER_CLOCKWISE,
        0);
  }

  /** With another focal spot mode. */
  public HelixPlan withFocalSpotMode(FocalSpotMode mode) {
    return new HelixPlan(
        scanner,
        mode,
        pitch,
        firstZMm,
        lastZMm,
        startAngleRad,
        zDirection,
        rotationSense,
        relativeFeedError);
  }

  /** With another pitch. */
  public HelixPlan withPitch(double newPitch) {
    return new HelixPlan(
        scanner,
        focalSpotMode,
        newPitch,
        firstZMm,
        lastZMm,
        startAngleRad,
        zDirection,
        rotationSense,
        relativeFeedError);
  }

  /** With another angle of the first view. */
  public HelixPlan withStartAngleRad(double angleRad) {
    return new HelixPlan(
        scanner,
        focalSpotMode,
        pitch,
        firstZMm,
        lastZMm,
        angleRad,
        zDirection,
        rotationSense,
        relativeFeedError);
  }

  /** With other directions of table and gantry. */
  public HelixPlan withDirections(ZDirection z, RotationSense sense) {
    return new HelixPlan(
        scanner,
        focalSpotMode,
        pitch,
        firstZMm,
        lastZMm,
        startAngleRad,
        z,
        sense,
        relativeFeedError);
  }

  /** With a feed that differs from the nominal one. */
  public HelixPlan withRelativeFeedError(double error) {
    return new HelixPlan(
        scanner,
        focalSpotMode,
        pitch,
        firstZMm,
        lastZMm,
        startAngleRad,
        zDirection,
        rotationSense,
        error);
  }

  /** Feed a turn as the pitch says, mm. */
  public double nominalFeedMm() {
    return pitch * scanner.collimationMm();
  }

  /** Feed a turn as it is, mm. */
  public double feedMm() {
    return nominalFeedMm() * (1 + relativeFeedError);
  }

  /** Views a turn, every focal spot counted. */
  public int viewsPerTurn() {
    return scanner.viewsPerTurn(focalSpotMode);
  }

  /** How far the source travels beyond each end of the interval, mm. */
  public double overscanMm() {
    double reach = 0;
    double shift = 0;
    for (SourceShift position : scanner.shifts(focalSpotMode)) {
      reach = Math.max(reach, coneReachMm(position));
      shift = Math.max(shift, Math.abs(position.zMm()));
    }
    return Math.max(reach, feedMm() / 2) + shift + SPARE_VIEWS * feedMm() / viewsPerTurn();
  }

  /** Outer edge of the outermost row, at the axis. */
  private double coneReachMm(SourceShift position) {
    ConeDetector detector = scanner.detector();
    double edge =
        Math.max(-detector.rowOffsetMm(-0.5), detector.rowOffsetMm(detector.rows() - 0.5));
    return edge
        * (scanner.sourceToIsocenterMm() + position.radialMm())
        / (scanner.sourceToDetectorMm() + position.radialMm());
  }

  /**
   * The scan. Angles are wrapped into -pi to pi.
   *
   * @throws GeometryException if it would have more than ten million views
   */
  public HelicalGeometry geometry() {
    int perTurn = viewsPerTurn();
    double travelMm = lastZMm - firstZMm + 2 * overscanMm();
    double count = Math.ceil(travelMm / feedMm() * perTurn) + 1;
    if (count > MAX_VIEWS) {
      throw new GeometryException(
          "%.0f mm at %.3f mm a turn of %d views are %.0f views; cover less or raise the pitch"
              .formatted(travelMm, feedMm(), perTurn, count));
    }
    List<SourceShift> shifts = scanner.shifts(focalSpotMode);
    double startMm =
        zDirection == ZDirection.RISING ? firstZMm - overscanMm() : lastZMm + overscanMm();
    List<ViewPose> poses = new ArrayList<>((int) count);
    for (int i = 0; i < count; i++) {
      double turns = (double) i / perTurn;
      poses.add(
          new ViewPose(
              Math.IEEEremainder(startAngleRad + rotationSense.sign() * TWO_PI * turns, TWO_PI),
              startMm + zDirection.sign() * feedMm() * turns,
              scanner.sourceToIsocenterMm(),
              shifts.get(i % shifts.size())));
    }
    return new HelicalGeometry(
        scanner.detector(), scanner.sourceToDetectorMm(), perTurn, focalSpotMode, poses);
  }
}
