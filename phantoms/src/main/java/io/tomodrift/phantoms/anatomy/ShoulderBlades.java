package io.tomodrift.phantoms.anatomy;

/**
 * Shoulder blades: thin curved plates in the muscle behind the ribs, at upper levels of the chest.
 */
final class ShoulderBlades {

  private final double topShare;
  private final double halfWidthMm;
  private final double halfDepthMm;
  private final double corticalHu;
  private final double endZMm;

  ShoulderBlades(SplitRandom random, BodyShell shell) {
    topShare = random.between(0.75, 0.8);
    halfWidthMm = shell.halfWidthMm();
    halfDepthMm = -shell.muscleBackYMm();
    corticalHu = random.between(350, 600);
    // Below this level there is only muscle: in about half of the cases.
    endZMm = random.between(-60, 60);
  }

  void paint(SliceCanvas canvas) {
    double above = Math.min(1, (canvas.zMm() - endZMm) / 40);
    if (above < 0.1) {
      return;
    }
    Bone bone = new Bone(1.1, corticalHu, 180);
    for (int side = -1; side <= 1; side += 2) {
      double x0 = side * 0.46 * halfWidthMm;
      double y0 = -0.83 * halfDepthMm;
      double x1 = side * (0.46 + 0.16 * above) * halfWidthMm;
      double y1 = (-0.83 + 0.05 * above) * halfDepthMm;
      double x2 = side * (0.46 + (topShare - 0.46) * above) * halfWidthMm;
      double y2 = (-0.83 + 0.23 * above) * halfDepthMm;
      bone.add(Capsule.flat(x0, y0, x1, y1, 2.0));
      bone.add(Capsule.flat(x1, y1, x2, y2, 2.0 + 1.6 * above));
    }
    bone.paint(canvas);
  }
}
