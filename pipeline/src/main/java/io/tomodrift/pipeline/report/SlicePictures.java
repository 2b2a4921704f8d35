package io.tomodrift.pipeline.report;

import io.tomodrift.formats.png.DisplayWindow;
import io.tomodrift.formats.png.DivergingColours;
import io.tomodrift.formats.png.PngImages;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.SliceLayout;

/**
 * Draws slices and sinograms. Row 0 is on top and column 0 on the left, as stored; nothing is
 * flipped. Values are never interpolated: a slice larger than {@link PictureOptions#maxPixels()} is
 * reduced by block means before the window is applied, and a smaller one is enlarged only by
 * showing bigger pixels. Oblong pixels are shown in their true shape.
 */
public final class SlicePictures {

  private static final double COLOUR_BAR_MARGIN = 250;
  private static final double SINOGRAM_HEIGHT = 750;

  private SlicePictures() {}

  /** A slice in grey. */
  public static Picture grey(SliceImage slice, DisplayWindow window, PictureOptions options) {
    SliceImage shown = slice.fittedInto(options.maxPixels());
    float[] values = shown.values();
    byte[] png =
        PngImages.grey8(FloatStack.wrapPlanar(values, 1, shown.rows(), shown.columns()), 0, window);
    return decorated(png, shown, options);
  }

  /**
   * {@code slice - reference} in blue (slice is lower) and red (slice is higher), with a colour bar
   * from -limit to limit. Values that are not a number are grey.
   *
   * @param limit difference shown in the darkest colour, positive; {@link #roundLimit} of the
   *     difference is a good choice
   * @param unit unit of the values, written at the bar
   */
  public static Picture difference(
      SliceImage slice, SliceImage reference, double limit, String unit, PictureOptions options) {
    if (!(limit > 0) || Double.isInfinite(limit)) {
      throw new IllegalArgumentException("limit must be positive and finite, got " + limit);
    }
    SliceImage shown = slice.minus(reference).fittedInto(options.maxPixels());
    byte[] png = PngImages.rgb(colours(shown, limit), shown.rows(), shown.columns());
    Picture picture = decorated(png, shown, options);
    return picture
        .with(Overlays.colourBar(limit, unit, picture.height()))
        .withMargins(0, COLOUR_BAR_MARGIN, 0);
  }

  private static int[] colours(SliceImage shown, double limit) {
    float[] values = shown.values();
    int[] rgb = new int[values.length];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = DivergingColours.rgb(values[i], limit);
    }
    return rgb;
  }

  /**
   * The smallest of 1, 2, 5 times a power of ten that at least {@code share} of the values do not
   * exceed in magnitude; 1 if they are all zero.
   *
   * @param share 1 to enclose every value, a little less to leave outliers out
   */
  public static double roundLimit(SliceImage difference, double share) {
    double largest = difference.magnitude(share);
    if (largest == 0) {
      return 1;
    }
    double below = Overlays.roundBelow(largest);
    return below >= largest * (1 - 1e-6) ? below : Overlays.roundBelow(2.5 * below);
  }

  /** One sinogram, views down and channels across, from its smallest to its largest value. */
  public static Picture sinogram(Sinogram sinogram, int slice, PictureOptions options) {
    FloatStack plane = sinogram.stack().copySlices(slice, slice + 1, SliceLayout.PLANAR);
    SliceImage shown =
        SliceImage.of(plane.data(), plane.rows(), plane.columns(), 1)
            .fittedInto(options.maxPixels());
    DisplayWindow window = DisplayWindow.fullRange(plane.data());
    float[] values = shown.values();
    byte[] png =
        PngImages.grey8(FloatStack.wrapPlanar(values, 1, shown.rows(), shown.columns()), 0, window);
    return Picture.of(png, shown.columns(), SINOGRAM_HEIGHT)
        .with(Overlays.axisNames("channel \u2192", "\u2190 view", SINOGRAM_HEIGHT))
        .withMargins(70, 0, 66);
  }

  private static Picture decorated(byte[] png, SliceImage shown, PictureOptions options) {
    double height = shown.heightMm() / shown.widthMm() * Picture.WIDTH;
    Picture picture = Picture.of(png, shown.columns(), height);
    if (options.orientation().isPresent()) {
      picture = picture.with(Overlays.letters(options.orientation().get(), height));
    }
    return options.scaleBar() ? picture.with(Overlays.scaleBar(shown.widthMm(), height)) : picture;
  }
}
