package io.tomodrift.pipeline.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.IntUnaryOperator;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** PNG files in memory. */
final class PngEncoder {

  private PngEncoder() {}

  /** Encodes {@code columns x rows} grey levels 0 to 255, given by pixel index. */
  static byte[] grey(int rows, int columns, IntUnaryOperator level) {
    BufferedImage image = new BufferedImage(columns, rows, BufferedImage.TYPE_BYTE_GRAY);
    int[] line = new int[columns];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        line[column] = level.applyAsInt(row * columns + column);
      }
      // Raster samples, not setRGB: the latter would pass the levels through a colour conversion.
      image.getRaster().setSamples(0, row, columns, 1, 0, line);
    }
    return encode(image);
  }

  /** Encodes {@code columns x rows} colours 0xRRGGBB, given by pixel index. */
  static byte[] colour(int rows, int columns, IntUnaryOperator rgb) {
    BufferedImage image = new BufferedImage(columns, rows, BufferedImage.TYPE_INT_RGB);
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        image.setRGB(column, row, rgb.applyAsInt(row * columns + column));
      }
    }
    return encode(image);
  }

  private static byte[] encode(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      if (!ImageIO.write(image, "png", out)) {
        throw new IllegalStateException("this Java runtime has no PNG writer");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a PNG could not be encoded in memory", e);
    }
    return bytes.toByteArray();
  }
}
