package io.tomodrift.phantoms.anatomy;

import io.tomodrift.geometry.stack.Vec3;
import java.util.ArrayList;
import java.util.List;

/** Liver with vessels and lesions, gallbladder, stomach, spleen and pancreas. */
final class UpperOrgans {

  private final Blob rightLobe;
  private final Blob leftLobe;
  private final Blob spleen;
  private final Blob gallbladder;
  private final BowelLoops stomach;
  private final VesselTree liverVessels;
  private final List<Blob> lesions = new ArrayList<>();
  private final List<Vec3> pancreas = new ArrayList<>();
  private final double liverHu;
  private final double vesselHu;
  private final double lesionHu;
  private final double spleenHu;
  private final double fatHu;

  /**
   * @param levelMm height of Z = 0 above the lower edge of the ribs: the higher, the more liver
   */
  UpperOrgans(SplitRandom random, BodyShell shell, double levelMm) {
    double w = shell.halfWidthMm();
    double d = shell.halfDepthMm();
    fatHu = shell.fatHu();
    liverHu = random.chance(0.2) ? random.between(20, 45) : random.between(52, 66);
    vesselHu = Math.min(44, liverHu - 8) + (liverHu < 45 ? 16 : 0);
    spleenHu = random.between(44, 54);
    double top = -levelMm + random.between(40, 60);
    rightLobe =
        Blob.at(-0.46 * w, 0.02 * d, top, 0.44 * w, 0.68 * d, 115, new Wobble(random, 0.05))
            .tilted(random.between(-0.15, 0.15))
            .boxy(2.3);
    leftLobe =
        Blob.at(-0.06 * w, 0.44 * d, top + 15, 0.42 * w, 0.3 * d, 75, new Wobble(random, 0.06))
            .tilted(random.between(-0.1, 0.2));
    spleen =
        Blob.at(0.6 * w, -0.32 * d, top - 5, 0.2 * w, 0.36 * d, 58, new Wobble(random, 0.07))
            .tilted(random.between(-0.55, -0.25));
    gallbladder =
        Blob.at(-0.3 * w, 0.34 * d, top - 62, 15, 21, 32, new Wobble(random, 0.05)).tilted(0.4);
    stomach = stomach(random, w, d, top);
    liverVessels = vessels(random, w, d);
    pancreas(random, w, d, top - 40);
    lesionHu = random.chance(0.5) ? random.between(2, 12) : random.between(25, 40);
    int count = random.chance(0.55) ? 1 + random.below(4) : 0;
    for (int i = 0; i < count; i++) {
      double radius = random.between(3, 14);
      double x = random.between(-0.68, -0.28) * w;
      double y = random.between(-0.35, 0.4) * d;
      double z = random.between(-15, 15);
      lesions.add(Blob.at(x, y, z, radius, radius, radius, new Wobble(random, 0.05)));
    }
  }

  private BowelLoops stomach(SplitRandom random, double w, double d, double top) {
    Blob blob =
        Blob.at(0.36 * w, 0.3 * d, top - 5, 0.28 * w, 0.32 * d, 68, new Wobble(random, 0.07))
            .tilted(random.between(-0.6, 0.3))
            .leaning(-0.15, 0.1);
    double level = 0.3 * d + random.between(-5, 30);
    return new BowelLoops(random, fatHu)
        .add(blob, BowelLoops.Content.FLUID_AND_GAS, random.between(20, 75), level);
  }

  private VesselTree vessels(SplitRandom random, double w, double d) {
    List<Vec3> ends =
        VesselTree.scatter(
            random,
            90,
            new Vec3(-0.85 * w, -0.6 * d, -50),
            new Vec3(0.1 * w, 0.65 * d, 50),
            this::inLiver);
    return new VesselTree(random, new Vec3(-0.22 * w, -0.08 * d, 0), ends, 0.9, 6);
  }

  private boolean inLiver(Vec3 p) {
    return rightLobe.roughlyContains(p, -5) || leftLobe.roughlyContains(p, -5);
  }

  private void pancreas(SplitRandom random, double w, double d, double z) {
    for (int i = 0; i <= 6; i++) {
      double t = i / 6.0;
      pancreas.add(
          new Vec3(
              (-0.2 + 0.62 * t) * w,
              (0.14 + 0.12 * StrictMath.sin(Math.PI * t) - 0.2 * t) * d + 2 * random.normal(),
              z + 22 * t));
    }
  }

  void paint(SliceCanvas canvas, Field room) {
    double z = canvas.zMm();
    for (int i = 1; i < pancreas.size(); i++) {
      Capsule piece = new Capsule(pancreas.get(i - 1), pancreas.get(i), 12, 10, z);
      if (piece.touchesSlice()) {
        canvas.paint(piece.and(room), Tissue.SOFT_TISSUE, 36, Compartment.PANCREAS);
      }
    }
    stomach.paint(canvas, room);
    organ(canvas, spleen, room, Tissue.SPLEEN, spleenHu);
    organ(canvas, rightLobe, room, Tissue.LIVER, liverHu);
    organ(canvas, leftLobe, room, Tissue.LIVER, liverHu);
    rightLobe.section(z).ifPresent(s -> canvas.paint(s.grown(-1).and(room), Tissue.LIVER, liverHu));
    paintLobes(canvas, room);
    gallbladder.section(z).ifPresent(s -> canvas.paint(s.grown(2), Tissue.SOFT_TISSUE, 35));
    canvas.paint(gallbladder.section(z), Tissue.FLUID, 8);
  }

  private void organ(SliceCanvas canvas, Blob blob, Field room, Tissue tissue, double hu) {
    blob.section(canvas.zMm())
        .ifPresent(
            section -> {
              canvas.paint(section.grown(2).and(room), Tissue.FAT, fatHu + 10);
              canvas.paint(section.and(room.grown(-1)), tissue, hu);
            });
  }

  private void paintLobes(SliceCanvas canvas, Field room) {
    double z = canvas.zMm();
    for (Blob lobe : new Blob[] {rightLobe, leftLobe}) {
      lobe.section(z).ifPresent(s -> paintLobe(canvas, s.grown(-2.5).and(room.grown(-3))));
    }
  }

  private void paintLobe(SliceCanvas canvas, Field liver) {
    for (Capsule vessel : liverVessels.sections(canvas.zMm())) {
      canvas.paint(vessel.and(liver), Tissue.BLOOD, vesselHu, Compartment.LIVER_VEIN);
    }
    for (Blob lesion : lesions) {
      lesion.section(canvas.zMm()).ifPresent(s -> paintLesion(canvas, s, liver));
    }
  }

  private void paintLesion(SliceCanvas canvas, Outline section, Field liver) {
    if (lesionHu < 15) {
      canvas.paint(section.and(liver), Tissue.FLUID, lesionHu);
    } else {
      canvas.paint(section.and(liver), Tissue.LESION, lesionHu, canvas.perfusion().lesion(section));
    }
  }
}
