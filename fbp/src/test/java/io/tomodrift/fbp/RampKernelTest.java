package io.tomodrift.fbp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tomodrift.geometry.error.GeometryException;
import io.tomodrift.tests.support.ArrayAssertions;
import org.apache.commons.math3.complex.Complex;
import org.apache.commons.math3.transform.DftNormalization;
import org.apache.commons.math3.transform.FastFourierTransformer;
import org.apache.commons.math3.transform.TransformType;
import org.junit.jupiter.api.Test;

class RampKernelTest {

  @Test
  void equidistantTapsAreTheBandLimitedRamp() {
    RampKernel kernel = RampKernel.equidistant(0.5, 10);
    assertEquals(1, kernel.tap(0), 1e-15);
    assertEquals(-1 / Math.pow(Math.PI * 3 * 0.5, 2), kernel.tap(3), 1e-15);
    assertEquals(kernel.tap(3), kernel.tap(-3));
    assertEquals(0, kernel.tap(4));
    assertEquals(0, kernel.tap(11));
  }

  /** The tap n is the integral of |f| cos(2 pi f n T) up to Nyquist, here by Simpson's rule. */
  @Test
  void equidistantTapsAreTheTransformOfTheRamp() {
    double pitch = 0.7;
    RampKernel kernel = RampKernel.equidistant(pitch, 8);
    for (int n = 0; n < 8; n++) {
      int steps = 2000;
      double width = 0.5 / pitch / steps;
      double sum = 0;
      for (int i = 0; i <= steps; i++) {
        double f = i * width;
        double weight = i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2;
        sum += weight * 2 * f * Math.cos(2 * Math.PI * f * n * pitch);
      }
      assertEquals(sum * width / 3, kernel.tap(n), 1e-9);
    }
  }

  @Test
  void equiangularTapsUseTheSine() {
    double pitch = 0.001;
    RampKernel arc = RampKernel.equiangular(pitch, 700);
    RampKernel line = RampKernel.equidistant(pitch, 700);
    for (int n : new int[] {1, 35, 699}) {
      double ratio = n * pitch / Math.sin(n * pitch);
      assertEquals(line.tap(n) * ratio * ratio, arc.tap(n), 1e-9 * Math.abs(arc.tap(n)));
    }
    assertEquals(line.tap(0), arc.tap(0));
    assertThrows(GeometryException.class, () -> RampKernel.equiangular(0.01, 400));
  }

  /**
   * What is cut off an infinite kernel remains: 2 sum of 1 / (pi n T)^2 beyond, about 1/(pi^2 N
   * T^2).
   */
  @Test
  void zeroFrequencyIsTheSumOfTheTapsWhateverTheWindow() {
    double pitch = 0.7;
    int reach = 736;
    RampKernel kernel = RampKernel.equidistant(pitch, reach);
    double sum = 0;
    for (int n = 1 - reach; n < reach; n++) {
      sum += kernel.tap(n);
    }
    assertEquals(1 / (Math.PI * Math.PI * reach * pitch * pitch), sum, 2e-3 * sum);
    for (RampWindow window : RampWindow.values()) {
      assertEquals(sum, kernel.spectrum(kernel.transformSize(), window, 0.6)[0], 1e-12);
    }
  }

  @Test
  void spectrumAgreesWithAnotherTransform() {
    RampKernel kernel = RampKernel.equiangular(0.00118, 400);
    Complex[] taps = new Complex[1024];
    for (int n = 0; n < 1024; n++) {
      taps[n] = new Complex(kernel.tap(n < 512 ? n : n - 1024), 0);
    }
    Complex[] expected =
        new FastFourierTransformer(DftNormalization.STANDARD)
            .transform(taps, TransformType.FORWARD);
    double[] spectrum = kernel.spectrum(1024, RampWindow.RAM_LAK, 1);
    for (int k = 0; k < 1024; k++) {
      assertEquals(expected[k].getReal(), spectrum[k], 1e-9 * kernel.tap(0));
      assertEquals(0, expected[k].getImaginary(), 1e-9 * kernel.tap(0));
    }
  }

  @Test
  void spectrumIsTheRampAwayFromZero() {
    RampKernel kernel = RampKernel.equidistant(1, 1000);
    double[] spectrum = kernel.spectrum(2000, RampWindow.RAM_LAK, 1);
    double[] expected = new double[900];
    double[] actual = new double[900];
    for (int k = 0; k < 900; k++) {
      expected[k] = (k + 50) / 2000.0;
      actual[k] = spectrum[k + 50];
    }
    ArrayAssertions.assertClose(expected, actual, 0, 1e-5);
  }

  @Test
  void windowsActOnTheFractionOfTheCutoff() {
    RampKernel kernel = RampKernel.equidistant(1, 500);
    double[] plain = kernel.spectrum(1000, RampWindow.RAM_LAK, 1);
    double[] hann = kernel.spectrum(1000, RampWindow.HANN, 0.5);
    assertEquals(plain[125] / 2, hann[125], 1e-12);
    assertEquals(plain[875] / 2, hann[875], 1e-12);
    assertEquals(0, hann[251]);
    assertEquals(0, hann[500]);
    double[] sharp = kernel.spectrum(1000, RampWindow.RAM_LAK, 0.5);
    assertEquals(plain[250], sharp[250]);
    assertEquals(0, sharp[251]);
  }

  @Test
  void transformSizesAreFastAndLongEnough() {
    assertEquals(1500, RampKernel.equidistant(1, 736).transformSize());
    assertEquals(2048, RampKernel.equidistant(1, 1024).transformSize());
    assertEquals(1, FftSizes.atLeast(0));
    assertEquals(1024, FftSizes.atLeast(1024));
    assertEquals(1080, FftSizes.atLeast(1025));
    RampKernel kernel = RampKernel.equidistant(1, 736);
    assertThrows(IllegalArgumentException.class, () -> kernel.spectrum(1470, RampWindow.HANN, 1));
    assertThrows(IllegalArgumentException.class, () -> RampKernel.equidistant(0, 10));
  }
}
