package io.tomodrift.projectors.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.projectors.ProjectionFilter;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The filter against the cyclic convolution written out in double precision. */
class CpuProjectionFilterTest {

  /** Largest error over the largest value of a whole filtered period: measured 2.9e-7 on noise. */
  private static final double NOISE = 4e-7;

  /** The same of a smooth line, where the large low frequencies cancel: measured 2.7e-6. */
  private static final double WATER = 3.5e-6;

  private static double[] anySpectrum(int size) {
    Random random = new Random(size);
    double[] spectrum = new double[size];
    for (int k = 0; k <= size / 2; k++) {
      spectrum[k] = (random.nextDouble() - 0.3) / size;
      spectrum[(size - k) % size] = spectrum[k];
    }
    return spectrum;
  }

  /** {@code c[d] = sum_k H[k] cos(2 pi k d / M)}. */
  private static double[] kernel(double[] spectrum) {
    int size = spectrum.length;
    double[] cosines = new double[size];
    for (int k = 0; k < size; k++) {
      cosines[k] = Math.cos(2 * Math.PI * k / size);
    }
    double[] kernel = new double[size];
    for (int d = 0; d < size; d++) {
      for (int k = 0; k < size; k++) {
        kernel[d] += spectrum[k] * cosines[(int) ((long) k * d % size)];
      }
    }
    return kernel;
  }

  private static double[] convolved(double[] kernel, float[] line) {
    double[] sums = new double[kernel.length];
    for (int n = 0; n < kernel.length; n++) {
      for (int m = 0; m < line.length; m++) {
        sums[n] += kernel[Math.floorMod(n - m, kernel.length)] * line[m];
      }
    }
    return sums;
  }

  private static FloatStack noise(int slices, int views, int positions) {
    Random random = new Random(slices + 31L * views + 1009L * positions);
    FloatStack lines = FloatStack.interleaved(slices, views, positions);
    for (int i = 0; i < lines.data().length; i++) {
      lines.data()[i] = (float) random.nextGaussian();
    }
    return lines;
  }

  private static float[] line(FloatStack lines, int slice, int view) {
    float[] line = new float[lines.columns()];
    for (int c = 0; c < line.length; c++) {
      line[c] = lines.get(slice, view, c);
    }
    return line;
  }

  private static FloatStack filtered(FloatStack lines, double[] spectrum, int threads) {
    FloatStack result = lines.copy();
    RunContext context = RunContext.defaults().withParallelism(threads);
    try (CpuBackend backend = Cases.backend(context);
        ProjectionFilter filter = backend.projectionFilter(lines.columns(), spectrum)) {
      filter.apply(result);
    }
    return result;
  }

  /** Largest error of any line, over the largest value of that line. */
  private static double error(FloatStack lines, double[] spectrum) {
    FloatStack actual = filtered(lines, spectrum, 2);
    double[] kernel = kernel(spectrum);
    double worst = 0;
    for (int s = 0; s < lines.slices(); s++) {
      for (int v = 0; v < lines.rows(); v++) {
        double[] expected = convolved(kernel, line(lines, s, v));
        double largest = 1e-30;
        double error = 0;
        for (double value : expected) {
          largest = Math.max(largest, Math.abs(value));
        }
        for (int c = 0; c < lines.columns(); c++) {
          error = Math.max(error, Math.abs(expected[c] - actual.get(s, v, c)));
        }
        worst = Math.max(worst, error / largest);
      }
    }
    return worst;
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        1, 2, 3, 4, 5, 6, 8, 9, 10, 12, 15, 16, 18, 20, 24, 25, 27, 30, 32, 36, 40, 45, 50, 60, 64,
        75, 81, 90, 96, 100, 120, 125, 128, 135, 144, 150, 225, 240, 256, 360, 375, 384, 480, 486,
        500, 512, 625, 640, 720, 750, 768, 900, 1000, 1080, 1500, 1536, 2048, 2250
      })
  void anyLengthWithFactors2And3And5(int size) {
    double[] spectrum = anySpectrum(size);
    for (int positions : new int[] {size, (size + 1) / 2, Math.max(1, size / 3)}) {
      double error = error(noise(1, 2, positions), spectrum);
      assertTrue(error < NOISE, () -> size + ", " + positions + ": " + error);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1", "1, 2", "1, 7", "1, 201", "2, 5", "3, 1", "3, 77", "5, 3", "8, 33", "9, 5", "16, 1",
    "16, 19", "17, 1", "17, 9", "48, 3", "64, 1", "64, 5", "100, 3", "300, 2"
  })
  void anyNumberOfSlicesAndViews(int slices, int views) {
    for (int size : new int[] {45, 60}) {
      double error = error(noise(slices, views, 29), anySpectrum(size));
      assertTrue(error < NOISE, () -> size + ": " + error);
    }
  }

  /** A clinical length and the filter's own problem: a smooth line, all of it low frequencies. */
  @Test
  void aWaterCylinderUnderTheRamp() {
    int channels = 736;
    DoubleUnaryOperator chord =
        s -> 2 * 0.02 * Math.sqrt(Math.max(0, 110.0 * 110 - (s - 3) * (s - 3)));
    FloatStack lines = FloatStack.interleaved(1, 1, channels);
    for (int c = 0; c < channels; c++) {
      lines.set(0, 0, c, (float) chord.applyAsDouble((c - 367.5) * 0.7));
    }
    for (int size : new int[] {1500, 1536, 2048}) {
      double[] spectrum = new double[size];
      for (int k = 0; k < size; k++) {
        spectrum[k] = Math.min(k, size - k) / ((double) size * size);
      }
      double error = error(lines, spectrum);
      assertTrue(error < WATER, () -> size + ": " + error);
    }
  }

  /** A ramp's gain at zero frequency is small beside that at the highest, but sets the scale. */
  @Test
  void theGainAtZeroFrequencyKeepsItsPrecision() {
    for (int size : new int[] {45, 96, 1536}) {
      double[] spectrum = new double[size];
      for (int k = 0; k < size; k++) {
        spectrum[k] = (1e-5 + Math.min(k, size - k) / (double) size) / size;
      }
      FloatStack ones = FloatStack.interleaved(1, 1, size);
      ones.fill(1);
      FloatStack actual = filtered(ones, spectrum, 1);
      for (int c = 0; c < size; c++) {
        assertEquals(1e-5, actual.get(0, 0, c), 1e-10);
      }
    }
  }

  @Test
  void aLineHasTheSameBitsWhateverLiesBesideItAndHoweverManyThreadsThereAre() {
    for (int size : new int[] {75, 96}) {
      double[] spectrum = anySpectrum(size);
      FloatStack all = noise(37, 23, 41);
      FloatStack wide = filtered(all, spectrum, 1);
      assertArrayEquals(wide.data(), filtered(all, spectrum, 3).data());
      for (int[] part : new int[][] {{0, 1}, {36, 37}, {4, 9}, {1, 18}, {3, 36}}) {
        FloatStack few = FloatStack.interleaved(part[1] - part[0], 23, 41);
        all.copyInto(part[0], few, 0, part[1] - part[0]);
        FloatStack narrow = filtered(few, spectrum, 2);
        for (int s = part[0]; s < part[1]; s++) {
          for (int v = 0; v < 23; v++) {
            assertArrayEquals(line(wide, s, v), line(narrow, s - part[0], v));
          }
        }
      }
    }
  }

  @Test
  void rubbishInOneLineStaysThere() {
    double[] spectrum = anySpectrum(64);
    FloatStack clean = noise(3, 5, 30);
    FloatStack spoilt = clean.copy();
    spoilt.set(1, 2, 7, Float.NaN);
    FloatStack expected = filtered(clean, spectrum, 1);
    FloatStack actual = filtered(spoilt, spectrum, 1);
    for (int s = 0; s < 3; s++) {
      for (int v = 0; v < 5; v++) {
        if (s == 1 && v == 2) {
          assertTrue(Float.isNaN(actual.get(s, v, 0)));
        } else {
          assertArrayEquals(line(expected, s, v), line(actual, s, v));
        }
      }
    }
  }

  @Test
  void aFilterIsUsedAgainWithOtherStacks() {
    double[] spectrum = anySpectrum(80);
    try (CpuBackend backend = Cases.backend(RunContext.defaults());
        ProjectionFilter filter = backend.projectionFilter(33, spectrum)) {
      for (int slices : new int[] {40, 1, 17}) {
        FloatStack lines = noise(slices, 6, 33);
        FloatStack again = lines.copy();
        filter.apply(again);
        assertArrayEquals(filtered(lines, spectrum, 1).data(), again.data());
      }
    }
  }

  @Test
  void wrongUseIsRefused() {
    try (CpuBackend backend = Cases.backend(RunContext.defaults())) {
      assertThrows(
          IllegalArgumentException.class, () -> backend.projectionFilter(0, new double[4]));
      assertThrows(
          IllegalArgumentException.class, () -> backend.projectionFilter(5, new double[4]));
      IllegalArgumentException seven =
          assertThrows(
              IllegalArgumentException.class, () -> backend.projectionFilter(5, new double[42]));
      assertTrue(seven.getMessage().contains("7"), seven.getMessage());
      ProjectionFilter filter = backend.projectionFilter(5, new double[10]);
      assertEquals(5, filter.positions());
      assertThrows(IllegalArgumentException.class, () -> filter.apply(noise(1, 2, 6)));
      assertThrows(IllegalArgumentException.class, () -> filter.apply(FloatStack.planar(2, 3, 5)));
      filter.close();
      assertThrows(IllegalStateException.class, () -> filter.apply(noise(1, 2, 5)));
    }
  }
}
