package io.tomodrift.phantoms.anatomy;

/** The outer layers of a trunk: skin, subcutaneous fat, muscle wall, and the cavity inside. */
final class BodyShell {

  /** Random ranges of one region, mm. */
  record Build(
      double leastHalfWidth,
      double mostHalfWidth,
      double leastFat,
      double mostFat,
      double frontWall,
      double sideWall,
      double backWall) {}

  private static final double SKIN_MM = 1.8;

  private final double halfWidthMm;
  private final double halfDepthMm;
  private final double exponent;
  private final double fatFrontMm;
  private final double fatSideMm;
  private final double fatBackMm;
  private final Build build;
  private final double wallFactor;
  private final Wobble wobble;
  private final Wobble fatWobble;
  private final Wobble wallWobble;
  private final double fatHu;
  private final double muscleHu;

  BodyShell(SplitRandom random, Build build) {
    this.build = build;
    double size = 0.5 + 0.3 * random.normal();
    size = Math.max(0, Math.min(1, size));
    halfWidthMm = build.leastHalfWidth() + size * (build.mostHalfWidth() - build.leastHalfWidth());
    halfDepthMm = halfWidthMm * random.between(0.62, 0.72);
    exponent = random.between(2.2, 2.7);
    double fat = random.unit() * (0.4 + 0.6 * size);
    double fatMm = build.leastFat() + fat * (build.mostFat() - build.leastFat());
    fatFrontMm = fatMm * random.between(0.6, 1.1);
    fatSideMm = fatMm * random.between(0.7, 1.2);
    fatBackMm = fatMm * random.between(0.6, 1.0);
    wallFactor = random.between(0.85, 1.2);
    wobble = new Wobble(random, 0.016);
    fatWobble = new Wobble(random, 0.12);
    wallWobble = new Wobble(random, 0.1);
    fatHu = random.between(-112, -98);
    muscleHu = random.between(46, 58);
  }

  double fatHu() {
    return fatHu;
  }

  double muscleHu() {
    return muscleHu;
  }

  double halfWidthMm() {
    return halfWidthMm;
  }

  double halfDepthMm() {
    return halfDepthMm;
  }

  /** Y of the back of the muscle wall in the midline. */
  double muscleBackYMm() {
    return -halfDepthMm + SKIN_MM + fatBackMm;
  }

  /** Y of the front of the muscle wall in the midline. */
  double muscleFrontYMm() {
    return halfDepthMm - SKIN_MM - fatFrontMm;
  }

  Outline body(double zMm) {
    return Outline.of(
        0,
        0,
        angle -> {
          double base = Outline.superellipse(angle, halfWidthMm, halfDepthMm, exponent);
          return base * wobble.factor(angle, zMm) - backGroove(angle);
        });
  }

  /** The furrow over the spine. */
  private static double backGroove(double angle) {
    double off = (angle + Math.PI / 2) / 0.16;
    return 4 * StrictMath.exp(-off * off);
  }

  Outline underSkin(double zMm) {
    return body(zMm).inset(angle -> SKIN_MM);
  }

  Outline muscle(double zMm) {
    return underSkin(zMm)
        .inset(
            angle -> mix(angle, fatFrontMm, fatSideMm, fatBackMm) * fatWobble.factor(angle, zMm));
  }

  Outline cavity(double zMm) {
    return muscle(zMm)
        .inset(
            angle ->
                wallFactor
                    * mix(angle, build.frontWall(), build.sideWall(), build.backWall())
                    * wallWobble.factor(angle, zMm));
  }

  /** Front, side and back values blended by direction. */
  private static double mix(double angle, double front, double side, double back) {
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    return side * cos * cos + (sin > 0 ? front : back) * sin * sin;
  }

  /** Skin, fat and muscle, with a thin layer of fat between the muscle layers. */
  void paint(SliceCanvas canvas) {
    double z = canvas.zMm();
    canvas.paint(body(z), Tissue.SKIN, 25);
    canvas.paint(underSkin(z), Tissue.FAT, fatHu);
    Outline muscle = muscle(z);
    canvas.paint(muscle, Tissue.MUSCLE, muscleHu);
    Outline cavity = cavity(z);
    canvas.paint(
        muscle.inset(angle -> 0.42 * (muscle.radiusMm(angle) - cavity.radiusMm(angle))).rim(1.1),
        Tissue.FAT,
        0.5 * (fatHu + muscleHu) - 15);
  }
}
