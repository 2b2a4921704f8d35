package io.tomodrift.sinograms.check;

/**
 * Finds, for a ray, the ray half a turn later that runs along the same line the other way.
 *
 * <p>In the plane of rotation that is (theta + pi, -s), beta + pi + 2 gamma and -gamma for a focal
 * spot that stays. Along the axis, of all rays of a column the one is taken that passes through the
 * focal spot's later position: then both rays are the same line in space, and agree exactly for any
 * object (lines of this kind are the pi-lines of Danielsson, Edholm, Eriksson and Magnusson 1997).
 * The later position lies between two measured views of one focal spot; rays of both are returned.
 */
final class ConjugateRay {

  private static final double TWO_PI = 2 * Math.PI;

  /** Views farther apart than this many mean steps have others missing in between. */
  private static final double GAP_STEPS = 1.5;

  private final PlaneGeometry plane;
  private final int period;
  private final boolean rising;
  private final double longestStepRad;

  final RayPosition direct = new RayPosition();
  final RayPosition before = new RayPosition();
  final RayPosition after = new RayPosition();
  int viewBefore;
  double share;

  ConjugateRay(PlaneGeometry plane, int period) {
    this.plane = plane;
    this.period = period;
    double turned = plane.sourceAngle[plane.views() - 1] - plane.sourceAngle[0];
    this.rising = turned > 0;
    this.longestStepRad = GAP_STEPS * period * Math.abs(turned) / (plane.views() - 1);
  }

  int viewAfter() {
    return viewBefore + period;
  }

  /** Solves for a ray; false if the scan ends before, or views are missing there. */
  boolean solve(int view, double column, int focalSpot) {
    double fan = plane.fanAngleRad(view, column);
    double s = plane.sourceRadius[view] * Math.sin(fan);
    double theta = plane.sourceAngle[view] + fan;
    if (!locate(view, theta, s, plane.sourceRadius[view], focalSpot)
        || !locate(view, theta, s, plane.sourceRadius[viewBefore], focalSpot)) {
      return false;
    }
    double half = Math.sqrt(square(plane.sourceRadius[view]) - s * s);
    double otherHalf = Math.sqrt(square(plane.sourceRadius[viewBefore]) - s * s);
    double z = plane.sourceZ[view];
    double later = (1 - share) * plane.sourceZ[viewBefore] + share * plane.sourceZ[viewAfter()];
    double slope = (later - z) / (half + otherHalf);
    plane.meet(view, fan, direct);
    direct.column = column;
    direct.row = plane.rowAt(view, z + slope * direct.lengthMm);
    double middle = z + slope * half;
    measure(viewBefore, s, middle, before);
    measure(viewAfter(), s, middle, after);
    return true;
  }

  /** The ray of a view at the distance -s that crosses the same height closest to the axis. */
  private void measure(int view, double s, double middleZ, RayPosition target) {
    double radius = plane.sourceRadius[view];
    plane.meet(view, Math.asin(-s / radius), target);
    double slope = (middleZ - plane.sourceZ[view]) / Math.sqrt(radius * radius - s * s);
    target.row = plane.rowAt(view, plane.sourceZ[view] + slope * target.lengthMm);
  }

  private boolean locate(int view, double theta, double s, double radius, int focalSpot) {
    double wanted = theta + Math.PI + Math.asin(s / radius);
    double half = rising ? Math.PI : -Math.PI;
    double ahead = Math.IEEEremainder(wanted - plane.sourceAngle[view] - half, TWO_PI) + half;
    return find(plane.sourceAngle[view] + ahead, focalSpot);
  }

  /** Binary search among the views of one focal spot, whose angles rise or fall steadily. */
  private boolean find(double angle, int focalSpot) {
    int low = 0;
    int high = (plane.views() - 1 - focalSpot) / period;
    double sign = rising ? 1 : -1;
    if (sign * (angle - plane.sourceAngle[focalSpot]) < 0
        || sign * (angle - plane.sourceAngle[focalSpot + high * period]) >= 0) {
      return false;
    }
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (sign * (angle - plane.sourceAngle[focalSpot + middle * period]) >= 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    viewBefore = focalSpot + low * period;
    double first = plane.sourceAngle[viewBefore];
    double step = plane.sourceAngle[viewAfter()] - first;
    share = (angle - first) / step;
    return Math.abs(step) <= longestStepRad;
  }

  private static double square(double value) {
    return value * value;
  }
}
