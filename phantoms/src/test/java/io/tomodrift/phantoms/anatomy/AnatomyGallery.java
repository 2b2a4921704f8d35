package io.tomodrift.phantoms.anatomy;

import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * Writes contact sheets of generated bodies, to be looked at: arguments are a folder, a region, the
 * first seed, window centre and width. Not a test.
 */
final class AnatomyGallery {

  private static final int SIZE = 512;
  private static final int ACROSS = 3;
  private static final int DOWN = 2;

  private AnatomyGallery() {}

  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of(args[0]));
    BodyRegion region = BodyRegion.valueOf(args[1]);
    long seed = Long.parseLong(args[2]);
    double centre = Double.parseDouble(args[3]);
    double width = Double.parseDouble(args[4]);
    double pixelMm = region == BodyRegion.HEAD ? 0.48 : 0.82;
    AnatomySettings settings = AnatomySettings.slice(region, ImageGrid.square(SIZE, pixelMm));
    BufferedImage sheet =
        new BufferedImage(ACROSS * SIZE, DOWN * SIZE, BufferedImage.TYPE_BYTE_GRAY);
    long start = System.nanoTime();
    for (int i = 0; i < ACROSS * DOWN; i++) {
      RunContext context = RunContext.defaults().withSeed(seed + i);
      FloatStack hu = new AnthropomorphicGenerator(settings).generate(context).hu().stack();
      draw(hu, sheet, i % ACROSS * SIZE, i / ACROSS * SIZE, centre, width);
    }
    System.out.printf("%.3f s a slice%n", (System.nanoTime() - start) * 1e-9 / (ACROSS * DOWN));
    Path file = folder.resolve("%s_%d_%.0f.png".formatted(region, seed, centre));
    ImageIO.write(sheet, "png", file.toFile());
  }

  static void draw(
      FloatStack hu, BufferedImage sheet, int x0, int y0, double centre, double width) {
    for (int y = 0; y < SIZE; y++) {
      for (int x = 0; x < SIZE; x++) {
        double grey = 255 * ((hu.get(0, y, x) - centre) / width + 0.5);
        int value = (int) Math.max(0, Math.min(255, grey));
        sheet.getRaster().setSample(x0 + x, y0 + y, 0, value);
      }
    }
  }
}
