package io.tomodrift.phantoms.anatomy;

import io.tomodrift.geometry.stack.Vec3;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

/**
 * A brain: folds are the zero lines of smooth noise, widened near the surface into furrows with
 * fluid and lined with grey matter; ventricles, deep grey nuclei, falx, calcified glands, lesions.
 */
final class Brain {

  private final BandNoise folds;
  private final BandNoise finer;
  private final double furrow;
  private final double greyHu;
  private final double whiteHu;
  private final double widthMm;
  private final double lengthMm;
  private final double ventricle;
  private final double heightMm;
  private final List<Blob> lesions = new ArrayList<>();
  private final double lesionHu;
  private final boolean calcified;
  private final Wobble wobble;

  Brain(SplitRandom random, double widthMm, double lengthMm, double heightMm) {
    this.widthMm = widthMm;
    this.lengthMm = lengthMm;
    this.heightMm = heightMm;
    folds = new BandNoise(random, 21);
    finer = new BandNoise(random, 11);
    // Old brains have wide furrows and ventricles.
    double age = random.unit();
    furrow = 0.012 + 0.06 * age * age;
    ventricle = random.between(0.75, 1.0) + 0.6 * age * age;
    greyHu = random.between(36, 41);
    whiteHu = random.between(26, 31);
    wobble = new Wobble(random, 0.04);
    calcified = random.chance(0.5);
    boolean bleeding = random.chance(0.4);
    lesionHu = bleeding ? random.between(58, 78) : random.between(14, 22);
    int count = random.chance(0.5) ? 1 + random.below(2) : 0;
    for (int i = 0; i < count; i++) {
      double a = random.between(4, 16);
      lesions.add(
          Blob.at(
                  random.between(-0.55, 0.55) * widthMm,
                  random.between(-0.5, 0.5) * lengthMm,
                  random.between(-8, 8),
                  a,
                  a * random.between(0.6, 1),
                  a,
                  new Wobble(random, 0.12))
              .tilted(random.between(0, 3)));
    }
  }

  void paint(SliceCanvas canvas, Outline inside, double scale) {
    double z = canvas.zMm();
    canvas.paint(inside, Tissue.FLUID, 9);
    Outline surface = inside.inset(angle -> 1.6 + 12 * furrow);
    canvas.paint(surface, Tissue.GREY_MATTER, greyHu);
    Field white =
        field(
            surface,
            (x, y) -> Math.max(surface.distanceMm(x, y) + 3.5, toFurrow(x, y, z, surface)));
    canvas.paint(white, Tissue.WHITE_MATTER, whiteHu);
    Field gaps =
        field(
            surface,
            (x, y) -> {
              double depth = -surface.distanceMm(x, y);
              double open = furrow * Math.max(0, 1.35 - depth / 22);
              return 20 * (Math.abs(ridge(x, y, z)) - open);
            });
    canvas.paint(gaps.and(surface), Tissue.FLUID, 10);
    paintMidline(canvas, surface);
    paintDeep(canvas, scale);
    for (Blob lesion : lesions) {
      lesion.section(z).ifPresent(s -> paintLesion(canvas, s, surface));
    }
  }

  private void paintLesion(SliceCanvas canvas, Outline section, Outline surface) {
    // Blood that has left the vessels takes up nothing.
    boolean bleeding = lesionHu > 50;
    canvas.paint(
        section.and(surface.grown(-1)),
        Tissue.LESION,
        lesionHu,
        bleeding
            ? canvas.perfusion().in(Compartment.NONE, canvas.zMm())
            : canvas.perfusion().lesion(section));
  }

  private static Field field(Field like, DoubleBinaryOperator distance) {
    return new Field.Derived(like.centreXMm(), like.centreYMm(), like.reachMm(), distance);
  }

  private double ridge(double x, double y, double z) {
    // Noise of the direction rather than of the place, so that furrows run inward from the surface.
    double r = Math.sqrt(x * x + y * y) + 1;
    double u = 58 * x / r;
    double v = 58 * y / r;
    double w = 0.42 * r + 0.7 * z;
    return folds.at(u, v, w) + 0.35 * finer.at(u, v, w);
  }

  /** Positive within a ribbon of about 3 mm beside a furrow, which thins out toward the depth. */
  private double toFurrow(double x, double y, double z, Outline surface) {
    double depth = -surface.distanceMm(x, y);
    double fade = Math.max(0, 1.25 - depth / 26);
    return 20 * ((0.17 + furrow) * fade - Math.abs(ridge(x, y, z)));
  }

  private void paintMidline(SliceCanvas canvas, Outline surface) {
    double front = surface.radiusMm(Math.PI / 2);
    double back = surface.radiusMm(-Math.PI / 2);
    double gap = 0.9 + 14 * furrow;
    for (int side = -1; side <= 1; side += 2) {
      double far = side > 0 ? front : -back;
      double near = side * 0.42 * lengthMm;
      canvas.paint(Capsule.flat(0, near, 0, far, gap + 3).and(surface), Tissue.GREY_MATTER, greyHu);
      canvas.paint(Capsule.flat(0, near, 0, far, gap).and(surface), Tissue.FLUID, 10);
      canvas.paint(Capsule.flat(0, near, 0, far, 0.6), Tissue.SOFT_TISSUE, 50);
    }
    // Sylvian fissures, at lower levels.
    double low = Math.max(0, Math.min(1, (38 - heightMm - canvas.zMm()) / 20));
    if (low > 0.2) {
      for (int side = -1; side <= 1; side += 2) {
        double x = side * widthMm;
        Field cleft = Capsule.flat(0.84 * x, 14, 0.52 * x, 4, (1 + 22 * furrow) * low);
        canvas.paint(cleft.grown(3).and(surface), Tissue.GREY_MATTER, greyHu);
        canvas.paint(cleft.and(surface.grown(1)), Tissue.FLUID, 9);
      }
    }
  }

  private void paintDeep(SliceCanvas canvas, double scale) {
    double height = heightMm + canvas.zMm();
    double nuclei = Math.sqrt(Math.max(0, 1 - square((height - 14) / 22)));
    double v = ventricle * scale;
    for (int side = -1; side <= 1; side += 2) {
      if (nuclei > 0.25) {
        nucleus(canvas, side * 25.0, 8, 7 * nuclei, 19 * nuclei, side * -0.35, greyHu);
        nucleus(canvas, side * 12.0, -8, 9 * nuclei, 14 * nuclei, side * 0.3, greyHu - 1);
        nucleus(canvas, side * 14.0, 27, 5 * nuclei, 9 * nuclei, side * -0.3, greyHu);
      }
      lateralVentricle(canvas, side, height, v);
    }
    if (height < 22) {
      canvas.paint(Capsule.flat(0, -14, 0, 8, 1.6 * v), Tissue.FLUID, 8);
      if (calcified) {
        canvas.paint(Capsule.flat(0, -22, 0.5, -23, 2.2), Tissue.CALCIFICATION, 220);
      }
    }
  }

  private void lateralVentricle(SliceCanvas canvas, int side, double height, double v) {
    double body = Math.max(0, Math.min(1, (50 - height) / 14));
    if (body <= 0.1) {
      return;
    }
    double size = v * body;
    // The horns draw together into one long body higher up.
    double low = Math.max(0, Math.min(1, (32 - height) / 12));
    horn(canvas, side, 4, 22, 13 + 3 * low, 38, 3.6 * size, 2.2 * size);
    if (low < 0.9) {
      horn(canvas, side, 8, 24, 12, -18, 3.8 * size, 4.2 * size);
    }
    horn(canvas, side, 12 + 10 * low, -18, 21 + 6 * low, -44, 4.5 * size, 2.4 * size);
    if (calcified && low > 0.3) {
      double x = side * (17 + 7 * low);
      canvas.paint(Capsule.flat(x, -26, x + side, -29, 1.8), Tissue.CALCIFICATION, 200);
    }
  }

  private static void horn(
      SliceCanvas canvas,
      int side,
      double x0,
      double y0,
      double x1,
      double y1,
      double r0,
      double r1) {
    canvas.paint(
        new Capsule(new Vec3(side * x0, y0, 0), new Vec3(side * x1, y1, 0), r0, r1, 0),
        Tissue.FLUID,
        7);
  }

  private void nucleus(
      SliceCanvas canvas, double x, double y, double a, double b, double tilt, double hu) {
    canvas.paint(
        Blob.column(x, y, a, b, wobble).tilted(tilt).section(canvas.zMm()), Tissue.GREY_MATTER, hu);
  }

  private static double square(double value) {
    return value * value;
  }
}
