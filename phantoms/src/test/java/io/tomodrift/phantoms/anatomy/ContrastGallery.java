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
 * Writes contact sheets of native bodies above the same with contrast medium, arterial and portal
 * venous, to be looked at: arguments are a folder, a region, the first seed, window centre and
 * width. Not a test.
 */
final class ContrastGallery {

  private static final int SIZE = 512;
  private static final int ACROSS = 3;

  private ContrastGallery() {}

  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of(args[0]));
    BodyRegion region = BodyRegion.valueOf(args[1]);
    long seed = Long.parseLong(args[2]);
    double centre = Double.parseDouble(args[3]);
    double width = Double.parseDouble(args[4]);
    double pixelMm = region == BodyRegion.HEAD ? 0.48 : 0.82;
    AnatomySettings settings = AnatomySettings.slice(region, ImageGrid.square(SIZE, pixelMm));
    BufferedImage sheet = new BufferedImage(ACROSS * SIZE, 3 * SIZE, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < ACROSS; i++) {
      RunContext context = RunContext.defaults().withSeed(seed + i);
      for (IodineEnhancement.Phase phase : IodineEnhancement.Phase.values()) {
        IodineEnhancement enhancement = new IodineEnhancement(120, phase, 12);
        AnatomyCase made =
            new AnthropomorphicGenerator(settings.withEnhancement(enhancement)).generate(context);
        FloatStack enhanced = enhancement.enhance(made.hu(), made.iodine().orElseThrow()).stack();
        AnatomyGallery.draw(made.hu().stack(), sheet, i * SIZE, 0, centre, width);
        AnatomyGallery.draw(enhanced, sheet, i * SIZE, (1 + phase.ordinal()) * SIZE, centre, width);
      }
    }
    Path file = folder.resolve("contrast_%s_%d_%.0f.png".formatted(region, seed, centre));
    ImageIO.write(sheet, "png", file.toFile());
  }
}
