package io.tomodrift.phantoms.catalogue;

import io.tomodrift.geometry.stack.HounsfieldScale;
import io.tomodrift.geometry.stack.Vec3;
import io.tomodrift.phantoms.AnalyticPhantom;
import io.tomodrift.phantoms.SolidPhantom;
import io.tomodrift.phantoms.shape.Cylinder;
import io.tomodrift.phantoms.shape.Ellipse;
import java.util.ArrayList;
import java.util.List;

/**
 * A disc of water, centred on the isocenter, with round inserts: for HU accuracy and contrast.
 *
 * @param radiusMm radius of the water, mm
 * @param inserts what replaces water; they must not overlap
 * @param scale attenuation of water
 */
public record WaterDisc(double radiusMm, List<DiscInsert> inserts, HounsfieldScale scale) {

  private static final double WATER = 0;

  /** Copies the list and checks that the inserts lie in the water and apart from each other. */
  public WaterDisc {
    inserts = List.copyOf(inserts);
    for (int i = 0; i < inserts.size(); i++) {
      DiscInsert insert = inserts.get(i);
      if (Math.hypot(insert.xMm(), insert.yMm()) + insert.radiusMm() > radiusMm) {
        throw new IllegalArgumentException(
            "%s reaches beyond the water of radius %s mm".formatted(insert, radiusMm));
      }
      for (DiscInsert other : inserts.subList(0, i)) {
        double distance = Math.hypot(insert.xMm() - other.xMm(), insert.yMm() - other.yMm());
        if (distance < insert.radiusMm() + other.radiusMm()) {
          throw new IllegalArgumentException("%s overlaps %s".formatted(insert, other));
        }
      }
    }
  }

  /** Eight materials from air to dense bone, on a circle around the isocenter. */
  public static WaterDisc standard(double radiusMm, HounsfieldScale scale) {
    String[] names = {
      "air",
      "lung",
      "fat",
      "water-equivalent",
      "muscle",
      "liver",
      "trabecular bone",
      "cortical bone"
    };
    double[] hu = {-1000, -800, -100, 0, 50, 60, 250, 1000};
    List<DiscInsert> inserts = new ArrayList<>();
    for (int i = 0; i < names.length; i++) {
      double angle = 2 * Math.PI * i / names.length;
      inserts.add(
          new DiscInsert(
              names[i],
              hu[i],
              0.12 * radiusMm,
              0.55 * radiusMm * Math.cos(angle),
              0.55 * radiusMm * Math.sin(angle)));
    }
    return new WaterDisc(radiusMm, inserts, scale);
  }

  /** The plane phantom. */
  public AnalyticPhantom slice() {
    HuParts parts = new HuParts(scale);
    parts.add(Ellipse.disc(0, 0, radiusMm), WATER, HuParts.AIR);
    for (DiscInsert insert : inserts) {
      parts.add(Ellipse.disc(insert.xMm(), insert.yMm(), insert.radiusMm()), insert.hu(), WATER);
    }
    return new AnalyticPhantom("water disc", parts.parts());
  }

  /** The same as cylinders along Z. */
  public SolidPhantom solid(double halfLengthMm) {
    HuParts parts = new HuParts(scale);
    Vec3 centre = new Vec3(0, 0, 0);
    parts.add(Cylinder.alongZ(centre, radiusMm, halfLengthMm), WATER, HuParts.AIR);
    for (DiscInsert insert : inserts) {
      Vec3 at = new Vec3(insert.xMm(), insert.yMm(), 0);
      parts.add(Cylinder.alongZ(at, insert.radiusMm(), halfLengthMm), insert.hu(), WATER);
    }
    return new SolidPhantom("water cylinder", parts.solidParts());
  }
}
