package io.tomodrift.phantoms.catalogue;

import io.tomodrift.geometry.stack.HounsfieldScale;
import io.tomodrift.geometry.stack.Vec3;
import io.tomodrift.phantoms.SolidPhantom;
import io.tomodrift.phantoms.shape.Cylinder;
import io.tomodrift.phantoms.shape.Ellipsoid;
import io.tomodrift.phantoms.shape.Orientation;
import java.util.List;

/**
 * An elliptic cylinder of water, 300 x 264 mm, with cylinders for HU and balls for positions: what
 * the reconstruction of a multi-row scan is judged by. Mirroring or turning it changes it in every
 * axis, and a small dense ball marks +Z and -Y.
 *
 * <p>Inserts lie in the water and apart from each other. Off-axis balls at 107 to 115 mm show the
 * shift along Z that single-slice rebinning cannot avoid; those at 14 and 36 mm a constant one.
 *
 * @param halfLengthMm half the length of the body and its cylinders along Z, mm, at least 45
 * @param scale attenuation of water
 */
public record HelicalTestPhantom(double halfLengthMm, HounsfieldScale scale) {

  /** Half-axis of the body along X, mm. */
  public static final double HALF_WIDTH_MM = 150;

  /** Half-axis of the body along Y, mm. */
  public static final double HALF_HEIGHT_MM = 132;

  private static final double WATER = 0;
  private static final double SHORTEST_MM = 45;

  /** Checks the values. */
  public HelicalTestPhantom {
    if (!(halfLengthMm >= SHORTEST_MM) || Double.isInfinite(halfLengthMm)) {
      throw new IllegalArgumentException(
          "halfLengthMm must be at least %s to hold the balls, got %s"
              .formatted(SHORTEST_MM, halfLengthMm));
    }
  }

  /** 120 mm long. */
  public static HelicalTestPhantom standard(HounsfieldScale scale) {
    return new HelicalTestPhantom(60, scale);
  }

  /** Cylinders first, then balls. */
  public List<SolidInsert> inserts() {
    return List.of(
        cylinder("lung", 70, 100, 15, -800),
        cylinder("fat", 75, 155, 12, -100),
        cylinder("liver", 60, 215, 12, 60),
        cylinder("trabecular bone", 72, 265, 12, 250),
        cylinder("cortical bone", 80, 320, 10, 1000),
        cylinder("contrast agent", 55, 25, 10, 400),
        ball("ball at 14 mm", 14, 70, -20, 8, 300),
        ball("ball at 36 mm", 36, 190, 10, 8, -300),
        ball("ball at 107 mm", 107, 60, 15, 7, 600),
        ball("ball at 110 mm", 110, 290, 5, 7, 500),
        ball("ball at 115 mm", 115, 190, -10, 6, 800),
        ball("marker", 114, 255, 32, 4, 1500));
  }

  private SolidInsert cylinder(
      String name, double distanceMm, double degrees, double radiusMm, double hu) {
    Vec3 centre = at(distanceMm, degrees, 0);
    return new SolidInsert(name, SolidInsert.Form.CYLINDER, centre, radiusMm, halfLengthMm, hu);
  }

  private static SolidInsert ball(
      String name, double distanceMm, double degrees, double zMm, double radiusMm, double hu) {
    Vec3 centre = at(distanceMm, degrees, zMm);
    return new SolidInsert(name, SolidInsert.Form.BALL, centre, radiusMm, radiusMm, hu);
  }

  private static Vec3 at(double distanceMm, double degrees, double zMm) {
    double angle = Math.toRadians(degrees);
    return new Vec3(distanceMm * Math.cos(angle), distanceMm * Math.sin(angle), zMm);
  }

  /** The phantom; {@link SolidPhantom#sliceAt} gives its slices. */
  public SolidPhantom solid() {
    HuParts parts = new HuParts(scale);
    Vec3 middle = new Vec3(0, 0, 0);
    parts.add(
        new Cylinder(middle, HALF_WIDTH_MM, HALF_HEIGHT_MM, halfLengthMm, Orientation.IDENTITY),
        WATER,
        HuParts.AIR);
    for (SolidInsert insert : inserts()) {
      parts.add(
          insert.form() == SolidInsert.Form.BALL
              ? Ellipsoid.ball(insert.centreMm(), insert.radiusMm())
              : Cylinder.alongZ(insert.centreMm(), insert.radiusMm(), insert.halfLengthMm()),
          insert.hu(),
          WATER);
    }
    return new SolidPhantom("helical test", parts.solidParts());
  }
}
