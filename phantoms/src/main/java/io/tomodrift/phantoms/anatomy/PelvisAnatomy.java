package io.tomodrift.phantoms.anatomy;

import java.util.ArrayList;
import java.util.List;

/** Pelvis: muscles of hip and buttock as separate bellies in fat, bones, bladder, rectum, bowel. */
final class PelvisAnatomy implements Anatomy {

  private final boolean couch;
  private final BodyShell shell;
  private final PelvicBones bones;
  private final double levelMm;
  private final List<Blob> muscles = new ArrayList<>();
  private final List<Blob> vessels = new ArrayList<>();
  private final Blob basin;
  private final Blob bladder;
  private final Blob gland;
  private final Blob abdominalWall;
  private final BowelLoops bowel;
  private final double bladderHu;
  private final double bloodHu;

  PelvisAnatomy(SplitRandom random, boolean couch) {
    this.couch = couch;
    shell = new BodyShell(random.split("shell"), new BodyShell.Build(162, 203, 8, 40, 8, 8, 8));
    levelMm = random.split("level").between(-12, 95);
    bones = new PelvicBones(random.split("bones"), shell.halfWidthMm() / 180, levelMm);
    SplitRandom soft = random.split("soft");
    double s = shell.halfWidthMm() / 180;
    double back = shell.muscleBackYMm();
    double front = shell.muscleFrontYMm();
    double up = Math.max(0, Math.min(1, (levelMm - 20) / 50));
    belly(soft, 62 * s, back + 24, 52 * s, 20 * s, -0.2);
    belly(soft, (112 - 8 * up) * s, -22 * s, 20 * s, 46 * s, 0.25 - 0.35 * up);
    belly(soft, 128 * s, 24 * s, 13 * s, 24 * s, 0.3);
    belly(soft, (72 - 6 * up) * s, (38 - 14 * up) * s, (21 + 4 * up) * s, 18 * s, 0.3);
    belly(soft, 98 * s, Math.min(58 * s, front - 12), 22 * s, 10 * s, -0.4);
    belly(soft, 58 * s, -8 * s, 8 * s, 32 * s, 0.15);
    belly(soft, 48 * s, -44 * s, 32 * s, 9 * s, 0.35);
    belly(soft, 34, front - 7, 30, 6, 0);
    Wobble rough = new Wobble(soft, 0.05);
    basin = Blob.column(0, 0, (60 + 14 * up) * s, (56 + 6 * up) * s, rough).boxy(2.3);
    bladder =
        Blob.at(
                soft.between(-8, 8),
                24 * s,
                -levelMm + 12,
                soft.between(28, 46) * s,
                soft.between(22, 32) * s,
                soft.between(30, 48),
                rough)
            .boxy(2.3);
    gland = Blob.at(0, -10 * s, -levelMm + 10, 25 * s, 17 * s, 30, rough);
    abdominalWall = Blob.column(0, front - 40, 105 * s, 42, rough).boxy(2.4);
    bladderHu = soft.between(0, 14);
    bloodHu = soft.between(36, 48);
    for (int side = -1; side <= 1; side += 2) {
      double x = side * (68 - 8 * up) * s;
      vessels.add(Blob.column(x, (66 - 24 * up) * s, 5.2, 5.2, rough));
      vessels.add(Blob.column(x - side * 12, (60 - 26 * up) * s, 6.2, 5.5, rough));
    }
    SplitRandom gut = random.split("gut");
    bowel = new BowelLoops(gut, shell.fatHu());
    bowel.scatter(gut, (int) (4 + 14 * up), 0, 22 * s, 62 * s, 40 * s);
    bowel.colon(gut, gut.between(-5, 5), (-40 + 12 * up) * s, gut.between(12, 22));
  }

  private void belly(SplitRandom random, double x, double y, double a, double b, double tilt) {
    Blob right =
        Blob.column(
                x,
                y,
                a * random.between(0.9, 1.1),
                b * random.between(0.9, 1.1),
                new Wobble(random, 0.05))
            .tilted(tilt)
            .boxy(2.2);
    muscles.add(right);
    muscles.add(right.mirrored());
  }

  @Override
  public void paint(SliceCanvas canvas) {
    double z = canvas.zMm();
    if (couch) {
      Couch.paint(canvas, -shell.halfDepthMm());
    }
    canvas.paint(shell.body(z), Tissue.SKIN, 25);
    canvas.paint(shell.underSkin(z), Tissue.FAT, shell.fatHu());
    Field room = shell.muscle(z);
    abdominalWall
        .section(z)
        .ifPresent(
            s -> {
              canvas.paint(s.grown(6).and(room), Tissue.MUSCLE, shell.muscleHu());
              canvas.paint(s.and(room.grown(-7)), Tissue.FAT, shell.fatHu());
            });
    for (Blob muscle : muscles) {
      muscle
          .section(z)
          .ifPresent(s -> canvas.paint(s.grown(1.2).and(room), Tissue.FAT, shell.fatHu()));
      muscle.section(z).ifPresent(s -> canvas.paint(s.and(room), Tissue.MUSCLE, shell.muscleHu()));
    }
    Outline inner = basin.section(z).orElseThrow();
    canvas.paint(inner, Tissue.FAT, shell.fatHu());
    bowel.paint(canvas, inner.grown(-2).and(room.grown(-9)));
    paintOrgans(canvas);
    bones.paint(canvas);
  }

  private void paintOrgans(SliceCanvas canvas) {
    double z = canvas.zMm();
    gland.section(z).ifPresent(s -> canvas.paint(s.grown(2), Tissue.FAT, shell.fatHu()));
    canvas.paint(gland.section(z), Tissue.SOFT_TISSUE, 44, Compartment.GLAND);
    bladder.section(z).ifPresent(s -> canvas.paint(s.grown(4.5), Tissue.FAT, shell.fatHu()));
    bladder.section(z).ifPresent(s -> canvas.paint(s.grown(3), Tissue.SOFT_TISSUE, 36));
    canvas.paint(bladder.section(z), Tissue.FLUID, bladderHu);
    for (int i = 0; i < vessels.size(); i++) {
      Blob vessel = vessels.get(i);
      Compartment blood = i % 2 == 0 ? Compartment.ARTERY : Compartment.CAVA_BELOW_KIDNEYS;
      vessel.section(z).ifPresent(s -> canvas.paint(s.grown(2.5), Tissue.FAT, shell.fatHu()));
      vessel.section(z).ifPresent(s -> canvas.paint(s.grown(1), Tissue.SOFT_TISSUE, 44));
      canvas.paint(vessel.section(z), Tissue.BLOOD, bloodHu, blood);
    }
  }
}
