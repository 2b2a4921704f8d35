package io.tomodrift.learned.data;

import java.util.Objects;

/**
 * Where a square patch comes from and how it was turned, so that values of the patch find their
 * pixels: pixel (r, c) of the patch lies at row {@code row + r'} and column {@code column + c'} of
 * the image, where (r', c') is (r, c), exchanged if {@code transposed}, then counted from the other
 * end where reversed.
 *
 * @param caseId case that it is a part of
 * @param slice first slice
 * @param row upper row in the image
 * @param column left column in the image
 * @param transposed whether rows of the patch run along columns of the image
 * @param rowsReversed whether rows of the image are passed from the bottom up
 * @param columnsReversed whether columns of the image are passed from right to left
 */
public record PatchOrigin(
    String caseId,
    int slice,
    int row,
    int column,
    boolean transposed,
    boolean rowsReversed,
    boolean columnsReversed) {

  /** Checks for nulls. */
  public PatchOrigin {
    Objects.requireNonNull(caseId, "caseId");
  }

  /**
   * Turns one plane of a patch back to how it lies in the image.
   *
   * @param patch {@code [row][column]} from {@code from} on
   * @param upright where the result goes, from {@code at} on
   */
  public void toImage(float[] patch, int from, int side, float[] upright, int at) {
    for (int r = 0; r < side; r++) {
      for (int c = 0; c < side; c++) {
        upright[at + upright(r, c, side)] = patch[from + r * side + c];
      }
    }
  }

  /** The opposite of {@link #toImage}: turns a plane of the image as the patch was turned. */
  public void toPatch(float[] upright, int from, int side, float[] patch, int at) {
    for (int r = 0; r < side; r++) {
      for (int c = 0; c < side; c++) {
        patch[at + r * side + c] = upright[from + upright(r, c, side)];
      }
    }
  }

  private int upright(int r, int c, int side) {
    int down = transposed ? c : r;
    int across = transposed ? r : c;
    return (rowsReversed ? side - 1 - down : down) * side
        + (columnsReversed ? side - 1 - across : across);
  }
}
