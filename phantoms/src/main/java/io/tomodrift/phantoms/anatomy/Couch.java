package io.tomodrift.phantoms.anatomy;

/** A curved table of foam between two thin carbon shells, under the patient. */
final class Couch {

  private static final double CURVATURE_MM = 700;
  private static final double HALF_WIDTH_MM = 215;
  private static final double THICKNESS_MM = 24;
  private static final double SKIN_MM = 1.4;

  /** The patient's back is flattened a little by lying. */
  private static final double SINK_MM = 2;

  private Couch() {}

  /**
   * Paints the table.
   *
   * @param lowestYMm Y of the patient's lowest point, in the body
   */
  static void paint(SliceCanvas canvas, double lowestYMm) {
    double topYMm = canvas.imageYMm(0, lowestYMm) + SINK_MM;
    Field plate =
        new Field.Derived(
            0,
            topYMm,
            HALF_WIDTH_MM + THICKNESS_MM + 60,
            (x, y) -> {
              double dy = y - topYMm - CURVATURE_MM;
              double radius = Math.sqrt(x * x + dy * dy) - CURVATURE_MM;
              double band = Math.abs(radius - THICKNESS_MM / 2) - THICKNESS_MM / 2;
              return y > topYMm + 150 ? 10 : Math.max(band, Math.abs(x) - HALF_WIDTH_MM);
            });
    canvas.paintRigid(plate, Tissue.COUCH, -250);
    canvas.paintRigid(plate.grown(-SKIN_MM), Tissue.COUCH, -930);
  }
}
