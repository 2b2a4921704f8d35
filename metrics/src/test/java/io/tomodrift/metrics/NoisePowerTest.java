package io.tomodrift.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NoisePowerTest {

  private static final int SIDE = 512;
  private static final double PIXEL_MM = 0.7;

  @Test
  void whiteNoiseIsFlatAndIntegratesToItsVariance() {
    double sigma = 12;
    Samples image = Samples.of(white(sigma, 1), SIDE, SIDE).map(v -> v + 40);
    NoisePower nps = measure(image);
    assertEquals(sigma * sigma, nps.variance(), 0.01 * sigma * sigma);
    double level = sigma * sigma * PIXEL_MM * PIXEL_MM;
    for (int k = 4; k < nps.radial().size(); k++) {
      assertEquals(level, nps.radial().y(k), 0.08 * level, "bin " + k);
    }
    // The fit empties ring 0 and most of ring 1, so the mean lies between those of rings 1 to 32
    // and 2 to 32.
    double between = (16.5 + 17) / 2 / 64 / PIXEL_MM;
    assertEquals(between, nps.meanFrequencyPerMm(), 0.005 / PIXEL_MM);
  }

  @Test
  void colouredNoiseHasTheSpectrumOfItsFilter() {
    // v(x, y) = n(x, y) - n(x - 1, y) in both directions: |H|^2 = 16 sin^2(pi fx d) sin^2(pi fy d)
    double sigma = 10;
    double[] n = white(sigma, 2);
    double[] v = new double[n.length];
    for (int r = 0; r < SIDE; r++) {
      for (int c = 0; c < SIDE; c++) {
        int up = (r + SIDE - 1) % SIDE;
        int left = (c + SIDE - 1) % SIDE;
        v[r * SIDE + c] =
            n[r * SIDE + c] - n[r * SIDE + left] - n[up * SIDE + c] + n[up * SIDE + left];
      }
    }
    NoisePower nps = measure(Samples.of(v, SIDE, SIDE));
    assertEquals(4 * sigma * sigma, nps.variance(), 0.01 * 4 * sigma * sigma);
    double total = 0;
    double error = 0;
    double[] spectrum = nps.spectrum();
    for (int r = 0; r < 64; r++) {
      for (int c = 0; c < 64; c++) {
        double truth =
            16
                * sigma
                * sigma
                * PIXEL_MM
                * PIXEL_MM
                * Math.pow(Math.sin(Math.PI * r / 64) * Math.sin(Math.PI * c / 64), 2);
        total += truth;
        error += spectrum[r * 64 + c] - truth;
      }
    }
    assertEquals(0, error / total, 0.01);
    double corner = 16 * sigma * sigma * PIXEL_MM * PIXEL_MM;
    double mean = 0;
    for (int r = 28; r <= 36; r++) {
      for (int c = 28; c <= 36; c++) {
        mean += spectrum[r * 64 + c] / 81;
      }
    }
    assertEquals(corner, mean, 0.05 * corner);
    assertTrue(nps.peakPerMm() > 0.4 / PIXEL_MM, "peak " + nps.peakPerMm());
  }

  @Test
  void bandOfFrequenciesIsFoundWhereItIs() {
    // A cosine of 12 cycles in 64 pixels, in each direction: all power in four bins.
    double[] v = new double[64 * 64];
    for (int i = 0; i < v.length; i++) {
      v[i] = 5 * Math.cos(2 * Math.PI * 12 * (i % 64) / 64.0);
    }
    Samples image = Samples.of(v, 64, 64);
    NoisePower nps =
        NoisePower.measure(image, List.of(new RegionOfInterest(0, 0, 0, 64)), PIXEL_MM);
    assertEquals(12 / (64 * PIXEL_MM), nps.peakPerMm(), 0.3 / (64 * PIXEL_MM));
    assertEquals(12.5, nps.variance(), 0.15);
  }

  @Test
  void smoothShadingIsRemoved() {
    double[] v = new double[64 * 64];
    for (int i = 0; i < v.length; i++) {
      double x = i % 64;
      double y = i / 64;
      v[i] = 1000 - 3 * x + 0.5 * y + 0.02 * x * x - 0.01 * x * y + 0.03 * y * y;
    }
    NoisePower nps =
        NoisePower.measure(
            Samples.of(v, 64, 64), List.of(new RegionOfInterest(0, 0, 0, 64)), PIXEL_MM);
    assertEquals(0, nps.variance(), 1e-18);
  }

  @Test
  void regionsMustAgree() {
    Samples image = Samples.of(new double[SIDE * SIDE], SIDE, SIDE);
    assertThrows(
        IllegalArgumentException.class, () -> NoisePower.measure(image, List.of(), PIXEL_MM));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            NoisePower.measure(
                image,
                List.of(new RegionOfInterest(0, 0, 0, 64), new RegionOfInterest(0, 0, 0, 32)),
                PIXEL_MM));
    assertThrows(
        IndexOutOfBoundsException.class,
        () -> NoisePower.measure(image, List.of(new RegionOfInterest(0, 500, 0, 64)), PIXEL_MM));
  }

  private static NoisePower measure(Samples image) {
    List<RegionOfInterest> regions = RegionOfInterest.withinCircle(image, 64, 400);
    assertEquals(225, regions.size());
    return NoisePower.measure(image, regions, PIXEL_MM);
  }

  private static double[] white(double sigma, long seed) {
    java.util.Random random = new java.util.Random(new SplittableRandom(seed).nextLong());
    double[] values = new double[SIDE * SIDE];
    for (int i = 0; i < values.length; i++) {
      values[i] = sigma * random.nextGaussian();
    }
    return values;
  }
}
