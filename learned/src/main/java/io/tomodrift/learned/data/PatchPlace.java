package io.tomodrift.learned.data;

import io.tomodrift.geometry.stack.FloatStack;

/**
 * Where a patch is read, the same for input and target: pixel (r, c) of the patch is at {@code
 * centre + map (c - (side - 1) / 2, r - (side - 1) / 2)}.
 *
 * @param slice first slice of the patch
 * @param centreRow row of its middle; may be half a pixel
 * @param centreColumn column of its middle
 * @param map from offsets in the patch to offsets in the image
 * @param exact whether every pixel falls on one of the image, inside it
 */
record PatchPlace(int slice, double centreRow, double centreColumn, PlaneMap map, boolean exact) {

  /** Reads a square of one slice of a PLANAR stack; beyond the image its rim continues. */
  void read(
      FloatStack stack, int from, int side, Normalisation.Scale scale, float[] target, int at) {
    double middle = (side - 1) / 2.0;
    int next = at;
    for (int r = 0; r < side; r++) {
      for (int c = 0; c < side; c++) {
        double column = centreColumn + map.column(c - middle, r - middle);
        double row = centreRow + map.row(c - middle, r - middle);
        float value =
            exact
                ? stack.get(from, (int) Math.rint(row), (int) Math.rint(column))
                : bilinear(stack, from, row, column);
        target[next++] = scale.toNetwork(value);
      }
    }
  }

  /** The same for others, of a patch whose pixels fall on those of the image. */
  PatchOrigin origin(String caseId, int side) {
    double middle = (side - 1) / 2.0;
    return new PatchOrigin(
        caseId,
        slice,
        (int) Math.rint(centreRow - middle),
        (int) Math.rint(centreColumn - middle),
        map.columnRow() != 0,
        map.rowColumn() + map.rowRow() < 0,
        map.columnColumn() + map.columnRow() < 0);
  }

  private static float bilinear(FloatStack stack, int slice, double row, double column) {
    double y = Math.max(0, Math.min(stack.rows() - 1, row));
    double x = Math.max(0, Math.min(stack.columns() - 1, column));
    int r = (int) y;
    int c = (int) x;
    int nextR = Math.min(r + 1, stack.rows() - 1);
    int nextC = Math.min(c + 1, stack.columns() - 1);
    double v = y - r;
    double u = x - c;
    double above = (1 - u) * stack.get(slice, r, c) + u * stack.get(slice, r, nextC);
    double below = (1 - u) * stack.get(slice, nextR, c) + u * stack.get(slice, nextR, nextC);
    return (float) ((1 - v) * above + v * below);
  }
}
