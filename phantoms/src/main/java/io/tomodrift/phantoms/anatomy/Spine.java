package io.tomodrift.phantoms.anatomy;

import java.util.Optional;

/**
 * A row of vertebrae and discs: body with shell, canal, arch, spinous and transverse processes.
 * Which of them a slice shows depends on its place in the period of the row.
 */
final class Spine {

  private final double xMm;
  private final double bodyYMm;
  private final double halfWidthMm;
  private final double halfDepthMm;
  private final double periodMm;
  private final double phaseMm;
  private final double corticalHu;
  private final double trabecularHu;
  private final double processMm;
  private final Wobble wobble;

  /**
   * @param bodyYMm Y of the middle of the vertebral bodies
   * @param scale 1 for a middle thoracic vertebra, 1.3 for a lumbar one
   */
  Spine(SplitRandom random, double bodyYMm, double scale) {
    xMm = 2 * random.normal();
    this.bodyYMm = bodyYMm;
    halfWidthMm = scale * random.between(15.5, 18);
    halfDepthMm = scale * random.between(12, 14);
    periodMm = scale * random.between(25, 28);
    phaseMm = random.between(0, periodMm);
    corticalHu = random.between(430, 750);
    trabecularHu = random.between(110, 260);
    processMm = scale * random.between(0.9, 1.15);
    wobble = new Wobble(random, 0.02);
  }

  double xMm() {
    return xMm;
  }

  double bodyFrontYMm() {
    return bodyYMm + halfDepthMm;
  }

  double bodyYMm() {
    return bodyYMm;
  }

  double bodyHalfWidthMm() {
    return halfWidthMm;
  }

  double canalYMm() {
    return bodyYMm - halfDepthMm - 6;
  }

  void paint(SliceCanvas canvas) {
    double turns = (canvas.zMm() + phaseMm) / periodMm;
    double phase = turns - Math.floor(turns);
    paintBody(canvas, phase);
    paintArch(canvas, phase);
    paintCanal(canvas);
  }

  /** Smooth presence of a part around a phase: 1 in its middle, 0 beyond its half-width. */
  private static double presence(double phase, double middle, double halfWidth) {
    double off = phase - middle;
    off -= Math.rint(off);
    double u = off / halfWidth;
    return Math.sqrt(Math.max(0, 1 - u * u));
  }

  private void paintBody(SliceCanvas canvas, double phase) {
    Optional<Outline> found =
        Blob.column(xMm, bodyYMm, halfWidthMm, halfDepthMm, wobble).boxy(2.5).section(canvas.zMm());
    Outline outline = found.orElseThrow();
    // Phase 0.5 is the middle of the body, 0 the middle of the disc; end plates lie between.
    double fromDisc = Math.min(phase, 1 - phase);
    double bone = smooth((fromDisc - 0.11) / 0.06);
    double plate = 1 - smooth((fromDisc - 0.15) / 0.06);
    double shellHu = 100 + bone * (corticalHu - 100);
    double coreHu = 85 + bone * (trabecularHu + plate * 260 - 85);
    boolean disc = bone < 0.5;
    canvas.paint(outline, disc ? Tissue.CARTILAGE : Tissue.CORTICAL_BONE, shellHu);
    canvas.paint(outline.grown(-1.3), disc ? Tissue.CARTILAGE : Tissue.TRABECULAR_BONE, coreHu);
  }

  private static double smooth(double t) {
    double u = Math.max(0, Math.min(1, t));
    return u * u * (3 - 2 * u);
  }

  private void paintArch(SliceCanvas canvas, double phase) {
    double y = canalYMm();
    double s = processMm;
    Bone bone = new Bone(1.2, corticalHu + 60, trabecularHu + 60);
    rod(bone, presence(phase, 0.62, 0.2), 10, y + 10, 12, y - 2, 4.2 * s);
    rod(bone, presence(phase, 0.45, 0.48), 12, y - 3, 1, y - 13, 3.6 * s);
    rod(bone, presence(phase, 0.6, 0.26), 13, y - 3, 34 * s, y - 11, 4.3 * s);
    rod(bone, presence(phase, 0.02, 0.34), 14, y - 5, 14.5, y - 9, 5.4 * s);
    double spinous = presence(phase, 0.25, 0.48);
    if (spinous > 0.3) {
      bone.add(Capsule.flat(xMm, y - 13, xMm + 0.5, y - 13 - 24 * s * spinous, 3.1 * s * spinous));
    }
    bone.paint(canvas);
  }

  /** A rod on either side. */
  private void rod(
      Bone bone, double presence, double x0, double y0, double x1, double y1, double radius) {
    if (presence < 0.25) {
      return;
    }
    bone.add(Capsule.flat(xMm + x0, y0, xMm + x1, y1, radius * presence));
    bone.add(Capsule.flat(xMm - x0, y0, xMm - x1, y1, radius * presence));
  }

  private void paintCanal(SliceCanvas canvas) {
    double y = canalYMm();
    canvas.paint(Blob.column(xMm, y, 10, 8, wobble).section(canvas.zMm()), Tissue.FAT, -70);
    canvas.paint(Blob.column(xMm, y, 8, 6.6, wobble).section(canvas.zMm()), Tissue.FLUID, 14);
    canvas.paint(
        Blob.column(xMm, y, 4.6, 3.8, wobble).section(canvas.zMm()),
        Tissue.SOFT_TISSUE,
        36,
        Compartment.WHITE_MATTER);
  }
}
