package io.tomodrift.geometry.helical;

import io.tomodrift.geometry.error.GeometryException;
import io.tomodrift.geometry.stack.Vec3;
import java.util.List;
import java.util.Objects;

/**
 * A multi-row scan along a helix (or a circle): one pose a view, in the order of acquisition.
 * Immutable.
 *
 * <p>With beta the angle of the focal centre, {@code e_r = (-sin beta, cos beta)} and {@code e_u =
 * (cos beta, sin beta)}: the focal centre is {@code rho e_r}; the element of column c is {@code rho
 * e_r + D (sin gamma e_u - cos gamma e_r)}, {@code gamma = columnOffset / D}, on a cylindrical
 * detector and {@code (rho - D) e_r + columnOffset e_u} on a flat one; row r lies at {@code z +
 * rowOffset}. The detector does not follow the focal spot.
 */
public final class HelicalGeometry {

  /** Scans that advance less in a turn are circular, mm. */
  public static final double CIRCULAR_FEED_MM = 0.1;

  private static final double TWO_PI = 2 * Math.PI;

  private final ConeDetector detector;
  private final double sourceToDetectorMm;
  private final int viewsPerTurn;
  private final FocalSpotMode focalSpotMode;
  private final List<ViewPose> poses;
  private final double[] unwrappedRad;

  /**
   * Combines the values.
   *
   * @param sourceToDetectorMm focal centre to the detector's centre, mm: radius of the arc, or
   *     distance of the flat panel
   * @param viewsPerTurn nominal number of views a turn, every focal spot counted
   * @param focalSpotMode what the scan says about its focal spot
   * @param poses one a view, at least 2; angles may wrap and turn either way, but where views are
   *     missing by less than half a turn: more cannot be told from turning back
   */
  public HelicalGeometry(
      ConeDetector detector,
      double sourceToDetectorMm,
      int viewsPerTurn,
      FocalSpotMode focalSpotMode,
      List<ViewPose> poses) {
    this.detector = Objects.requireNonNull(detector, "detector");
    this.focalSpotMode = Objects.requireNonNull(focalSpotMode, "focalSpotMode");
    this.sourceToDetectorMm = sourceToDetectorMm;
    this.viewsPerTurn = viewsPerTurn;
    this.poses = List.copyOf(poses);
    if (this.poses.size() < 2) {
      throw new GeometryException("a scan needs at least 2 views, got " + this.poses.size());
    }
    if (viewsPerTurn < 2) {
      throw new GeometryException("a turn needs at least 2 views, got " + viewsPerTurn);
    }
    double radius = this.poses.get(0).radiusMm();
    if (!(sourceToDetectorMm > radius) || Double.isInfinite(sourceToDetectorMm)) {
      throw new GeometryException(
          "sourceToDetectorMm %s must be larger than the source radius %s; are the two swapped?"
              .formatted(sourceToDetectorMm, radius));
    }
    this.unwrappedRad = unwrap(this.poses);
  }

  private static double[] unwrap(List<ViewPose> poses) {
    double[] rad = new double[poses.size()];
    rad[0] = poses.get(0).angleRad();
    for (int i = 1; i < rad.length; i++) {
      rad[i] = rad[i - 1] + Math.IEEEremainder(poses.get(i).angleRad() - rad[i - 1], TWO_PI);
    }
    return rad;
  }

  /** The detector. */
  public ConeDetector detector() {
    return detector;
  }

  /** Focal centre to the detector's centre, mm. */
  public double sourceToDetectorMm() {
    return sourceToDetectorMm;
  }

  /** Focal centre to the axis in the first view, mm. */
  public double sourceToIsocenterMm() {
    return poses.get(0).radiusMm();
  }

  /** Nominal number of views a turn, every focal spot counted. */
  public int viewsPerTurn() {
    return viewsPerTurn;
  }

  /** What the scan says about its focal spot. */
  public FocalSpotMode focalSpotMode() {
    return focalSpotMode;
  }

  /** Number of views. */
  public int views() {
    return poses.size();
  }

  /** Pose of a view. */
  public ViewPose pose(int view) {
    return poses.get(view);
  }

  /** All poses in the order of acquisition. */
  public List<ViewPose> poses() {
    return poses;
  }

  /**
   * Angle of the focal centre of a view without jumps by full turns, rad; falls with the view if
   * the gantry turns the other way.
   */
  public double unwrappedRad(int view) {
    return unwrappedRad[view];
  }

  /** Position of the focal spot of a view, mm. */
  public Vec3 sourceMm(int view) {
    ViewPose pose = poses.get(view);
    double beta = pose.sourceAngleRad();
    double radius = pose.sourceRadiusMm();
    return new Vec3(-radius * Math.sin(beta), radius * Math.cos(beta), pose.sourceZMm());
  }

  /** Position of a detector element during a view, mm; column and row may be fractional. */
  public Vec3 elementMm(int view, double column, double row) {
    ViewPose pose = poses.get(view);
    double sin = Math.sin(pose.angleRad());
    double cos = Math.cos(pose.angleRad());
    double along = detector.columnOffsetMm(column);
    double outward = pose.radiusMm() - sourceToDetectorMm;
    if (detector.shape() == DetectorShape.CYLINDRICAL) {
      double gamma = along / sourceToDetectorMm;
      along = sourceToDetectorMm * Math.sin(gamma);
      outward = pose.radiusMm() - sourceToDetectorMm * Math.cos(gamma);
    }
    return new Vec3(
        along * cos - outward * sin,
        along * sin + outward * cos,
        pose.zMm() + detector.rowOffsetMm(row));
  }

  /** Height of a row at the axis, mm: the nominal slice collimation. */
  public double rowPitchAtIsocenterMm() {
    return detector.rowPitchMm() * sourceToIsocenterMm() / sourceToDetectorMm;
  }

  /**
   * Movement along +Z for one turn in positive sense of the angle, mm, by least squares over all
   * views; its sign is that of the helix's handedness, 0 for a circular scan.
   */
  public double feedPerTurnMm() {
    double meanAngle = 0;
    double meanZ = 0;
    for (int i = 0; i < unwrappedRad.length; i++) {
      meanAngle += unwrappedRad[i];
      meanZ += poses.get(i).zMm();
    }
    meanAngle /= unwrappedRad.length;
    meanZ /= unwrappedRad.length;
    double cross = 0;
    double square = 0;
    for (int i = 0; i < unwrappedRad.length; i++) {
      double angle = unwrappedRad[i] - meanAngle;
      cross += angle * (poses.get(i).zMm() - meanZ);
      square += angle * angle;
    }
    return square == 0 ? 0 : TWO_PI * cross / square;
  }

  /** True if the table stands still: less than {@link #CIRCULAR_FEED_MM} a turn. */
  public boolean isCircular() {
    return Math.abs(feedPerTurnMm()) < CIRCULAR_FEED_MM;
  }

  /** Pitch: feed a turn over the total collimation at the axis, not negative. */
  public double pitch() {
    return Math.abs(feedPerTurnMm()) / (detector.rows() * rowPitchAtIsocenterMm());
  }

  @Override
  public String toString() {
    return "HelicalGeometry[%d views, %d a turn, %d columns x %d rows, feed %.3f mm, focal spot %s]"
        .formatted(
            views(),
            viewsPerTurn,
            detector.columns(),
            detector.rows(),
            feedPerTurnMm(),
            focalSpotMode);
  }
}
