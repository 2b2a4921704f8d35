package io.tomodrift.fbp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterWindowTest {

  /** Noise of the kernel's own spectrum, and after linear interpolation at a random place. */
  @ParameterizedTest
  @CsvSource({
    "RAM_LAK, 1.000, 0.681, 1, 1",
    "SHEPP_LOGAN, 0.780, 0.551, 1, 1",
    "COSINE, 0.443, 0.354, 0.667, 0.936",
    "HAMMING, 0.334, 0.278, 0.528, 0.906",
    "HANN, 0.300, 0.257, 0.500, 0.795"
  })
  void windowsHaveTheDocumentedNoiseAndResolution(
      RampWindow window, double noise, double interpolated, double half, double tenth) {
    RampKernel kernel = RampKernel.equidistant(1, 2048);
    double[] spectrum = kernel.spectrum(4096, window, 1);
    double[] ramp = kernel.spectrum(4096, RampWindow.RAM_LAK, 1);
    double variance = 0;
    double smoothed = 0;
    double reference = 0;
    for (int k = 0; k < spectrum.length; k++) {
      double square = spectrum[k] * spectrum[k];
      variance += square;
      smoothed += square * (2 + Math.cos(2 * Math.PI * k / spectrum.length)) / 3;
      reference += ramp[k] * ramp[k];
    }
    assertEquals(noise, Math.sqrt(variance / reference), 6e-4);
    assertEquals(interpolated, Math.sqrt(smoothed / reference), 6e-4);
    assertEquals(half, fallsTo(window, 0.5), 6e-4);
    assertEquals(tenth, fallsTo(window, 0.1), 6e-4);
  }

  private static double fallsTo(FilterWindow window, double level) {
    int steps = 100_000;
    for (int i = 0; i <= steps; i++) {
      if (window.gain((double) i / steps, 1) < level) {
        return (double) i / steps;
      }
    }
    return 1;
  }

  @Test
  void everyWindowPassesZeroFrequency() {
    for (RampWindow window : RampWindow.values()) {
      assertEquals(1, window.gain(0), 1e-15);
    }
    assertEquals(1, new GaussianWindow(0.4).gain(0), 1e-15);
  }

  @Test
  void gaussianIsHalfWhereItSays() {
    FilterWindow gauss = new GaussianWindow(0.4);
    assertEquals(0.5, gauss.gain(0.4), 1e-15);
    assertEquals(0.0625, gauss.gain(0.8), 1e-15);
    assertEquals(0, gauss.gain(0.9, 0.8));
    assertThrows(IllegalArgumentException.class, () -> new GaussianWindow(0));
  }

  @Test
  void tableIsJoinedByLines() {
    FilterWindow table = new TableWindow(List.of(1.0, 0.8, 0.0));
    assertEquals(0.9, table.gain(0.25), 1e-15);
    assertEquals(0.4, table.gain(0.75), 1e-15);
    assertEquals(0, table.gain(1), 1e-15);
    assertEquals(0.8, table.gain(0.3, 0.6), 1e-15);
    assertThrows(IllegalArgumentException.class, () -> new TableWindow(List.of(1.0)));
    assertThrows(IllegalArgumentException.class, () -> new TableWindow(List.of(0.5, 0.1)));
    assertThrows(IllegalArgumentException.class, () -> new TableWindow(List.of(1.0, Double.NaN)));
  }
}
