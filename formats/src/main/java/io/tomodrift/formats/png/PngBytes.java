package io.tomodrift.formats.png;

import io.tomodrift.formats.binary.SizeGuard;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.stack.FloatStack;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Between pictures in memory and the bytes of PNG files, without files for caching. */
final class PngBytes {

  private PngBytes() {}

  static byte[] encode(BufferedImage image) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(image);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  static FloatStack decode(String where, byte[] bytes) {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("png");
    ImageReader reader = readers.next();
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      reader.setInput(in);
      long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
      // One bit a pixel is the least a PNG stores.
      SizeGuard.requireInflatable(where, pixels / 8, bytes.length);
      return values(reader.read(0));
    } catch (IOException | RuntimeException e) {
      if (e instanceof FormatException known) {
        throw known;
      }
      throw new FormatException(where + ": not PNG, or damaged: " + e.getMessage(), e);
    } finally {
      reader.dispose();
    }
  }

  private static FloatStack values(BufferedImage image) {
    Raster raster = image.getRaster();
    boolean grey =
        image.getType() == BufferedImage.TYPE_BYTE_GRAY
            || image.getType() == BufferedImage.TYPE_USHORT_GRAY;
    FloatStack stack = FloatStack.planar(1, image.getHeight(), image.getWidth());
    for (int row = 0; row < stack.rows(); row++) {
      for (int column = 0; column < stack.columns(); column++) {
        float value = grey ? raster.getSample(column, row, 0) : meanRgb(image.getRGB(column, row));
        stack.set(0, row, column, value);
      }
    }
    return stack;
  }

  private static float meanRgb(int rgb) {
    return (((rgb >> 16) & 255) + ((rgb >> 8) & 255) + (rgb & 255)) / 3f;
  }
}
