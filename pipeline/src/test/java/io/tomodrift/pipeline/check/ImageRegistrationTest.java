package io.tomodrift.pipeline.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageRegistrationTest {

  private static final int SIZE = 96;

  /** Smooth bumps, exactly displaced. */
  private static float[] image(double right, double down) {
    float[] image = new float[SIZE * SIZE];
    for (int r = 0; r < SIZE; r++) {
      for (int c = 0; c < SIZE; c++) {
        double x = c - right;
        double y = r - down;
        image[r * SIZE + c] =
            (float) (bump(x, y, 40, 50, 6) + bump(x, y, 60, 35, 9) - bump(x, y, 50, 62, 4));
      }
    }
    return image;
  }

  private static double bump(double x, double y, double atX, double atY, double width) {
    return Math.exp(-((x - atX) * (x - atX) + (y - atY) * (y - atY)) / (2 * width * width));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "0.3, -0.7", "2.5, 1.25", "-4, 3"})
  void displacementsAreFound(double right, double down) {
    double[] found = ImageRegistration.displacement(image(0, 0), image(right, down), SIZE, 44);
    assertEquals(right, found[0], 0.005);
    assertEquals(down, found[1], 0.005);
  }

  @Test
  void imagesWithoutStructureGiveNothing() {
    float[] flat = new float[SIZE * SIZE];
    assertEquals(Double.NaN, ImageRegistration.displacement(flat, flat, SIZE, 44)[0]);
  }
}
