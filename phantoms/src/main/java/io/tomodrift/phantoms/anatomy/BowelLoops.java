package io.tomodrift.phantoms.anatomy;

import java.util.ArrayList;
import java.util.List;

/**
 * Loops of bowel: round or long sections with a wall, filled with soft matter, fluid, gas or stool.
 */
final class BowelLoops {

  /** What a loop holds. */
  enum Content {
    /** Nothing: walls touch. */
    COLLAPSED,
    /** Fluid with a gas bubble on top. */
    FLUID_AND_GAS,
    /** Stool: a porous mixture. */
    STOOL
  }

  private record Loop(Blob blob, Content content, double contentHu, double levelMm) {}

  private static final double WALL_MM = 2.2;

  private final List<Loop> loops = new ArrayList<>();
  private final double fatHu;
  private final BandNoise pores;

  BowelLoops(SplitRandom random, double fatHu) {
    this.fatHu = fatHu;
    pores = new BandNoise(random, 7);
  }

  /** Adds loops at random places of an ellipse in the slice plane. */
  BowelLoops scatter(
      SplitRandom random, int count, double xMm, double yMm, double spreadXMm, double spreadYMm) {
    for (int i = 0; i < count; i++) {
      double angle = random.between(0, 2 * Math.PI);
      double distance = Math.sqrt(random.unit());
      double x = xMm + distance * spreadXMm * StrictMath.cos(angle);
      double y = yMm + distance * spreadYMm * StrictMath.sin(angle);
      double width = random.between(9, 16);
      Blob blob =
          Blob.at(
                  x,
                  y,
                  random.between(-25, 25),
                  width * random.between(1, 2.4),
                  width,
                  random.between(28, 70),
                  new Wobble(random, 0.1))
              .tilted(random.between(0, Math.PI))
              .leaning(random.between(-0.3, 0.3), random.between(-0.3, 0.3));
      Content content = random.chance(0.35) ? Content.FLUID_AND_GAS : Content.COLLAPSED;
      loops.add(new Loop(blob, content, random.between(12, 38), y + random.between(-6, 10)));
    }
    return this;
  }

  /** Adds a length of colon that runs along Z. */
  BowelLoops colon(SplitRandom random, double xMm, double yMm, double radiusMm) {
    Blob blob =
        Blob.column(
                xMm, yMm, radiusMm * random.between(0.9, 1.3), radiusMm, new Wobble(random, 0.09))
            .leaning(random.between(-0.1, 0.1), random.between(-0.1, 0.1));
    Content content = random.chance(0.7) ? Content.STOOL : Content.FLUID_AND_GAS;
    double level = yMm + random.between(-0.8, 0.4) * radiusMm;
    loops.add(new Loop(blob, content, random.between(10, 35), level));
    return this;
  }

  /** Adds one loop of given form. */
  BowelLoops add(Blob blob, Content content, double contentHu, double levelMm) {
    loops.add(new Loop(blob, content, contentHu, levelMm));
    return this;
  }

  /** Paints the loops inside a room, each in a film of fat. */
  void paint(SliceCanvas canvas, Field room) {
    for (Loop loop : loops) {
      loop.blob().section(canvas.zMm()).ifPresent(section -> paint(canvas, room, loop, section));
    }
  }

  private void paint(SliceCanvas canvas, Field room, Loop loop, Outline section) {
    double z = canvas.zMm();
    canvas.paint(section.grown(2.2).and(room), Tissue.FAT, fatHu);
    Field wall = section.and(room.grown(-1.5));
    canvas.paint(wall, Tissue.BOWEL, 42);
    Field lumen = wall.grown(-WALL_MM);
    switch (loop.content()) {
      case COLLAPSED ->
          canvas.paint(wall.grown(-3.5), Tissue.BOWEL, loop.contentHu(), Compartment.NONE);
      case FLUID_AND_GAS -> {
        canvas.paint(lumen, Tissue.BOWEL, loop.contentHu() * 0.7, Compartment.NONE);
        canvas.paint(lumen.and(above(lumen, loop.levelMm())), Tissue.GAS, -980);
      }
      case STOOL -> {
        canvas.paint(
            lumen,
            Tissue.BOWEL,
            (x, y) -> Math.max(-130, 20 - 170 * Math.abs(pores.at(x, y, z))),
            canvas.perfusion().in(Compartment.NONE, z));
        Field bubbles =
            new Field.Derived(
                lumen.centreXMm(),
                lumen.centreYMm(),
                lumen.reachMm(),
                (x, y) -> 9 * (0.36 - pores.at(x, y, z + 50)));
        canvas.paint(lumen.grown(-1.5).and(bubbles), Tissue.GAS, -900);
      }
    }
  }

  /** Gas rises: the part of a lumen above a horizontal level. */
  private static Field above(Field lumen, double levelMm) {
    return new Field.Derived(
        lumen.centreXMm(), lumen.centreYMm(), lumen.reachMm(), (x, y) -> levelMm - y);
  }
}
