package io.tomodrift.formats.png;

import io.tomodrift.formats.AtomicOutput;
import io.tomodrift.geometry.stack.FloatStack;
import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Slices of a stack as the bytes of PNG files. Row 0 is the top, column 0 the left. Values below
 * the window and NaN are black.
 */
public final class PngImages {

  private PngImages() {}

  /** One slice, 8-bit grey. */
  public static byte[] grey8(FloatStack stack, int slice, DisplayWindow window) {
    return grey(stack, slice, window, BufferedImage.TYPE_BYTE_GRAY, 255);
  }

  /** One slice, 16-bit grey: black 0, white 65535. */
  public static byte[] grey16(FloatStack stack, int slice, DisplayWindow window) {
    return grey(stack, slice, window, BufferedImage.TYPE_USHORT_GRAY, 65535);
  }

  private static byte[] grey(
      FloatStack stack, int slice, DisplayWindow window, int type, int white) {
    BufferedImage image = new BufferedImage(stack.columns(), stack.rows(), type);
    draw(image.getRaster(), 0, 0, stack, slice, window, white);
    return PngBytes.encode(image);
  }

  private static void draw(
      WritableRaster raster,
      int left,
      int top,
      FloatStack stack,
      int slice,
      DisplayWindow window,
      int white) {
    for (int row = 0; row < stack.rows(); row++) {
      for (int column = 0; column < stack.columns(); column++) {
        double fraction = window.fraction(stack.get(slice, row, column));
        raster.setSample(left + column, top + row, 0, (int) Math.round(white * fraction));
      }
    }
  }

  /** Several slices side by side, {@code columns} to a line, 8-bit grey, empty places black. */
  public static byte[] montage(FloatStack stack, int[] slices, int columns, DisplayWindow window) {
    if (columns < 1 || slices.length < 1) {
      throw new IllegalArgumentException(
          "a montage needs slices and columns, got %d and %d".formatted(slices.length, columns));
    }
    int lines = (slices.length + columns - 1) / columns;
    BufferedImage image =
        new BufferedImage(
            Math.multiplyExact(columns, stack.columns()),
            Math.multiplyExact(lines, stack.rows()),
            BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < slices.length; i++) {
      int left = i % columns * stack.columns();
      int top = i / columns * stack.rows();
      draw(image.getRaster(), left, top, stack, slices[i], window, 255);
    }
    return PngBytes.encode(image);
  }

  /**
   * A picture from colours.
   *
   * @param rgb 0xRRGGBB of each pixel, row by row
   */
  public static byte[] rgb(int[] rgb, int rows, int columns) {
    if (rgb.length != (long) rows * columns) {
      throw new IllegalArgumentException(
          "%d colours for %d x %d pixels".formatted(rgb.length, rows, columns));
    }
    BufferedImage image = new BufferedImage(columns, rows, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, columns, rows, rgb, 0, columns);
    return PngBytes.encode(image);
  }

  /**
   * {@code image - reference} of one slice in {@link DivergingColours}: red where the image is too
   * high, blue where it is too low.
   *
   * @param limit difference that gets the strongest colour, in the unit of the values
   */
  public static byte[] difference(FloatStack image, FloatStack reference, int slice, double limit) {
    if (!image.sameShape(reference)) {
      throw new IllegalArgumentException(image + " and " + reference + " differ in shape");
    }
    if (!(limit > 0)) {
      throw new IllegalArgumentException("the limit must be positive, got " + limit);
    }
    int columns = image.columns();
    int[] rgb = new int[image.rows() * columns];
    for (int i = 0; i < rgb.length; i++) {
      int row = i / columns;
      int column = i % columns;
      double value = (double) image.get(slice, row, column) - reference.get(slice, row, column);
      rgb[i] = DivergingColours.rgb(value, limit);
    }
    return rgb(rgb, image.rows(), columns);
  }

  /** Writes the bytes of a picture; the file appears under its name only when complete. */
  public static void write(byte[] png, Path path) throws IOException {
    AtomicOutput.file(path, temporary -> Files.write(temporary, png));
  }

  /**
   * Reads 8-bit or 16-bit grey (values as stored), or colour (mean of red, green and blue), as one
   * slice.
   *
   * @throws io.tomodrift.geometry.error.FormatException if the file is not PNG or damaged
   */
  public static FloatStack read(Path path) throws IOException {
    return PngBytes.decode(path.toString(), Files.readAllBytes(path));
  }
}
