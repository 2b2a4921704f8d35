package io.tomodrift.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.run.RunContext;
import java.util.NoSuchElementException;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.junit.jupiter.api.Test;

class ImageMetricsTest {

  private static final RunContext CONTEXT = RunContext.defaults();

  private final Samples x = Samples.of(SsimTest.noise(4, 16, 18, 1));
  private final Samples y = Samples.of(SsimTest.noise(4, 16, 18, 2)).map(v -> 0.3 * v + 20);

  @Test
  void tableHoldsOverallAndPerSlice() {
    MetricTable table =
        ImageMetrics.compare(
            x, y, null, "all", "HU", DataRange.HU_2000, SsimSettings.standard(), CONTEXT);
    assertEquals(4 * 16 * 18, table.voxels());
    assertEquals(10, table.metrics().size());
    for (Metric metric : table.metrics()) {
      assertEquals(4, metric.perSlice().size(), metric.name());
    }
    double mean = table.get("MAE").perSlice().stream().mapToDouble(v -> v).average().orElseThrow();
    assertEquals(mean, table.value("MAE"), 1e-10);
    assertTrue(table.get("PSNR").definition().contains("2000"));
    assertTrue(table.get("SSIM").definition().contains("Gaussian 11"));
    assertThrows(NoSuchElementException.class, () -> table.get("mae"));
  }

  @Test
  void momentsDoNotDependOnThreadsAndMatchAnotherLibrary() {
    DifferenceStatistics one = ImageMetrics.statistics(x, y, null, CONTEXT.withParallelism(1));
    assertEquals(one, ImageMetrics.statistics(x, y, null, CONTEXT.withParallelism(3)));
    double[] a = new double[4 * 288];
    double[] b = new double[4 * 288];
    for (int i = 0; i < a.length; i++) {
      a[i] = x.at(i / 288, i / 18 % 16, i % 18);
      b[i] = y.at(i / 288, i / 18 % 16, i % 18);
    }
    assertEquals(new PearsonsCorrelation().correlation(a, b), one.correlation(), 1e-12);
    // A large offset costs the correlation no digits.
    DifferenceStatistics offset =
        ImageMetrics.statistics(x.map(v -> v + 1e7), y.map(v -> v + 1e7), null, CONTEXT);
    assertEquals(one.correlation(), offset.correlation(), 1e-9);
  }

  @Test
  void slicesTheMaskLeavesEmptyAreNaN() {
    boolean[] inside = new boolean[4 * 288];
    inside[2 * 288 + 5] = true;
    Mask mask = Mask.of(inside, 4, 16, 18);
    MetricTable table =
        ImageMetrics.compare(
            x, y, mask, "one", "HU", DataRange.HU_2000, SsimSettings.gaussian(5, 1.5), CONTEXT);
    double difference = y.at(2, 0, 5) - x.at(2, 0, 5);
    assertEquals(difference, table.value("bias"), 1e-12);
    for (Metric metric : table.metrics()) {
      assertTrue(metric.perSlice().get(0).isNaN(), metric.name());
    }
    assertEquals(difference, table.get("bias").perSlice().get(2), 1e-12);
    Mask none = mask.eroded(1);
    assertThrows(
        IllegalArgumentException.class, () -> ImageMetrics.statistics(x, y, none, CONTEXT));
  }

  @Test
  void valuesThatAreNotFiniteAreNamed() {
    Samples bad = Samples.of(new double[] {1, 2, Double.NaN, 4}, 2, 2);
    Samples good = Samples.of(new double[] {1, 2, 3, 4}, 2, 2);
    String message =
        assertThrows(FormatException.class, () -> ImageMetrics.statistics(good, bad, null, CONTEXT))
            .getMessage();
    assertTrue(message.contains("pixel 2") && message.contains("NaN"), message);
    Mask mask = Mask.of(new boolean[] {true, true, false, true}, 2, 2);
    assertEquals(0, ImageMetrics.statistics(good, bad, mask, CONTEXT).mae());
  }

  @Test
  void contrastToNoise() {
    Samples image = Samples.of(new double[] {1, 3, 10, 14}, 2, 2);
    Mask low = Mask.of(new boolean[] {true, true, false, false}, 2, 2);
    // means 2 and 12, variances (n - 1) 2 and 8
    assertEquals(10 / Math.sqrt(5), ContrastToNoise.of(image, low, low.not()).cnr(), 1e-12);
  }
}
