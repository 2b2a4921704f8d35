package io.tomodrift.pipeline.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.metrics.Mask;
import io.tomodrift.metrics.Masks;
import io.tomodrift.metrics.Samples;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EdgeSetTest {

  private static final int SIDE = 96;
  private static final double PIXEL_MM = 0.8;

  /** Waves of many strengths of slope, along no axis. */
  private static double wave(int row, int column, double damping) {
    return 300 * damping * Math.sin(0.25 * column + 0.15 * row);
  }

  private static Volume waves(double damping) {
    return Fields.volume(1, SIDE, PIXEL_MM, (s, r, c) -> wave(r, c, damping));
  }

  private static EdgeSet edges(Volume reference) {
    return EdgeSet.of(reference, Optional.empty());
  }

  @Test
  void theReferenceIsAsSharpAsItself() {
    Volume reference = waves(1);
    EdgeSet.Sharpness same = edges(reference).sharpness(reference.stack());
    assertEquals(1, same.ratio(), 1e-12);
    assertEquals(1, same.alignedRatio(), 1e-12);
  }

  /** A Gaussian of sigma s damps a wave of wave number k by exp(-k^2 s^2 / 2). */
  @Test
  void blurShowsAsItsTransferFunction() {
    double k2 = 0.25 * 0.25 + 0.15 * 0.15;
    for (double sigma : new double[] {0.5, 1, 2}) {
      double damping = Math.exp(-k2 * sigma * sigma / 2);
      EdgeSet.Sharpness blurred = edges(waves(1)).sharpness(waves(damping).stack());
      assertEquals(damping, blurred.ratio(), 1e-6);
      assertEquals(damping, blurred.alignedRatio(), 1e-6);
    }
  }

  @Test
  void noiseRaisesTheRatioAndNotTheAlignedOne() {
    Fields.Formula noise = Fields.noise(5, 30);
    Volume noisy =
        Fields.volume(1, SIDE, PIXEL_MM, (s, r, c) -> wave(r, c, 0.8) + noise.at(s, r, c));
    EdgeSet.Sharpness sharpness = edges(waves(1)).sharpness(noisy.stack());
    assertTrue(sharpness.ratio() > 1.1, sharpness.toString());
    assertEquals(0.8, sharpness.alignedRatio(), 0.03);
  }

  /** The definition again, voxel by voxel in double. */
  @Test
  void equalsTheDefinition() {
    Fields.Formula noise = Fields.noise(11, 5);
    Volume reference =
        Fields.volume(
            1,
            SIDE,
            PIXEL_MM,
            (s, r, c) -> (Math.hypot(r - 48, c - 48) < 30 ? 100 : -900) + wave(r, c, 0.2));
    Volume test =
        Fields.volume(
            1, SIDE, PIXEL_MM, (s, r, c) -> reference.stack().get(0, r, c) + noise.at(s, r, c));
    Mask body = Masks.body(Samples.of(reference));
    EdgeSet edges = EdgeSet.of(reference, Optional.of(body));
    double[] expected = naive(reference, test, body);
    assertEquals(expected[0], edges.size());
    EdgeSet.Sharpness sharpness = edges.sharpness(test.stack());
    assertEquals(expected[1], sharpness.ratio(), 1e-5);
    assertEquals(expected[2], sharpness.alignedRatio(), 1e-5);
  }

  private static double[] naive(Volume reference, Volume test, Mask mask) {
    double[] all = new double[SIDE * SIDE];
    int count = 0;
    for (int r = 1; r < SIDE - 1; r++) {
      for (int c = 1; c < SIDE - 1; c++) {
        if (mask.contains(0, r, c)) {
          all[count++] = norm(smoothGradient(reference, r, c));
        }
      }
    }
    double[] sorted = java.util.Arrays.copyOf(all, count);
    java.util.Arrays.sort(sorted);
    double top = sorted[(int) Math.floor((count - 1) * 0.995)];
    double n = 0;
    double[] sums = new double[4];
    for (int r = 1; r < SIDE - 1; r++) {
      for (int c = 1; c < SIDE - 1; c++) {
        double[] u = smoothGradient(reference, r, c);
        if (mask.contains(0, r, c) && norm(u) >= 0.1 * top && norm(u) <= 0.5 * top) {
          double[] a = gradient(reference, r, c);
          double[] b = gradient(test, r, c);
          n++;
          sums[0] += norm(a);
          sums[1] += norm(b);
          sums[2] += (a[0] * u[0] + a[1] * u[1]) / norm(u);
          sums[3] += (b[0] * u[0] + b[1] * u[1]) / norm(u);
        }
      }
    }
    return new double[] {n, sums[1] / sums[0], sums[3] / sums[2]};
  }

  private static double norm(double... v) {
    return Math.hypot(v[0], v[1]);
  }

  private static double[] gradient(Volume volume, int r, int c) {
    return new double[] {
      (volume.stack().get(0, r, c + 1) - volume.stack().get(0, r, c - 1)) / (2 * PIXEL_MM),
      (volume.stack().get(0, r + 1, c) - volume.stack().get(0, r - 1, c)) / (2 * PIXEL_MM)
    };
  }

  private static double[] smoothGradient(Volume volume, int r, int c) {
    return new double[] {
      (smooth(volume, r, c + 1) - smooth(volume, r, c - 1)) / (2 * PIXEL_MM),
      (smooth(volume, r + 1, c) - smooth(volume, r - 1, c)) / (2 * PIXEL_MM)
    };
  }

  private static double smooth(Volume volume, int r, int c) {
    double[] along = new double[3];
    for (int i = -1; i <= 1; i++) {
      int row = r == 0 || r == SIDE - 1 ? r : r + i;
      boolean border = c == 0 || c == SIDE - 1;
      double left = volume.stack().get(0, row, border ? c : c - 1);
      double right = volume.stack().get(0, row, border ? c : c + 1);
      along[i + 1] = (left + 2 * volume.stack().get(0, row, c) + right) / 4;
    }
    return (along[0] + 2 * along[1] + along[2]) / 4;
  }

  @Test
  void withoutEdgesThereIsNoRatio() {
    Volume flat = Fields.volume(1, SIDE, PIXEL_MM, (s, r, c) -> 40);
    EdgeSet edges = edges(flat);
    assertEquals(0, edges.size());
    assertTrue(Double.isNaN(edges.sharpness(flat.stack()).ratio()));
  }
}
