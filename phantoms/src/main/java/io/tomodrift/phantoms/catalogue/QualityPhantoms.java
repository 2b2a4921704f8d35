package io.tomodrift.phantoms.catalogue;

import io.tomodrift.geometry.stack.HounsfieldScale;
import io.tomodrift.geometry.stack.Vec3;
import io.tomodrift.phantoms.AnalyticPhantom;
import io.tomodrift.phantoms.SolidPart;
import io.tomodrift.phantoms.SolidPhantom;
import io.tomodrift.phantoms.shape.Cylinder;
import io.tomodrift.phantoms.shape.Ellipse;
import io.tomodrift.phantoms.shape.Ellipsoid;
import io.tomodrift.phantoms.shape.Orientation;
import io.tomodrift.phantoms.shape.Rectangle;
import java.util.ArrayList;
import java.util.List;

/** Phantoms that measure one property of image quality each. */
public final class QualityPhantoms {

  private static final double WATER = 0;

  private QualityPhantoms() {}

  /**
   * A thin wire in water, for the MTF: the image of the wire is the point spread function convolved
   * with its disc, of transform {@code 2 J1(2 pi r f) / (2 pi r f)}.
   *
   * @param waterRadiusMm radius of the water, mm
   * @param wireRadiusMm radius of the wire, mm
   * @param wireHu value of the wire, HU
   * @param xMm X of the wire, mm
   * @param yMm Y of the wire, mm
   */
  public static AnalyticPhantom wire(
      double waterRadiusMm,
      double wireRadiusMm,
      double wireHu,
      double xMm,
      double yMm,
      HounsfieldScale scale) {
    HuParts parts = new HuParts(scale);
    parts.add(Ellipse.disc(0, 0, waterRadiusMm), WATER, HuParts.AIR);
    parts.add(Ellipse.disc(xMm, yMm, wireRadiusMm), wireHu, WATER);
    return new AnalyticPhantom("wire", parts.parts());
  }

  /**
   * A disc in water whose rim is the edge, for MTF from the edge spread function and for CNR.
   *
   * @param waterRadiusMm radius of the water, mm
   * @param edgeRadiusMm radius of the disc, mm
   * @param edgeHu value of the disc, HU
   * @param xMm X of its centre, mm
   * @param yMm Y of its centre, mm
   */
  public static AnalyticPhantom circularEdge(
      double waterRadiusMm,
      double edgeRadiusMm,
      double edgeHu,
      double xMm,
      double yMm,
      HounsfieldScale scale) {
    HuParts parts = new HuParts(scale);
    parts.add(Ellipse.disc(0, 0, waterRadiusMm), WATER, HuParts.AIR);
    parts.add(Ellipse.disc(xMm, yMm, edgeRadiusMm), edgeHu, WATER);
    return new AnalyticPhantom("circular edge", parts.parts());
  }

  /**
   * Groups of five parallel bars in water, gap as wide as bar, groups around a circle, turned so
   * that bars of a group point to the isocenter.
   *
   * @param waterRadiusMm radius of the water, mm
   * @param barHu value of the bars, HU
   * @param linePairsPerCm one group for each, 1/cm
   */
  public static AnalyticPhantom barPattern(
      double waterRadiusMm, double barHu, HounsfieldScale scale, double... linePairsPerCm) {
    HuParts parts = new HuParts(scale);
    parts.add(Ellipse.disc(0, 0, waterRadiusMm), WATER, HuParts.AIR);
    double radius = 0.6 * waterRadiusMm;
    double halfLength = Math.min(10, 0.15 * waterRadiusMm);
    for (int group = 0; group < linePairsPerCm.length; group++) {
      double angle = 2 * Math.PI * group / linePairsPerCm.length;
      double periodMm = 10 / linePairsPerCm[group];
      for (int bar = -2; bar <= 2; bar++) {
        double aside = bar * periodMm;
        double x = radius * Math.cos(angle) - aside * Math.sin(angle);
        double y = radius * Math.sin(angle) + aside * Math.cos(angle);
        parts.add(new Rectangle(x, y, halfLength, periodMm / 4, angle), barHu, WATER);
      }
    }
    return new AnalyticPhantom("bar pattern", parts.parts());
  }

  /** A cylinder of water along Z, for noise power spectra and uniformity. */
  public static SolidPhantom uniformCylinder(
      double radiusMm, double halfLengthMm, HounsfieldScale scale) {
    HuParts parts = new HuParts(scale);
    parts.add(Cylinder.alongZ(new Vec3(0, 0, 0), radiusMm, halfLengthMm), WATER, HuParts.AIR);
    return new SolidPhantom("uniform cylinder", parts.solidParts());
  }

  /**
   * Flat discs stacked along Z, the hardest object for cone-beam methods.
   *
   * <p><b>Reference</b>: Defrise et al., as used by Kudo, Noo and Defrise, Phys. Med. Biol. 43,
   * 1998.
   *
   * @param radiusMm radius of the discs, mm
   * @param halfThicknessMm half-axis along Z of each disc, mm
   * @param spacingMm distance between discs, mm
   * @param discs how many
   */
  public static SolidPhantom defrise(
      double radiusMm, double halfThicknessMm, double spacingMm, int discs, HounsfieldScale scale) {
    List<SolidPart> parts = new ArrayList<>();
    for (int i = 0; i < discs; i++) {
      Vec3 centre = new Vec3(0, 0, (i - (discs - 1) / 2.0) * spacingMm);
      Ellipsoid disc =
          new Ellipsoid(centre, radiusMm, radiusMm, halfThicknessMm, Orientation.IDENTITY);
      parts.add(new SolidPart(disc, scale.muWaterPerMm()));
    }
    return new SolidPhantom("Defrise discs", parts);
  }
}
