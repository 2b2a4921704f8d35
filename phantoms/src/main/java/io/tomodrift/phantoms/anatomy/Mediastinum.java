package io.tomodrift.phantoms.anatomy;

import io.tomodrift.geometry.stack.Vec3;

/** What lies between the lungs: heart in its fat, aorta, great vessels, trachea, oesophagus. */
final class Mediastinum {

  private final Spine spine;
  private final double fatHu;
  private final double bloodHu;
  private final Blob column;
  private final Blob front;
  private final Blob back;
  private final Blob heart;
  private final Blob leftVentricle;
  private final Blob atria;
  private final Field septum;
  private final Blob descendingAorta;
  private final Blob ascendingAorta;
  private final Blob cava;
  private final Blob pulmonary;
  private final Blob trachea;
  private final Blob oesophagus;
  private final double carinaZMm;
  private final boolean oesophagealGas;
  private final boolean calcified;
  private final double epicardialFatMm;

  Mediastinum(SplitRandom random, Spine spine, BodyShell shell) {
    this.spine = spine;
    fatHu = shell.fatHu() + 5;
    bloodHu = random.between(36, 50);
    double back0 = spine.bodyFrontYMm();
    double size = random.between(0.88, 1.15);
    double heartZ = random.between(-75, 35);
    double midY = (back0 + shell.muscleFrontYMm()) / 2;
    Wobble smooth = new Wobble(random, 0.03);
    Wobble rough = new Wobble(random, 0.06);
    column = Blob.column(2, midY, random.between(28, 36), 0.62 * shell.halfDepthMm(), rough);
    front = Blob.column(0, shell.muscleFrontYMm() - 24, random.between(10, 26), 22, rough);
    back = Blob.column(spine.xMm(), spine.bodyYMm() + 2, spine.bodyHalfWidthMm() + 5, 20, rough);
    heart =
        Blob.at(24 * size, midY + 4, heartZ, 62 * size, 42 * size, 70 * size, smooth)
            .tilted(random.between(-0.75, -0.45))
            .boxy(2.25);
    leftVentricle =
        Blob.at(45 * size, midY - 4, heartZ - 8, 33 * size, 24 * size, 46 * size, rough)
            .tilted(random.between(-0.8, -0.5));
    epicardialFatMm = random.between(1.5, 6);
    septum = septum(size, midY);
    atria = Blob.at(-4 * size, midY - 6, heartZ + 14, 30 * size, 27 * size, 40 * size, rough);
    double aorta = random.between(11, 14.5);
    descendingAorta =
        Blob.column(spine.xMm() + random.between(17, 22), back0 + 3, aorta, aorta, smooth);
    ascendingAorta = Blob.at(-12, midY + 22, heartZ + 75, aorta * 1.3, aorta * 1.25, 62, smooth);
    cava = Blob.at(-33, midY + 12, heartZ + 80, 9, 8, 70, smooth);
    pulmonary = Blob.at(14, midY + 20, heartZ + 62, 26, 12, 24, smooth).tilted(0.35);
    carinaZMm = heartZ + 52;
    trachea = Blob.column(-3, back0 + 24, 8.5, 7.5, smooth);
    oesophagus = Blob.column(5, back0 + 9, 8, 5.5, rough);
    oesophagealGas = random.chance(0.5);
    calcified = random.chance(0.3);
  }

  /** The plane between the right heart, in front, and the left, behind; positive on the left. */
  private static Field septum(double size, double midYMm) {
    double dx = 90;
    double dy = 40;
    double norm = Math.sqrt(dx * dx + dy * dy);
    return new Field.Derived(
        0, midYMm, 0, (x, y) -> ((x + 30 * size) * dy - (y - midYMm + 15 * size) * dx) / norm);
  }

  /** True if a lung vessel may end here. */
  boolean isClear(Vec3 p) {
    double dx = p.x() - spine.xMm();
    double dy = p.y() - spine.bodyYMm();
    return !column.roughlyContains(p, 6)
        && !heart.roughlyContains(p, 8)
        && dx * dx + dy * dy > 32 * 32;
  }

  void paint(SliceCanvas canvas, Outline cavity) {
    double z = canvas.zMm();
    Field room = cavity.grown(0.5);
    for (Blob blob : new Blob[] {column, front, back, heart}) {
      blob.section(z).ifPresent(s -> canvas.paint(s.and(room), Tissue.FAT, fatHu));
    }
    heart.section(z).ifPresent(s -> paintHeart(canvas, s.and(cavity.grown(-1))));
    paintVessels(canvas);
    paintAirways(canvas);
  }

  /** Pericardium, a film of fat, the blood pool, then the walls and the fat in the groove. */
  private void paintHeart(SliceCanvas canvas, Field outside) {
    double z = canvas.zMm();
    canvas.paint(outside.grown(-1), Tissue.SOFT_TISSUE, 20);
    canvas.paint(outside.grown(-2), Tissue.FAT, fatHu);
    Field muscle = outside.grown(-2 - epicardialFatMm);
    canvas.paint(muscle, Tissue.MYOCARDIUM, 52);
    canvas.paint(muscle.grown(-2.6), Tissue.BLOOD, bloodHu, canvas.perfusion().heart(septum, z));
    leftVentricle
        .section(z)
        .ifPresent(s -> canvas.paint(s.grown(2).and(muscle), Tissue.MYOCARDIUM, 54));
    leftVentricle
        .section(z)
        .ifPresent(
            s ->
                canvas.paint(
                    s.grown(-8).and(muscle), Tissue.BLOOD, bloodHu, Compartment.LEFT_HEART));
    atria
        .section(z)
        .ifPresent(s -> canvas.paint(s.rim(3).and(outside.grown(-2)), Tissue.FAT, fatHu + 25));
  }

  private void paintVessels(SliceCanvas canvas) {
    double z = canvas.zMm();
    paintVessel(canvas, pulmonary, Compartment.PULMONARY);
    paintVessel(canvas, ascendingAorta, Compartment.ARTERY);
    paintVessel(canvas, cava, Compartment.UPPER_CAVA);
    paintVessel(canvas, descendingAorta, Compartment.ARTERY);
    if (calcified) {
      Outline wall = descendingAorta.section(z).orElseThrow();
      Field patch = Capsule.flat(wall.centreXMm() + 9, wall.centreYMm() - 9, 40, 0, 5);
      canvas.paint(wall.rim(1.6).and(patch), Tissue.CALCIFICATION, 420);
    }
  }

  private void paintVessel(SliceCanvas canvas, Blob vessel, Compartment blood) {
    vessel
        .section(canvas.zMm())
        .ifPresent(
            section -> {
              canvas.paint(section.grown(1.4), Tissue.SOFT_TISSUE, 46);
              canvas.paint(section, Tissue.BLOOD, bloodHu, blood);
            });
  }

  private void paintAirways(SliceCanvas canvas) {
    double z = canvas.zMm();
    canvas.paint(oesophagus.section(z), Tissue.SOFT_TISSUE, 38);
    if (oesophagealGas) {
      oesophagus.section(z).ifPresent(s -> canvas.paint(s.grown(-3), Tissue.GAS, -900));
    }
    Outline windpipe = trachea.section(z).orElseThrow();
    double below = carinaZMm - z;
    if (below <= 0) {
      canvas.paint(windpipe.grown(1.5), Tissue.SOFT_TISSUE, 35);
      canvas.paint(windpipe, Tissue.GAS, -995);
      return;
    }
    for (int side = -1; side <= 1; side += 2) {
      double x = windpipe.centreXMm() + side * (5 + 0.75 * below);
      Field bronchus =
          Capsule.flat(x, windpipe.centreYMm(), x + side * 7.0, windpipe.centreYMm() - 2, 5.5);
      if (below < 45) {
        canvas.paint(bronchus.grown(1.4), Tissue.SOFT_TISSUE, 35);
        canvas.paint(bronchus, Tissue.GAS, -995);
      }
    }
  }
}
