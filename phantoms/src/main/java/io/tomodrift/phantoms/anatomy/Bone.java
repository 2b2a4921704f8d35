package io.tomodrift.phantoms.anatomy;

import java.util.ArrayList;
import java.util.List;

/**
 * A bone made of overlapping pieces: all pieces are painted as compact bone first, then all their
 * insides as spongy bone, so that the pieces join without inner walls.
 */
final class Bone {

  private final List<Field> pieces = new ArrayList<>();
  private final double shellMm;
  private final double corticalHu;
  private final double trabecularHu;

  Bone(double shellMm, double corticalHu, double trabecularHu) {
    this.shellMm = shellMm;
    this.corticalHu = corticalHu;
    this.trabecularHu = trabecularHu;
  }

  Bone add(Field piece) {
    pieces.add(piece);
    return this;
  }

  void paint(SliceCanvas canvas) {
    for (Field piece : pieces) {
      canvas.paint(piece, Tissue.CORTICAL_BONE, corticalHu);
    }
    for (Field piece : pieces) {
      canvas.paint(piece.grown(-shellMm), Tissue.TRABECULAR_BONE, trabecularHu);
    }
  }
}
