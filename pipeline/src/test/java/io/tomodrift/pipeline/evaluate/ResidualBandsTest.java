package io.tomodrift.pipeline.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.stack.Volume;
import org.junit.jupiter.api.Test;

class ResidualBandsTest {

  private static final int SIDE = 64;

  private static ResidualBands bands(int cycles) {
    Volume reference = Fields.volume(1, SIDE, 0.5, (s, r, c) -> 5 * r);
    Volume test =
        Fields.volume(
            1, SIDE, 0.5, (s, r, c) -> 5 * r + 10 * Math.cos(2 * Math.PI * cycles * c / SIDE));
    return ResidualBands.of(reference, test);
  }

  /** A wave of amplitude A has A^2 n^2 / 4 in each of its two DFT bins. */
  @Test
  void aWaveIsInTheBandOfItsFrequency() {
    int[] cycles = {4, 12, 24};
    for (int i = 0; i < 3; i++) {
      ResidualBands bands = bands(cycles[i]);
      double[] means = {bands.low(), bands.middle(), bands.high()};
      double power = 2 * 100 / 4.0 * SIDE * SIDE;
      int bins = bands.radial().size();
      assertEquals(16, bins);
      int bin = (int) (cycles[i] / 32.0 * bins);
      double expected = power / inBin(bin, bins) / new int[] {4, 4, 8}[i];
      assertEquals(expected, means[i], 1e-4 * expected);
      for (int other = 0; other < 3; other++) {
        assertTrue(other == i || means[other] < 1e-6 * expected, bands.toString());
      }
    }
  }

  private static int inBin(int bin, int bins) {
    int count = 0;
    for (int v = -SIDE / 2; v < SIDE / 2; v++) {
      for (int u = -SIDE / 2; u < SIDE / 2; u++) {
        count += (int) Math.floor(Math.hypot(u, v) / SIDE / 0.5 * bins) == bin ? 1 : 0;
      }
    }
    return count;
  }

  @Test
  void theAxisEndsAtTheNyquistFrequency() {
    ResidualBands bands = bands(4);
    int last = bands.radial().size() - 1;
    assertEquals(1 - 0.5 / 16, bands.radial().x(last), 1e-12);
  }
}
