package io.tomodrift.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tomodrift.tests.support.SeededTest;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class SegmentationTest {

  @SeededTest(repeats = 20)
  void distanceMapEqualsBruteForce(RandomGenerator random) {
    int[] shape = {random.nextInt(1, 7), random.nextInt(1, 9), random.nextInt(1, 8)};
    double[] spacing = {
      random.nextDouble(0.5, 3), random.nextDouble(0.5, 3), random.nextDouble(0.5, 3)
    };
    boolean[] set = new boolean[shape[0] * shape[1] * shape[2]];
    for (int i = 0; i < set.length; i++) {
      set[i] = random.nextInt(10) == 0;
    }
    double[] map = DistanceMap.of(set, shape, spacing);
    for (int i = 0; i < set.length; i++) {
      double best = Double.POSITIVE_INFINITY;
      for (int k = 0; k < set.length; k++) {
        if (set[k]) {
          best = Math.min(best, distance(i, k, shape, spacing));
        }
      }
      assertEquals(best, map[i], 1e-12);
    }
  }

  private static double distance(int i, int k, int[] shape, double[] spacing) {
    int plane = shape[1] * shape[2];
    double dz = (i / plane - k / plane) * spacing[0];
    double dy = (i / shape[2] % shape[1] - k / shape[2] % shape[1]) * spacing[1];
    double dx = (i % shape[2] - k % shape[2]) * spacing[2];
    return Math.sqrt(dx * dx + dy * dy + dz * dz);
  }

  @Test
  void surfaceOfACubeHasItsAreaAndFlatCellsTheirs() {
    double[] sizes = CellSurface.sizes(3, 2, 3, 5);
    assertEquals(15, sizes[0b00001111], 1e-12); // a slice boundary: 3 x 5
    assertEquals(10, sizes[0b00110011], 1e-12); // a row boundary: 2 x 5
    assertEquals(6, sizes[0b01010101], 1e-12); // a column boundary: 2 x 3
    double[] unit = CellSurface.sizes(3, 1, 1, 1);
    assertEquals(Math.sqrt(3) / 8, unit[1], 1e-12); // one corner
    assertEquals(Math.sqrt(0.5), unit[3], 1e-12); // an edge
    assertEquals(2 * Math.sqrt(3) / 8, unit[0b1001], 1e-12); // two corners across a face
    for (int code = 0; code < 256; code++) {
      assertEquals(unit[code], unit[255 - code], 1e-12);
    }
    double[] flat = CellSurface.sizes(2, 1, 3, 5);
    assertEquals(3, flat[0b0101], 1e-12);
    assertEquals(5, flat[0b0011], 1e-12);
    assertEquals(Math.hypot(3, 5) / 2, flat[1], 1e-12);
    assertEquals(Math.hypot(3, 5), flat[0b1001], 1e-12);
  }

  @Test
  void shiftedBallsAreOneShiftApart() {
    Mask a = ball(16, 14, 14);
    Mask b = ball(16, 14, 17);
    SegmentationResult result =
        Segmentation.compare(a, b, Segmentation.Hausdorff95.MAX_OF_DIRECTED, 2.5, 1, 1, 2);
    assertEquals(6, result.hausdorffMm(), 1e-12);
    assertEquals(a.count(), result.referenceVoxels());
    SegmentationResult back =
        Segmentation.compare(b, a, Segmentation.Hausdorff95.MAX_OF_DIRECTED, 2.5, 1, 1, 2);
    assertEquals(result.averageDistanceMm(), back.averageDistanceMm(), 1e-12);
    assertEquals(result.surfaceDice(), back.surfaceDice(), 1e-12);
  }

  @Test
  void spacingAndShapeAreChecked() {
    Mask a = ball(16, 14, 14);
    Mask plane = Mask.of(new boolean[4], 2, 2);
    assertThrows(IllegalArgumentException.class, () -> Segmentation.compare(a, a, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> Segmentation.compare(a, a, 1, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> Segmentation.compare(a, plane, 1, 1, 1));
  }

  private static Mask ball(int z, int y, int x) {
    boolean[] inside = new boolean[32 * 32 * 32];
    for (int i = 0; i < inside.length; i++) {
      inside[i] =
          Math.pow(i / 1024 - z, 2) + Math.pow(i / 32 % 32 - y, 2) + Math.pow(i % 32 - x, 2) <= 64;
    }
    return Mask.of(inside, 32, 32, 32);
  }
}
