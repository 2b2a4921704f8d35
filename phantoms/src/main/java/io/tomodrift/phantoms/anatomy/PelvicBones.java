package io.tomodrift.phantoms.anatomy;

import io.tomodrift.geometry.stack.Vec3;

/**
 * Hip bones, sacrum and thigh bones. Heights are above the centre of the hip joints: below 30 mm
 * the sockets and the heads of the thigh bones, above 20 mm the wings and the sacrum.
 */
final class PelvicBones {

  private final double scale;
  private final double levelMm;
  private final double corticalHu;
  private final double trabecularHu;
  private final double headMm;
  private final double wingMm;
  private final Wobble wobble;

  PelvicBones(SplitRandom random, double scale, double levelMm) {
    this.scale = scale;
    this.levelMm = levelMm;
    corticalHu = random.between(550, 900);
    trabecularHu = random.between(110, 240);
    headMm = random.between(22, 26);
    wingMm = random.between(5.5, 8);
    wobble = new Wobble(random, 0.03);
  }

  void paint(SliceCanvas canvas) {
    double height = canvas.zMm() + levelMm;
    Bone hips = new Bone(1.6, corticalHu, trabecularHu);
    for (int side = -1; side <= 1; side += 2) {
      wing(hips, side, height);
      socket(hips, side, height);
      branches(hips, side, height);
    }
    double gap = headMm + 3;
    double cartilage = Math.sqrt(Math.max(0, gap * gap - height * height));
    hips.paint(canvas);
    for (int side = -1; side <= 1 && cartilage > 1; side += 2) {
      canvas.paint(disc(side, cartilage), Tissue.CARTILAGE, 75);
    }
    for (int side = -1; side <= 1; side += 2) {
      thigh(canvas, side, height);
    }
    sacrum(canvas, height);
  }

  /** The wing: a plate from the sacrum outward and forward, longer the higher. */
  private void wing(Bone bone, int side, double height) {
    double rise = Math.max(0, Math.min(1, (height - 18) / 60));
    if (rise <= 0.05) {
      return;
    }
    double x0 = side * (72 - 24 * rise) * scale;
    double y0 = (-14 - 34 * rise) * scale;
    double x1 = side * (82 + 2 * rise) * scale;
    double y1 = (-2 - 10 * rise) * scale;
    double x2 = side * (86 + 26 * rise) * scale;
    double y2 = (10 + 20 * rise) * scale;
    double thick = wingMm * (1.5 - 0.5 * rise);
    bone.add(rod(x0, y0, x1, y1, thick * 1.3, thick * 0.75));
    bone.add(rod(x1, y1, x2, y2, thick * 0.75, thick));
  }

  private static Capsule rod(
      double x0, double y0, double x1, double y1, double startMm, double endMm) {
    return new Capsule(new Vec3(x0, y0, 0), new Vec3(x1, y1, 0), startMm, endMm, 0);
  }

  /** The socket: a thick shell around the head, open to the side. */
  private void socket(Bone bone, int side, double height) {
    double outer = headMm + 11;
    double inside = outer * outer - height * height;
    if (inside < 36 || height < -26) {
      return;
    }
    double radius = Math.sqrt(inside);
    Field shell = disc(side, radius);
    double gap = headMm + 2.5;
    double hollow = Math.sqrt(Math.max(0, gap * gap - height * height));
    Field open = hollow > 1 ? shell.without(disc(side, hollow)) : shell;
    // Cut by a disc nearer the midline, the shell tapers to two horns.
    double x = jointX(side) - side * 15;
    bone.add(open.and(Capsule.flat(x, 4, x, 4, radius)));
  }

  private double jointX(int side) {
    return side * 86 * scale;
  }

  private Capsule disc(int side, double radiusMm) {
    double x = jointX(side);
    return Capsule.flat(x, 4, x, 4, radiusMm);
  }

  /** Pubic and ischial branches below the joint. */
  private void branches(Bone bone, int side, double height) {
    Capsule pubis =
        new Capsule(
            new Vec3(side * 66 * scale, 24 * scale, 6),
            new Vec3(side * 9 * scale, 54 * scale, -14),
            11,
            10,
            height);
    Capsule ischium =
        new Capsule(
            new Vec3(side * 72 * scale, -24 * scale, 4),
            new Vec3(side * 62 * scale, -44 * scale, -45),
            13,
            15,
            height);
    for (Capsule branch : new Capsule[] {pubis, ischium}) {
      if (branch.touchesSlice()) {
        bone.add(branch);
      }
    }
  }

  private void thigh(SliceCanvas canvas, int side, double height) {
    Bone bone = new Bone(1.5, corticalHu + 60, trabecularHu + 60);
    double x = jointX(side);
    Capsule head = new Capsule(new Vec3(x, 4, 0), new Vec3(x, 4, 0), headMm, headMm, height);
    Capsule neck =
        new Capsule(new Vec3(x, 4, 0), new Vec3(x + side * 44 * scale, -10, -26), 15, 15, height);
    Capsule trochanter =
        new Capsule(
            new Vec3(x + side * 46 * scale, -14, -4),
            new Vec3(x + side * 44 * scale, -8, -45),
            11,
            17,
            height);
    for (Capsule piece : new Capsule[] {head, neck, trochanter}) {
      if (piece.touchesSlice()) {
        bone.add(piece);
      }
    }
    bone.paint(canvas);
  }

  /** The sacrum narrows downward and has a pair of nerve holes filled with fat. */
  private void sacrum(SliceCanvas canvas, double height) {
    double share = Math.max(0, Math.min(1, (height - 2) / 70));
    if (share <= 0.02) {
      return;
    }
    double a = (12 + 38 * share) * scale;
    double b = (6 + 18 * share) * scale;
    double y = (-60 + 2 * share) * scale;
    Bone bone = new Bone(1.4, corticalHu - 100, trabecularHu - 10);
    Outline body = Blob.column(0, y, a, b, wobble).boxy(1.8).section(height).orElseThrow();
    bone.add(body);
    bone.add(Capsule.flat(0, y - 0.6 * b, 0, y - b - 8 * share, 3.5));
    bone.paint(canvas);
    double hole = 0.5 + 0.5 * StrictMath.cos(2 * Math.PI * height / 26);
    if (hole > 0.25 && share > 0.2) {
      for (int side = -1; side <= 1; side += 2) {
        Field nerve = Capsule.flat(side * 0.42 * a, y + 1, side * 0.45 * a, y + 3, 4.5 * hole);
        canvas.paint(nerve.grown(1), Tissue.CORTICAL_BONE, corticalHu - 200);
        canvas.paint(nerve, Tissue.FAT, -60);
      }
    }
    canvas.paint(
        Capsule.flat(-4 * share, y - 0.45 * b, 4 * share, y - 0.45 * b, 4), Tissue.FLUID, 12);
  }
}
