package io.tomodrift.phantoms.helical;

import io.tomodrift.geometry.helical.ConeDetector;
import io.tomodrift.geometry.stack.Vec3;
import io.tomodrift.phantoms.shape.HalfSpace;

/**
 * The chords of the rays of one {@link ColumnFan} through one part. What all rows share is computed
 * once; each row then costs a square root and a division, and a division for each face.
 *
 * <p>Mutable, for one thread.
 */
final class PartColumn {

  private final ConvexPart part;
  private final CurvedSurface surface;
  private final int faces;
  private final double[] normalZ;
  private final double[] normalX;
  private final double[] normalY;
  private final double[] offset;
  private final double[] faceRoom;
  private final double[] faceRise;

  // |M (p - c)|^2 = A u^2 + 2 B u + C with u counted from the centre; A, B, C grow with the slope.
  private double nearest;
  private double a0;
  private double a1;
  private double a2;
  private double b0;
  private double b1;
  private double b2;
  private double c0;
  private double c1;
  private double c2;

  PartColumn(ConvexPart part) {
    this.part = part;
    this.surface = part.quadric().orElse(null);
    this.faces = part.faces().size();
    normalX = new double[faces];
    normalY = new double[faces];
    normalZ = new double[faces];
    offset = new double[faces];
    faceRoom = new double[faces];
    faceRise = new double[faces];
    for (int i = 0; i < faces; i++) {
      HalfSpace face = part.faces().get(i);
      normalX[i] = face.normal().x();
      normalY[i] = face.normal().y();
      normalZ[i] = face.normal().z();
      offset[i] = face.offsetMm();
    }
  }

  /**
   * Adds density times in-plane chord of every row, {@code subRows} rays a row, to the sums; the
   * stretch by the slope is left to the caller.
   */
  void add(ColumnFan fan, ConeDetector detector, int subRows, double[] sums) {
    ConvexPart.Bounds bounds = part.bounds();
    double dx = bounds.centreMm().x() - fan.sourceX;
    double dy = bounds.centreMm().y() - fan.sourceY;
    double aside = dx * fan.alongY - dy * fan.alongX;
    if (Math.abs(aside) > bounds.radiusMm()) {
      return;
    }
    nearest = dx * fan.alongX + dy * fan.alongY;
    double half = Math.sqrt(bounds.radiusMm() * bounds.radiusMm() - aside * aside);
    int rays = detector.rows() * subRows;
    int first = 0;
    int end = rays;
    if (nearest > half) {
      double low = bounds.centreMm().z() - bounds.halfHeightMm() - fan.sourceZ;
      double high = bounds.centreMm().z() + bounds.halfHeightMm() - fan.sourceZ;
      double lowSlope = low / (low > 0 ? nearest + half : nearest - half);
      double highSlope = high / (high > 0 ? nearest - half : nearest + half);
      first = (int) Math.max(0, Math.floor(ray(fan.rowOfSlope(lowSlope), subRows)));
      end = (int) Math.min(rays, Math.ceil(ray(fan.rowOfSlope(highSlope), subRows)) + 1);
    }
    if (first < end) {
      prepareFaces(fan);
      if (surface != null) {
        prepareQuadric(fan);
      }
      addRays(fan, subRows, first, end, sums);
    }
  }

  /** The fractional index of the sub-ray at a fractional row. */
  private static double ray(double row, int subRows) {
    return (row + 0.5) * subRows - 0.5;
  }

  static double row(int ray, int subRows) {
    return (ray + 0.5) / subRows - 0.5;
  }

  private void prepareFaces(ColumnFan fan) {
    for (int i = 0; i < faces; i++) {
      double value =
          normalX[i] * (fan.sourceX + nearest * fan.alongX)
              + normalY[i] * (fan.sourceY + nearest * fan.alongY)
              + normalZ[i] * fan.sourceZ;
      faceRoom[i] = offset[i] - value;
      faceRise[i] = normalX[i] * fan.alongX + normalY[i] * fan.alongY;
    }
  }

  /**
   * With the origin of u where the column's plane comes nearest the centre, so that the distance of
   * the source costs no digits.
   */
  private void prepareQuadric(ColumnFan fan) {
    a0 = a1 = a2 = b0 = b1 = b2 = c0 = c1 = c2 = 0;
    double x = fan.sourceX + nearest * fan.alongX - surface.centreMm().x();
    double y = fan.sourceY + nearest * fan.alongY - surface.centreMm().y();
    double z = fan.sourceZ - surface.centreMm().z();
    prepare(surface.first(), fan, x, y, z);
    prepare(surface.second(), fan, x, y, z);
    prepare(surface.third(), fan, x, y, z);
    c0 -= 1;
  }

  /** One row m of M: (m p0 + k nearest m_z) + u (m e + k m_z), squared, sorted by powers of k. */
  private void prepare(Vec3 m, ColumnFan fan, double x, double y, double z) {
    double along = m.x() * fan.alongX + m.y() * fan.alongY;
    double start = m.x() * x + m.y() * y + m.z() * z;
    double startRise = nearest * m.z();
    a0 += along * along;
    a1 += 2 * along * m.z();
    a2 += m.z() * m.z();
    b0 += start * along;
    b1 += start * m.z() + startRise * along;
    b2 += startRise * m.z();
    c0 += start * start;
    c1 += 2 * start * startRise;
    c2 += startRise * startRise;
  }

  private void addRays(ColumnFan fan, int subRows, int first, int end, double[] sums) {
    double density = part.densityPerMm();
    boolean curved = surface != null;
    for (int ray = first; ray < end; ray++) {
      double k = fan.slope(row(ray, subRows));
      double low = Double.NEGATIVE_INFINITY;
      double high = Double.POSITIVE_INFINITY;
      if (curved) {
        double a = a0 + k * (a1 + k * a2);
        double b = b0 + k * (b1 + k * b2);
        double c = c0 + k * (c1 + k * c2);
        double discriminant = b * b - a * c;
        if (!(discriminant > 0)) {
          continue;
        }
        double root = Math.sqrt(discriminant);
        low = (-b - root) / a;
        high = (-b + root) / a;
      }
      for (int i = 0; i < faces; i++) {
        double rise = faceRise[i] + k * normalZ[i];
        double room = faceRoom[i] - k * nearest * normalZ[i];
        if (rise > 0) {
          high = Math.min(high, room / rise);
        } else if (rise < 0) {
          low = Math.max(low, room / rise);
        } else if (room < 0) {
          high = low;
        }
      }
      if (high > low) {
        sums[ray] += density * (high - low);
      }
    }
  }
}
