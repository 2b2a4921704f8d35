package io.tomodrift.learned.infer;

import io.tomodrift.geometry.error.ModelException;
import io.tomodrift.geometry.stack.VolumeFrame;
import java.util.Locale;

/**
 * Voxel sizes a network was trained for, in mm. What an image shows in a window depends on them, so
 * a network is wrong, not just worse, at others.
 *
 * @param smallestPixelMm smallest distance of rows and of columns
 * @param largestPixelMm largest distance of rows and of columns
 * @param smallestSliceMm smallest distance of slices
 * @param largestSliceMm largest distance of slices
 */
public record SpacingRange(
    double smallestPixelMm, double largestPixelMm, double smallestSliceMm, double largestSliceMm) {

  /** Accepts every size. */
  public static final SpacingRange ANY =
      new SpacingRange(0, Double.POSITIVE_INFINITY, 0, Double.POSITIVE_INFINITY);

  /** Checks the values. */
  public SpacingRange {
    check("pixels", smallestPixelMm, largestPixelMm);
    check("slices", smallestSliceMm, largestSliceMm);
  }

  private static void check(String what, double smallest, double largest) {
    if (!(smallest >= 0 && smallest <= largest)) {
      throw new IllegalArgumentException(
          "the spacing of %s must rise from smallest to largest, got %s to %s mm"
              .formatted(what, smallest, largest));
    }
  }

  /** Any distance of slices, for networks in two dimensions. */
  public static SpacingRange ofPixels(double smallestMm, double largestMm) {
    return new SpacingRange(smallestMm, largestMm, 0, Double.POSITIVE_INFINITY);
  }

  /**
   * Refuses what is out of range.
   *
   * @throws ModelException naming the size found and the range
   */
  void require(VolumeFrame frame) {
    require("columns", frame.columnSpacingMm(), smallestPixelMm, largestPixelMm);
    require("rows", frame.rowSpacingMm(), smallestPixelMm, largestPixelMm);
    require("slices", frame.sliceSpacingMm(), smallestSliceMm, largestSliceMm);
  }

  private static void require(String what, double found, double smallest, double largest) {
    if (!(found >= smallest && found <= largest)) {
      throw new ModelException(
          String.format(
              Locale.ROOT,
              "the %s of the image are %.4f mm apart, the model was trained for %.4f to %.4f mm; resample or reconstruct the image with that spacing, or use another model",
              what,
              found,
              smallest,
              largest));
    }
  }
}
