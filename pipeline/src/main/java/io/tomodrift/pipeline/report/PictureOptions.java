package io.tomodrift.pipeline.report;

import java.util.Objects;
import java.util.Optional;

/**
 * What is drawn on and around a slice.
 *
 * @param maxPixels a longer side is reduced to at most this many pixels, by block means
 * @param orientation letters at the four edges
 * @param scaleBar a bar of a round length in mm
 */
public record PictureOptions(
    int maxPixels, Optional<OrientationLetters> orientation, boolean scaleBar) {

  /** The slice alone, at most 1024 pixels a side. */
  public static final PictureOptions PLAIN = new PictureOptions(1024, Optional.empty(), false);

  /** Checks the values. */
  public PictureOptions {
    Objects.requireNonNull(orientation, "orientation");
    if (maxPixels < 1) {
      throw new IllegalArgumentException("maxPixels must be at least 1, got " + maxPixels);
    }
  }

  /** The same with a limit of pixels a side. */
  public PictureOptions withMaxPixels(int pixels) {
    return new PictureOptions(pixels, orientation, scaleBar);
  }

  /** The same with letters. */
  public PictureOptions withOrientation(OrientationLetters letters) {
    return new PictureOptions(maxPixels, Optional.of(letters), scaleBar);
  }

  /** The same with a scale bar. */
  public PictureOptions withScaleBar() {
    return new PictureOptions(maxPixels, orientation, true);
  }
}
