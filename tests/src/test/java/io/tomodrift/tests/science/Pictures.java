package io.tomodrift.tests.science;

import io.tomodrift.formats.png.DisplayWindow;
import io.tomodrift.formats.png.PngImages;
import io.tomodrift.geometry.stack.FloatStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Pictures for people, in target/science. */
final class Pictures {

  private static final Path FOLDER = Path.of("target", "science");

  private Pictures() {}

  static void write(String name, FloatStack stack, double black, double white) throws IOException {
    Files.createDirectories(FOLDER);
    byte[] png = PngImages.grey8(stack, 0, DisplayWindow.between(name, black, white));
    PngImages.write(png, FOLDER.resolve(name + ".png"));
  }
}
