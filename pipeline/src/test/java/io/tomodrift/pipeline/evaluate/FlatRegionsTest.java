package io.tomodrift.pipeline.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.stack.Volume;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FlatRegionsTest {

  private static final int SIDE = 128;
  private static final double PIXEL_MM = 0.9;

  /** Soft tissue on the left, stripes on the right. */
  private static double tissue(int column) {
    return column < SIDE / 2 ? 50 : (column / 4 % 2 == 0 ? 50 : 190);
  }

  private static Volume noisy(long seed, double standardDeviation) {
    Fields.Formula noise = Fields.noise(seed, standardDeviation);
    return Fields.volume(1, SIDE, PIXEL_MM, (s, r, c) -> tissue(c) + noise.at(s, r, c));
  }

  @Test
  void regionsAvoidStructure() {
    FlatRegions flat = FlatRegions.of(noisy(1, 12), Optional.empty());
    assertEquals(16, flat.regions().size());
    flat.regions()
        .forEach(
            region -> assertTrue(region.column() + region.size() <= SIDE / 2, region.toString()));
  }

  /** The fit of 6 terms takes 6 / 256 of the power of white noise in squares of 16 pixels. */
  @Test
  void whiteNoiseIsMeasuredAsItIs() {
    FlatRegions flat = FlatRegions.of(noisy(1, 12), Optional.empty());
    FlatRegions.Noise noise = flat.noise(noisy(2, 20).stack());
    // 16 half-overlapping squares of 256 pixels: the standard error is about 1.5 %.
    assertEquals(20 * Math.sqrt(1 - 6.0 / 256), noise.standardDeviationHu(), 1.0);
    assertTrue(noise.meanFrequencyPerMm() > 0.5 / PIXEL_MM / 2, noise.toString());
  }

  @Test
  void coarseNoiseHasALowFrequency() {
    FlatRegions flat = FlatRegions.of(noisy(1, 12), Optional.empty());
    Volume fine = noisy(3, 20);
    Volume coarse =
        Fields.volume(1, SIDE, PIXEL_MM, (s, r, c) -> fine.stack().get(0, r / 4 * 4, c / 4 * 4));
    double low = flat.noise(coarse.stack()).meanFrequencyPerMm();
    double high = flat.noise(fine.stack()).meanFrequencyPerMm();
    assertTrue(low < 0.6 * high, low + " " + high);
  }

  @Test
  void boneAndAirAreNoSoftTissue() {
    for (double hu : new double[] {-1000, 400}) {
      Volume flat = Fields.volume(1, SIDE, PIXEL_MM, (s, r, c) -> hu);
      FlatRegions regions = FlatRegions.of(flat, Optional.empty());
      assertTrue(regions.regions().isEmpty());
      assertTrue(Double.isNaN(regions.noise(flat.stack()).standardDeviationHu()));
    }
  }

  @Test
  void anImageWithoutNoiseHasNoFrequency() {
    Volume flat = Fields.volume(1, SIDE, PIXEL_MM, (s, r, c) -> 30 + 0.1 * c);
    FlatRegions.Noise noise = FlatRegions.of(flat, Optional.empty()).noise(flat.stack());
    assertEquals(0, noise.standardDeviationHu(), 1e-4);
    assertTrue(Double.isNaN(noise.meanFrequencyPerMm()));
  }
}
