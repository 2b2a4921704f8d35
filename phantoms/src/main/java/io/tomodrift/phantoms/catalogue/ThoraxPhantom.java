package io.tomodrift.phantoms.catalogue;

import static io.tomodrift.phantoms.catalogue.HuParts.at;

import io.tomodrift.geometry.stack.HounsfieldScale;
import io.tomodrift.geometry.stack.Vec3;
import io.tomodrift.phantoms.SolidPhantom;
import io.tomodrift.phantoms.shape.Cylinder;
import io.tomodrift.phantoms.shape.Ellipsoid;
import io.tomodrift.phantoms.shape.Orientation;

/**
 * A thorax in HU: body with fat layer, lungs, heart, spine, ribs, sternum, aorta, lung vessels and
 * nodules of 3 to 10 mm. Solids only, so that axial and helical scans of it are exact. Parts that
 * replace another lie inside it entirely, so that each region has the value given.
 */
final class ThoraxPhantom {

  private static final double FAT = -100;
  private static final double MUSCLE = 50;
  private static final double LUNG = -850;
  private static final double BLOOD = 45;
  private static final double HALF_LENGTH_MM = 160;

  private final HuParts parts;

  private ThoraxPhantom(HounsfieldScale scale) {
    parts = new HuParts(scale);
  }

  static SolidPhantom solid(HounsfieldScale scale) {
    ThoraxPhantom thorax = new ThoraxPhantom(scale);
    thorax.body();
    thorax.mediastinum();
    thorax.lungContents();
    thorax.bones();
    return new SolidPhantom("thorax", thorax.parts.solidParts());
  }

  private void body() {
    parts.add(column(0, 0, 180, 120), FAT, HuParts.AIR);
    parts.add(column(0, 0, 166, 107), MUSCLE, FAT);
    parts.add(lung(-80), LUNG, MUSCLE);
    parts.add(lung(80), LUNG, MUSCLE);
  }

  private static Ellipsoid lung(double x) {
    return new Ellipsoid(at(x, 5, 0), 56, 80, 140, Orientation.aboutZ(x > 0 ? 0.15 : -0.15));
  }

  private void mediastinum() {
    // The heart is small enough to stay between the lungs at every height.
    parts.add(new Ellipsoid(at(2, 45, -20), 20, 30, 45, Orientation.IDENTITY), BLOOD, MUSCLE);
    parts.add(column(12, -32, 9, 9), BLOOD, MUSCLE);
    parts.add(column(-4, -12, 8, 7), HuParts.AIR, MUSCLE);
  }

  private void lungContents() {
    for (int side = -1; side <= 1; side += 2) {
      rod(at(side * 75.0, 10, 0), new Vec3(side, 0.5, 0.4), 3.5, 25);
      rod(at(side * 85.0, -20, 0), new Vec3(side, -1, -0.5), 2.5, 22);
      rod(at(side * 82.0, 45, 0), new Vec3(0.2 * side, 1, 0.7), 1.5, 20);
      rod(at(side * 95.0, -48, 5), new Vec3(0.3, 0.2 * side, 1), 1, 30);
    }
    nodule(-100, 30, 0, 5);
    nodule(-70, -40, 3, 3);
    nodule(100, 40, -5, 4);
    nodule(65, -55, 0, 1.5);
    nodule(110, -10, 20, 2.5);
  }

  private void rod(Vec3 centre, Vec3 axis, double radiusMm, double halfLengthMm) {
    parts.add(
        new Cylinder(centre, radiusMm, radiusMm, halfLengthMm, Orientation.alongAxis(axis)),
        BLOOD,
        LUNG);
  }

  private void nodule(double x, double y, double z, double radiusMm) {
    parts.add(Ellipsoid.ball(at(x, y, z), radiusMm), 30, LUNG);
  }

  private void bones() {
    parts.add(column(0, -58, 19, 15), 600, MUSCLE);
    parts.add(column(0, -58, 17.5, 13.5), 180, 600);
    parts.add(column(0, -84, 8, 8), 20, MUSCLE);
    parts.add(column(0, 99, 18, 5), 300, MUSCLE);
    for (int side = -1; side <= 1; side += 2) {
      for (int rib = 0; rib < 9; rib++) {
        rib(side, rib);
      }
    }
  }

  /** Short oblique pieces around the lung, falling from back to front. */
  private void rib(int side, int index) {
    double angle = Math.toRadians(-50 + 13.0 * index);
    double x = side * (74 + 68 * Math.cos(angle));
    double y = 89 * Math.sin(angle);
    Vec3 along = new Vec3(-side * 68 * Math.sin(angle), 89 * Math.cos(angle), -18);
    double z = (index % 3 - 1) * 8;
    parts.add(new Ellipsoid(at(x, y, z), 3.5, 5, 13, Orientation.alongAxis(along)), 500, MUSCLE);
  }

  private static Cylinder column(double x, double y, double halfA, double halfB) {
    return new Cylinder(at(x, y, 0), halfA, halfB, HALF_LENGTH_MM, Orientation.IDENTITY);
  }
}
