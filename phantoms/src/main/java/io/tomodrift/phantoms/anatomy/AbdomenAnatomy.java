package io.tomodrift.phantoms.anatomy;

import io.tomodrift.geometry.stack.Vec3;
import java.util.ArrayList;
import java.util.List;

/** Abdomen: wall, lower ribs, liver, stomach, spleen, kidneys, bowel, great vessels, psoas. */
final class AbdomenAnatomy implements Anatomy {

  private final boolean couch;
  private final BodyShell shell;
  private final Spine spine;
  private final RibCage ribs;
  private final UpperOrgans organs;
  private final BowelLoops bowel;
  private final List<Blob> kidneys = new ArrayList<>();
  private final List<Blob> cysts = new ArrayList<>();
  private final Blob psoas;
  private final Blob aorta;
  private final Blob cava;
  private final Blob rectus;
  private final boolean calcified;
  private final double bloodHu;
  private final double renalVeinsZMm;

  AbdomenAnatomy(SplitRandom random, boolean couch) {
    this.couch = couch;
    shell = new BodyShell(random.split("shell"), new BodyShell.Build(140, 198, 6, 44, 9, 15, 44));
    double spineY = shell.muscleBackYMm() + random.between(64, 72);
    spine = new Spine(random.split("spine"), spineY, random.between(1.15, 1.35));
    ribs = new RibCage(random.split("ribs"), random.between(1.5, 2.4));
    double levelMm = random.split("level").between(-95, 75);
    double halfWidth = shell.halfWidthMm();
    double halfDepth = shell.halfDepthMm();
    organs = new UpperOrgans(random.split("organs"), shell, levelMm);
    SplitRandom soft = random.split("soft");
    bloodHu = soft.between(36, 48);
    Wobble rough = new Wobble(soft, 0.05);
    double front = spine.bodyFrontYMm();
    for (int side = -1; side <= 1; side += 2) {
      kidneys.add(kidney(soft, side, front, -30 + levelMm * 0.4));
    }
    renalVeinsZMm = (kidneys.get(0).zMm() + kidneys.get(1).zMm()) / 2 + 8;
    double psoasSize = Math.max(6, soft.between(17, 23) - 0.11 * levelMm);
    psoas =
        Blob.column(
                spine.bodyHalfWidthMm() + 0.8 * psoasSize, spineY - 3, psoasSize, psoasSize, rough)
            .leaning(-0.05, 0);
    double radius = soft.between(8, 12);
    aorta = Blob.column(soft.between(5, 10), front + radius + 3, radius, radius, rough);
    cava = Blob.column(-soft.between(15, 20), front + 8, 12, soft.between(6, 10), rough);
    rectus = Blob.column(32, shell.muscleFrontYMm() - 5, 30, 4.5, rough).boxy(2.6);
    calcified = soft.chance(0.4);
    SplitRandom gut = random.split("gut");
    bowel = new BowelLoops(gut, shell.fatHu());
    int loops = (int) Math.max(4, Math.min(26, 15 - 0.12 * levelMm));
    bowel.scatter(
        gut, loops, 0.06 * halfWidth, 0.22 * halfDepth, 0.6 * halfWidth, 0.42 * halfDepth);
    bowel.colon(gut, 0.62 * halfWidth, -0.02 * halfDepth, gut.between(12, 20));
    if (levelMm < 10) {
      bowel.colon(gut, -0.6 * halfWidth, 0.02 * halfDepth, gut.between(17, 26));
    }
  }

  private Blob kidney(SplitRandom random, int side, double frontYMm, double zMm) {
    double x = side * (spine.bodyHalfWidthMm() + random.between(38, 46));
    double z = zMm + random.between(-20, 20);
    if (random.chance(0.3)) {
      double radius = random.between(5, 14);
      cysts.add(
          Blob.at(
              x + side * 20.0, frontYMm - 26, z, radius, radius, radius, new Wobble(random, 0.02)));
    }
    return Blob.at(
            x,
            frontYMm - random.between(22, 30),
            z,
            random.between(27, 32),
            random.between(21, 26),
            random.between(52, 60),
            new Wobble(random, 0.05))
        .tilted(side * random.between(0.5, 0.9));
  }

  @Override
  public void paint(SliceCanvas canvas) {
    double z = canvas.zMm();
    if (couch) {
      Couch.paint(canvas, -shell.halfDepthMm());
    }
    shell.paint(canvas);
    Outline cavity = shell.cavity(z);
    ribs.paint(canvas, cavity);
    canvas.paint(cavity, Tissue.FAT, shell.fatHu());
    for (Blob strap : new Blob[] {rectus, rectus.mirrored()}) {
      strap.section(z).ifPresent(s -> canvas.paint(s.grown(1.3), Tissue.FAT, shell.fatHu()));
      canvas.paint(strap.section(z), Tissue.MUSCLE, shell.muscleHu());
    }
    Field room = cavity.grown(-1.5);
    bowel.paint(canvas, room);
    paintBack(canvas, room);
    organs.paint(canvas, room);
    spine.paint(canvas);
  }

  /** What lies behind the peritoneum. */
  private void paintBack(SliceCanvas canvas, Field room) {
    double z = canvas.zMm();
    canvas.paint(
        Blob.column(0, spine.bodyYMm() + 6, 62, 26, new Wobble(new SplitRandom(1), 0)).section(z),
        Tissue.FAT,
        shell.fatHu());
    for (Blob muscle : new Blob[] {psoas, psoas.mirrored()}) {
      canvas.paint(muscle.section(z), Tissue.MUSCLE, shell.muscleHu());
    }
    for (Blob kidney : kidneys) {
      kidney.section(z).ifPresent(s -> paintKidney(canvas, s, room));
    }
    for (Blob cyst : cysts) {
      canvas.paint(cyst.section(z), Tissue.FLUID, 6);
    }
    paintVessel(canvas, aorta, canvas.perfusion().in(Compartment.ARTERY, z));
    paintVessel(canvas, cava, canvas.perfusion().lowerCava(z, renalVeinsZMm));
    if (calcified) {
      Outline wall = aorta.section(z).orElseThrow();
      Field patch =
          Capsule.flat(wall.centreXMm() + 7, wall.centreYMm() - 8, wall.centreXMm() + 12, 0, 5);
      canvas.paint(wall.rim(1.8).and(patch), Tissue.CALCIFICATION, 450);
    }
  }

  private void paintVessel(SliceCanvas canvas, Blob vessel, SliceCanvas.Shade iodine) {
    vessel
        .section(canvas.zMm())
        .ifPresent(
            section -> {
              canvas.paint(section.grown(1.2), Tissue.SOFT_TISSUE, 44);
              canvas.paint(section, Tissue.BLOOD, bloodHu, iodine);
            });
  }

  private void paintKidney(SliceCanvas canvas, Outline section, Field room) {
    canvas.paint(section.grown(5).and(room), Tissue.FAT, shell.fatHu());
    canvas.paint(section, Tissue.KIDNEY, 32, canvas.perfusion().kidney(section, canvas.zMm()));
    double x = section.centreXMm();
    double inward = -Math.signum(x);
    if (section.reachMm() > 22) {
      Capsule sinus =
          new Capsule(
              new Vec3(x + 2 * inward, section.centreYMm() - 1, 0),
              new Vec3(x + 34 * inward, section.centreYMm() + 14, 0),
              8,
              5,
              0);
      canvas.paint(sinus.and(section.grown(3)), Tissue.FAT, shell.fatHu() + 12);
      canvas.paint(
          Capsule.flat(
              x + 4 * inward, section.centreYMm(), x + 20 * inward, section.centreYMm() + 7, 2.6),
          Tissue.FLUID,
          8);
      canvas.paint(
          Capsule.flat(
              x + 12 * inward,
              section.centreYMm() + 8,
              x + 40 * inward,
              section.centreYMm() + 22,
              2.7),
          Tissue.BLOOD,
          bloodHu,
          Compartment.RENAL_VEIN);
    }
  }
}
