package io.tomodrift.phantoms.anatomy;

/**
 * Ribs that fall from the spine to the front around the cavity. A slice cuts each of them
 * obliquely, in a piece as long as its slope allows; near the breastbone they turn into cartilage.
 */
final class RibCage {

  private final double spacingMm;
  private final double dropMm;
  private final double phaseMm;
  private final double[] sideShiftMm = new double[2];
  private final double halfHeightMm;
  private final double halfThicknessMm;
  private final double lastAngleRad;
  private final double corticalHu;
  private final double marrowHu;

  /**
   * @param lastAngleRad how far from the spine ribs reach, pi for the breastbone
   */
  RibCage(SplitRandom random, double lastAngleRad) {
    spacingMm = random.between(22, 28);
    dropMm = random.between(85, 125);
    phaseMm = random.between(0, spacingMm);
    sideShiftMm[0] = random.between(-4, 4);
    sideShiftMm[1] = random.between(-4, 4);
    halfHeightMm = random.between(5.5, 7);
    halfThicknessMm = random.between(3.3, 4.2);
    this.lastAngleRad = lastAngleRad;
    corticalHu = random.between(500, 850);
    marrowHu = random.between(140, 280);
  }

  double thicknessMm() {
    return 2 * halfThicknessMm;
  }

  /** Paints the ribs in a ring outside the cavity. */
  void paint(SliceCanvas canvas, Outline cavity) {
    Field ring = cavity.grown(2.2 + 2 * halfThicknessMm);
    double z = canvas.zMm();
    Field ribs = field(ring, cavity, z, 0);
    Field marrow = field(ring, cavity, z, 1.1);
    canvas.paint(
        ribs, Tissue.CORTICAL_BONE, (x, y) -> corticalHu + cartilage(x, y) * (110 - corticalHu));
    canvas.paint(
        marrow, Tissue.TRABECULAR_BONE, (x, y) -> marrowHu + cartilage(x, y) * (90 - marrowHu));
    canvas.paint(
        ribs.and(cartilageSide(ring)),
        Tissue.CARTILAGE,
        (x, y) -> corticalHu + cartilage(x, y) * (100 - corticalHu));
  }

  private Field field(Field ring, Outline cavity, double z, double shellMm) {
    return new Field.Derived(
        ring.centreXMm(),
        ring.centreYMm(),
        ring.reachMm(),
        (x, y) -> distance(cavity, x, y, z) + shellMm);
  }

  private double distance(Outline cavity, double x, double y, double z) {
    double out = cavity.distanceMm(x, y) - 1.5 - halfThicknessMm;
    if (Math.abs(out) > halfThicknessMm + 2 || Math.abs(x) < 16) {
      return 10;
    }
    double turn = fromSpine(x, y);
    if (turn > lastAngleRad) {
      return 10;
    }
    double drop = dropMm * (1 - (1 - turn / Math.PI) * (1 - turn / Math.PI));
    double along = (z + phaseMm + sideShiftMm[x > 0 ? 1 : 0] + drop) / spacingMm;
    double up = (along - Math.rint(along)) * spacingMm;
    double u = up / halfHeightMm;
    double v = out / halfThicknessMm;
    double norm = Math.sqrt(u * u + v * v);
    return (norm - 1) * halfThicknessMm * 1.15;
  }

  /** Diamond angle from the back scaled to 0 at the spine, pi in front. */
  private static double fromSpine(double x, double y) {
    double position = Directions.position(Math.abs(x), y);
    double diamond = position * 4 / Directions.COUNT;
    double fromBack = diamond >= 3 ? diamond - 3 : diamond + 1;
    return fromBack * Math.PI / 2;
  }

  /** 0 in bone, 1 in cartilage. */
  private static double cartilage(double x, double y) {
    double t = (fromSpine(x, y) - 2.45) / 0.12;
    return Math.max(0, Math.min(1, t));
  }

  private static Field cartilageSide(Field ring) {
    return new Field.Derived(
        ring.centreXMm(),
        ring.centreYMm(),
        ring.reachMm(),
        (x, y) -> 40 * (2.51 - fromSpine(x, y)));
  }

  /** The breastbone: a flat bone in front of the cavity. */
  static Bone breastbone(SplitRandom random, double yMm) {
    Blob blob =
        Blob.column(
                3 * random.normal(),
                yMm,
                random.between(15, 22),
                random.between(5, 6.5),
                new Wobble(random, 0.03))
            .boxy(2.6);
    Bone bone = new Bone(1.2, random.between(350, 550), random.between(80, 180));
    blob.section(0).ifPresent(bone::add);
    return bone;
  }
}
