package io.tomodrift.phantoms.catalogue;

import io.tomodrift.phantoms.AnalyticPhantom;
import io.tomodrift.phantoms.Part;
import io.tomodrift.phantoms.shape.ClippedShape;
import io.tomodrift.phantoms.shape.Ellipse;
import io.tomodrift.phantoms.shape.HalfPlane;
import io.tomodrift.phantoms.shape.Shape2;
import java.util.ArrayList;
import java.util.List;

/**
 * A head slice in the manner of the FORBILD head: skull with frontal sinus and occipital bone,
 * eyes, ventricle, low-contrast haematoma and ears of air cells; ellipses cut by half-planes. Sizes
 * and densities follow the published phantom closely, but not to the digit: use it to see the same
 * artefacts, not to reproduce published numbers.
 *
 * <p><b>Reference</b>: Yu, Noo, Dennerlein, Wunderlich, Lauritsch and Hornegger, Simulation tools
 * for two-dimensional experiments in x-ray computed tomography using the FORBILD head phantom,
 * Phys. Med. Biol. 57, 2012.
 */
public final class HeadPhantom {

  private static final double MM_PER_CM = 10;

  private final double waterPerMm;
  private final List<Part> parts = new ArrayList<>();

  private HeadPhantom(double waterPerMm) {
    this.waterPerMm = waterPerMm;
  }

  /**
   * The phantom, 192 x 240 mm.
   *
   * @param waterPerMm attenuation of a part of density 1, 1/mm
   */
  public static AnalyticPhantom slice(double waterPerMm) {
    HeadPhantom head = new HeadPhantom(waterPerMm);
    head.skull();
    head.face();
    head.brain();
    head.ear();
    return new AnalyticPhantom("head", head.parts);
  }

  private void skull() {
    add(0, 0, 9.6, 12, 0, 1.8);
    add(0, 0, 9, 11.4, 0, -0.75);
    // Occipital bone: thickens the inner table behind.
    add(0.75, clip(ellipse(0, -11.4, 1.2, 2.4, 0), inside(0, -1, 11), inside(0, 1, -9.4)));
    // Petrous bones: wedges from the side toward the middle.
    add(0.75, clip(ellipse(-9, -2.2, 4.6, 0.9, 20), inside(-1, 0, 8.3)));
    add(0.75, clip(ellipse(9, -2.2, 4.6, 0.9, -20), inside(1, 0, 8.3)));
  }

  private void face() {
    // Frontal sinus: air that replaces brain.
    add(-1.05, clip(ellipse(0, 8.4, 1.8, 3.0, 0), inside(0, 1, 10.6)));
    add(1.9, 5.4, 0.41633, 1.17425, -31.07698, 0.75);
    add(-1.9, 5.4, 0.41633, 1.17425, 31.07698, 0.75);
    add(-4.3, 6.8, 1.8, 0.24, -30, 0.75);
    add(4.3, 6.8, 1.8, 0.24, 30, 0.75);
    add(-4.7, 4.3, 1.79989, 1.79989, 0, 0.01);
    add(4.7, 4.3, 1.79989, 1.79989, 0, 0.01);
  }

  private void brain() {
    add(0, -3.6, 1.8, 3.6, 0, -0.005);
    add(-1.08, -9, 0.4, 0.4, 0, -0.0025);
    add(1.08, -9, 0.4, 0.4, 0, 0.0025);
    add(6.393945, -6.393945, 1.2, 0.42, 58.1, 0.005);
  }

  /** Rows of air cells in the petrous bone on one side, finer from group to group. */
  private void ear() {
    double[] radii = {0.15, 0.1, 0.075, 0.05};
    double x = 5.6;
    for (double radius : radii) {
      for (int k = 0; k < 3; k++) {
        add(x, -0.95 - (x - 5.6) * 0.364 + (k - 1) * 3 * radius, radius, radius, 0, -1.8);
      }
      x += 3.2 * radius + 0.3;
    }
  }

  private void add(double x, double y, double a, double b, double degrees, double density) {
    add(density, ellipse(x, y, a, b, degrees));
  }

  private void add(double density, Shape2 shape) {
    parts.add(new Part(shape, density * waterPerMm));
  }

  private static Ellipse ellipse(double x, double y, double a, double b, double degrees) {
    return new Ellipse(
        x * MM_PER_CM, y * MM_PER_CM, a * MM_PER_CM, b * MM_PER_CM, Math.toRadians(degrees));
  }

  private static ClippedShape clip(Shape2 base, HalfPlane... cuts) {
    return ClippedShape.of(base, cuts);
  }

  private static HalfPlane inside(double normalX, double normalY, double offsetCm) {
    return new HalfPlane(normalX, normalY, offsetCm * MM_PER_CM);
  }
}
