package io.tomodrift.phantoms.anatomy;

/** Head: scalp, skull with diploe, and the brain at the level of the ventricles. */
final class HeadAnatomy implements Anatomy {

  private static final double TOP_MM = 95;

  private final boolean couch;
  private final double halfWidthMm;
  private final double halfLengthMm;
  private final double scalpMm;
  private final double skullMm;
  private final double levelMm;
  private final double corticalHu;
  private final double diploeHu;
  private final double sinusMm;
  private final Wobble wobble;
  private final Wobble skullWobble;
  private final Brain brain;

  HeadAnatomy(SplitRandom random, boolean couch) {
    this.couch = couch;
    SplitRandom own = random.split("skull");
    halfWidthMm = own.between(72, 82);
    halfLengthMm = halfWidthMm * own.between(1.18, 1.32);
    scalpMm = own.between(4, 8);
    skullMm = own.between(5.5, 9);
    levelMm = own.between(5, 48);
    corticalHu = own.between(950, 1350);
    diploeHu = own.between(450, 720);
    sinusMm = own.chance(0.6) ? own.between(6, 12) : 0;
    wobble = new Wobble(own, 0.012);
    skullWobble = new Wobble(own, 0.12);
    brain = new Brain(random.split("brain"), halfWidthMm, halfLengthMm, levelMm);
  }

  @Override
  public void paint(SliceCanvas canvas) {
    double z = canvas.zMm();
    double up = (z + levelMm) / TOP_MM;
    double scale = Math.sqrt(Math.max(0.02, 1 - up * up));
    Outline skin = head(z, scale);
    if (couch) {
      headRest(canvas);
    }
    canvas.paint(skin, Tissue.SKIN, 30);
    canvas.paint(skin.inset(angle -> 1.8), Tissue.FAT, -85);
    Outline bone = skin.inset(angle -> scalpMm * (1 + 0.15 * StrictMath.cos(2 * angle)));
    paintTemples(canvas, bone);
    canvas.paint(bone, Tissue.CORTICAL_BONE, corticalHu);
    Outline inner = bone.inset(angle -> skullMm * skullWobble.factor(angle, z) * thickness(angle));
    // The diploe fills the middle of the bone.
    Outline outerTable = bone.inset(angle -> 1.8);
    Field diploe = outerTable.without(inner.grown(1.6));
    canvas.paint(diploe, Tissue.TRABECULAR_BONE, diploeHu);
    brain.paint(canvas, inner, scale);
    paintSinus(canvas, bone, z);
  }

  private Outline head(double z, double scale) {
    return Outline.of(
        0,
        0,
        angle -> {
          double base =
              Outline.superellipse(angle, halfWidthMm * scale, halfLengthMm * scale, 2.15);
          // Narrower in front than behind.
          double egg = 1 - 0.035 * StrictMath.sin(angle) - 0.02 * StrictMath.cos(4 * angle);
          return base * egg * wobble.factor(angle, z);
        });
  }

  /** Thicker in front and behind than at the temples. */
  private static double thickness(double angle) {
    double sin = StrictMath.sin(angle);
    return 0.78 + 0.4 * sin * sin;
  }

  private void paintTemples(SliceCanvas canvas, Outline bone) {
    double low = Math.max(0, Math.min(1, (40 - canvas.zMm() - levelMm) / 25));
    if (low < 0.1) {
      return;
    }
    for (int side = -1; side <= 1; side += 2) {
      double angle = side > 0 ? 0.35 : Math.PI - 0.35;
      double r = bone.radiusMm(angle);
      double x = r * StrictMath.cos(angle);
      double y = r * StrictMath.sin(angle);
      Field muscle = Capsule.flat(x, y - 24 * low, x - side * 5.0, y + 22 * low, 3 * low);
      canvas.paint(muscle, Tissue.MUSCLE, 55);
    }
  }

  private void paintSinus(SliceCanvas canvas, Outline bone, double z) {
    double size = sinusMm * Math.max(0, Math.min(1, (22 - z - levelMm) / 15));
    if (size < 2) {
      return;
    }
    double y = bone.radiusMm(Math.PI / 2) - 6;
    for (int side = -1; side <= 1; side += 2) {
      Field cell = Capsule.flat(side * 3.0, y, side * (5 + size), y - 2, 3);
      canvas.paint(cell.grown(1.2), Tissue.CORTICAL_BONE, corticalHu);
      canvas.paint(cell, Tissue.GAS, -980);
    }
  }

  /** A cradle of foam in a thin shell. */
  private void headRest(SliceCanvas canvas) {
    double top = canvas.imageYMm(0, -halfLengthMm) + halfLengthMm;
    double radius = halfLengthMm + 6;
    Field cradle =
        new Field.Derived(
            0,
            0,
            200,
            (x, y) -> {
              double dy = y - top;
              double r = Math.sqrt(x * x + dy * dy);
              return Math.max(Math.abs(r - radius - 5) - 5, y - top + 0.35 * halfLengthMm);
            });
    canvas.paintRigid(cradle, Tissue.COUCH, -300);
    canvas.paintRigid(cradle.grown(-1.5), Tissue.COUCH, -940);
  }
}
