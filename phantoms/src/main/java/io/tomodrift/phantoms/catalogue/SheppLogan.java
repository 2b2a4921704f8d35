package io.tomodrift.phantoms.catalogue;

import io.tomodrift.geometry.stack.Vec3;
import io.tomodrift.phantoms.AnalyticPhantom;
import io.tomodrift.phantoms.Part;
import io.tomodrift.phantoms.SolidPart;
import io.tomodrift.phantoms.SolidPhantom;
import io.tomodrift.phantoms.shape.Ellipse;
import io.tomodrift.phantoms.shape.Ellipsoid;
import io.tomodrift.phantoms.shape.Orientation;
import java.util.ArrayList;
import java.util.List;

/**
 * The ten ellipses of Shepp and Logan, in the original contrast (brain structures of 1 % on a skull
 * of 2.0) and in Toft's (structures of 10 to 20 %, visible without windowing).
 *
 * <p>The solid version gives every ellipse a third half-axis and keeps all centres at Z = 0, so
 * that its slice at Z = 0 is the plane phantom exactly.
 *
 * <p><b>Reference</b>: Shepp and Logan, IEEE Trans. Nucl. Sci. 21, 1974, table 1; Toft, The Radon
 * Transform, PhD thesis, DTU 1996, appendix B.3.
 *
 * @param contrast original or modified densities
 * @param halfWidthMm what 1.0 of the table's coordinates is, mm
 * @param perMm what 1.0 of the table's densities is, 1/mm
 */
public record SheppLogan(Contrast contrast, double halfWidthMm, double perMm) {

  /** Which densities. */
  public enum Contrast {
    /** Shepp and Logan's: 2.0, 1.02 and differences of 0.01 and 0.02. */
    ORIGINAL,
    /** Toft's: 1.0, 0.2 and differences of 0.1 and 0.2. */
    MODIFIED
  }

  /** Centre x, y; half-axes a, b, c; tilt in degrees; original density; modified density. */
  private static final double[][] TABLE = {
    {0, 0, 0.69, 0.92, 0.81, 0, 2, 1},
    {0, -0.0184, 0.6624, 0.874, 0.78, 0, -0.98, -0.8},
    {0.22, 0, 0.11, 0.31, 0.22, -18, -0.02, -0.2},
    {-0.22, 0, 0.16, 0.41, 0.28, 18, -0.02, -0.2},
    {0, 0.35, 0.21, 0.25, 0.41, 0, 0.01, 0.1},
    {0, 0.1, 0.046, 0.046, 0.05, 0, 0.01, 0.1},
    {0, -0.1, 0.046, 0.046, 0.05, 0, 0.01, 0.1},
    {-0.08, -0.605, 0.046, 0.023, 0.05, 0, 0.01, 0.1},
    {0, -0.606, 0.023, 0.023, 0.02, 0, 0.01, 0.1},
    {0.06, -0.605, 0.023, 0.046, 0.02, 0, 0.01, 0.1},
  };

  /** Checks the values. */
  public SheppLogan {
    if (!(halfWidthMm > 0) || !(perMm > 0)) {
      throw new IllegalArgumentException(
          "halfWidthMm and perMm must be positive, got %s and %s".formatted(halfWidthMm, perMm));
    }
  }

  /** The plane phantom. */
  public AnalyticPhantom slice() {
    List<Part> parts = new ArrayList<>();
    for (double[] row : TABLE) {
      Ellipse ellipse =
          new Ellipse(
              row[0] * halfWidthMm,
              row[1] * halfWidthMm,
              row[2] * halfWidthMm,
              row[3] * halfWidthMm,
              Math.toRadians(row[5]));
      parts.add(new Part(ellipse, density(row)));
    }
    return new AnalyticPhantom("Shepp-Logan", parts);
  }

  /** The solid phantom. */
  public SolidPhantom solid() {
    List<SolidPart> parts = new ArrayList<>();
    for (double[] row : TABLE) {
      Ellipsoid ellipsoid =
          new Ellipsoid(
              new Vec3(row[0] * halfWidthMm, row[1] * halfWidthMm, 0),
              row[2] * halfWidthMm,
              row[3] * halfWidthMm,
              row[4] * halfWidthMm,
              Orientation.aboutZ(Math.toRadians(row[5])));
      parts.add(new SolidPart(ellipsoid, density(row)));
    }
    return new SolidPhantom("Shepp-Logan", parts);
  }

  private double density(double[] row) {
    return perMm * (contrast == Contrast.ORIGINAL ? row[6] : row[7]);
  }
}
