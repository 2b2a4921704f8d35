package io.tomodrift.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.error.FormatException;
import org.apache.commons.math3.special.BesselJ;
import org.apache.commons.math3.special.Erf;
import org.junit.jupiter.api.Test;

class MtfTest {

  private static final double PIXEL_MM = 0.5;

  @Test
  void besselFunctionsAgreeWithAnotherLibrary() {
    for (double x = 0; x < 300; x += 0.37) {
      assertEquals(BesselJ.value(0, x), Bessel.j0(x), 1e-12, "J0 " + x);
      assertEquals(BesselJ.value(1, x), Bessel.j1(x), 1e-12, "J1 " + x);
    }
  }

  @Test
  void pointWireOfGaussianBlur() {
    double sigma = 1.1;
    Samples image = gaussianWire(sigma, 0, 20.3, 19.6);
    Mtf mtf = WireMtf.measure(image, 0, 20, 20, 9, PIXEL_MM, 0);
    double worst = 0;
    for (int i = 0; i < mtf.curve().size(); i++) {
      double truth = gaussian(mtf.curve().x(i), sigma);
      worst = Math.max(worst, Math.abs(truth - mtf.curve().y(i)));
    }
    assertEquals(0, worst, 7e-4);
    assertEquals(
        Math.sqrt(Math.log(2) / 2) / (Math.PI * sigma * PIXEL_MM),
        mtf.f50PerMm().orElseThrow(),
        1e-3);
    assertEquals(
        Math.sqrt(Math.log(10) / 2) / (Math.PI * sigma * PIXEL_MM),
        mtf.f10PerMm().orElseThrow(),
        1e-3);
    DiscPatch found = DiscPatch.find(image, 0, 20, 20, 9, 13.5);
    assertEquals(20.3, found.row(), 1e-3);
    assertEquals(19.6, found.column(), 1e-3);
  }

  @Test
  void thicknessOfTheWireIsDividedOut() {
    double sigma = 1.0;
    double diameterMm = 0.8;
    Samples image = gaussianWire(sigma, diameterMm, 19.8, 20.25);
    Mtf mtf = WireMtf.measure(image, 0, 20, 20, 9, PIXEL_MM, diameterMm);
    Mtf naive = WireMtf.measure(image, 0, 20, 20, 9, PIXEL_MM, 0);
    for (double f = 0.05; f < 0.7; f += 0.05) {
      assertEquals(gaussian(f, sigma), mtf.curve().at(f), 2e-3, "f " + f);
    }
    assertTrue(naive.curve().at(0.5) < mtf.curve().at(0.5) - 0.03);
  }

  @Test
  void discEdgeOfGaussianBlur() {
    for (double sigma : new double[] {0.9, 1.5}) {
      double radius = 60.4;
      int side = 181;
      double[] v = new double[side * side];
      for (int i = 0; i < v.length; i++) {
        double r = Math.hypot(i / side - 90.3, i % side - 89.8);
        v[i] = -1000 + 500 * Erf.erfc((r - radius) / (sigma * Math.sqrt(2)));
      }
      Mtf mtf = EdgeMtf.measure(Samples.of(v, side, side), 0, 90, 90, radius, 15, PIXEL_MM);
      double worst = 0;
      for (int i = 0; i < mtf.curve().size(); i++) {
        worst = Math.max(worst, Math.abs(mtf.curve().y(i) - gaussian(mtf.curve().x(i), sigma)));
      }
      assertEquals(0, worst, 2e-3, "sigma " + sigma);
      assertEquals(
          Math.sqrt(Math.log(2) / 2) / (Math.PI * sigma * PIXEL_MM),
          mtf.f50PerMm().orElseThrow(),
          5e-4);
    }
  }

  @Test
  void nothingToMeasureIsAnError() {
    Samples flat = Samples.of(new double[101 * 101], 101, 101).map(v -> 7);
    assertThrows(FormatException.class, () -> WireMtf.measure(flat, 0, 50, 50, 9, PIXEL_MM, 0));
    assertThrows(FormatException.class, () -> EdgeMtf.measure(flat, 0, 50, 50, 30, 8, PIXEL_MM));
    assertThrows(
        IllegalArgumentException.class, () -> WireMtf.measure(flat, 0, 3, 50, 9, PIXEL_MM, 0));
  }

  private static double gaussian(double fPerMm, double sigmaPixels) {
    return Math.exp(-2 * Math.pow(Math.PI * sigmaPixels * PIXEL_MM * fPerMm, 2));
  }

  /** A disc of the given diameter, Gaussian-blurred, sampled at pixel centres. */
  private static Samples gaussianWire(double sigma, double diameterMm, double row, double column) {
    int side = 41;
    double radius = diameterMm / 2 / PIXEL_MM;
    double[] v = new double[side * side];
    int rings = radius == 0 ? 1 : 30;
    for (int ring = 0; ring < rings; ring++) {
      // Rings of equal area, so that equal weights fill the disc.
      double ringRadius = radius * Math.sqrt((ring + 0.5) / rings);
      for (int k = 0; k < 40; k++) {
        double y = row + ringRadius * Math.sin(2 * Math.PI * k / 40);
        double x = column + ringRadius * Math.cos(2 * Math.PI * k / 40);
        for (int i = 0; i < v.length; i++) {
          double d2 = Math.pow(i / side - y, 2) + Math.pow(i % side - x, 2);
          v[i] += 1000.0 / rings / 40 * Math.exp(-d2 / (2 * sigma * sigma));
        }
      }
    }
    return Samples.of(v, side, side).map(value -> value - 90);
  }
}
