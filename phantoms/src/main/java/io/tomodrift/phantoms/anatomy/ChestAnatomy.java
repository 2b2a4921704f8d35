package io.tomodrift.phantoms.anatomy;

import io.tomodrift.geometry.stack.Vec3;
import java.util.ArrayList;
import java.util.List;

/**
 * Chest: wall with ribs, lungs with vessels and airways, mediastinum with heart and great vessels.
 */
final class ChestAnatomy implements Anatomy {

  private final boolean couch;
  private final BodyShell shell;
  private final Spine spine;
  private final RibCage ribs;
  private final Bone breastbone;
  private final Mediastinum mediastinum;
  private final ShoulderBlades blades;
  private final List<VesselTree> trees = new ArrayList<>();
  private final List<Blob> nodules = new ArrayList<>();
  private final double noduleHu;
  private final double lungHu;
  private final double gradientHuPerMm;
  private final BandNoise patches;
  private final double patchHu;

  ChestAnatomy(SplitRandom random, boolean couch, double firstZMm, double lastZMm) {
    this.couch = couch;
    shell = new BodyShell(random.split("shell"), new BodyShell.Build(150, 200, 4, 34, 17, 24, 40));
    double spineY = shell.muscleBackYMm() + random.between(52, 58);
    spine = new Spine(random.split("spine"), spineY, random.between(0.95, 1.12));
    ribs = new RibCage(random.split("ribs"), 3);
    breastbone = RibCage.breastbone(random.split("breastbone"), shell.muscleFrontYMm() - 9);
    mediastinum = new Mediastinum(random.split("mediastinum"), spine, shell);
    blades = new ShoulderBlades(random.split("blades"), shell);
    SplitRandom lung = random.split("lung");
    lungHu = lung.between(-885, -815);
    gradientHuPerMm = lung.between(0.1, 0.5);
    patches = new BandNoise(lung, 34);
    patchHu = lung.chance(0.25) ? lung.between(200, 500) : 0;
    for (int side = -1; side <= 1; side += 2) {
      trees.add(tree(random.split("tree" + side), side, firstZMm, lastZMm));
    }
    SplitRandom lesions = random.split("nodules");
    noduleHu = lesions.between(-20, 60);
    int count = lesions.chance(0.6) ? 1 + lesions.below(4) : 0;
    for (int i = 0; i < count; i++) {
      nodules.add(nodule(lesions, firstZMm, lastZMm));
    }
  }

  private VesselTree tree(SplitRandom random, int side, double firstZMm, double lastZMm) {
    double halfWidth = shell.halfWidthMm();
    double halfDepth = shell.halfDepthMm();
    Vec3 low = new Vec3(side < 0 ? -halfWidth : 12, -halfDepth, firstZMm - 35);
    Vec3 high = new Vec3(side < 0 ? -12 : halfWidth, halfDepth, lastZMm + 35);
    Outline cavity = shell.cavity((firstZMm + lastZMm) / 2);
    List<Vec3> ends =
        VesselTree.scatter(
            random,
            (int) Math.min(1600, 900 + 4 * (lastZMm - firstZMm)),
            low,
            high,
            p -> cavity.distanceMm(p.x(), p.y()) < -6 && mediastinum.isClear(p));
    Vec3 root = new Vec3(side * 30.0, random.between(-5, 10), random.between(-25, 25));
    return new VesselTree(random, root, ends, 0.42, 6.5);
  }

  private Blob nodule(SplitRandom random, double firstZMm, double lastZMm) {
    double radius = random.between(2, 5) + (random.chance(0.3) ? random.between(0, 9) : 0);
    double side = random.chance(0.5) ? 1 : -1;
    return Blob.at(
        side * random.between(0.35, 0.68) * shell.halfWidthMm(),
        random.between(-0.5, 0.45) * shell.halfDepthMm(),
        random.between(firstZMm - 0.5 * radius, lastZMm + 0.5 * radius),
        radius,
        radius * random.between(0.75, 1.1),
        radius,
        new Wobble(random, 0.08));
  }

  @Override
  public void paint(SliceCanvas canvas) {
    if (couch) {
      Couch.paint(canvas, -shell.halfDepthMm());
    }
    double z = canvas.zMm();
    shell.paint(canvas);
    blades.paint(canvas);
    Outline cavity = shell.cavity(z);
    ribs.paint(canvas, cavity);
    canvas.paint(cavity.grown(0.9), Tissue.FAT, shell.fatHu() + 40);
    paintLungs(canvas, cavity);
    mediastinum.paint(canvas, cavity);
    breastbone.paint(canvas);
    spine.paint(canvas);
  }

  private void paintLungs(SliceCanvas canvas, Outline cavity) {
    double z = canvas.zMm();
    canvas.paint(
        cavity,
        Tissue.LUNG,
        (x, y) -> {
          double patch = Math.max(0, patches.at(x, y, z) - 0.3);
          double hu = lungHu - gradientHuPerMm * y + Math.min(120, patchHu * patch);
          return Math.min(-690, hu);
        });
    Field inside = cavity.grown(-3);
    for (VesselTree tree : trees) {
      for (Capsule vessel : tree.sections(z)) {
        canvas.paint(vessel.and(inside), Tissue.BLOOD, 40, Compartment.PULMONARY);
      }
      for (Capsule airway : tree.companions(z, 1.7, 0.75)) {
        canvas.paint(airway.grown(0.8).and(inside), Tissue.SOFT_TISSUE, 10);
        canvas.paint(airway.and(inside), Tissue.GAS, -985);
      }
    }
    for (Blob nodule : nodules) {
      nodule
          .section(z)
          .ifPresent(
              field ->
                  canvas.paint(
                      field.and(inside),
                      Tissue.LESION,
                      noduleHu,
                      canvas.perfusion().lesion(field)));
    }
  }
}
