package io.tomodrift.learned.diffusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.error.ModelException;
import io.tomodrift.learned.drift.VectorCase;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The search for a drift and the distances it uses. */
class DeltaSearchTest {

  @Test
  void gridOfTheVectors() throws IOException {
    VectorCase one = VectorCase.of("latent_drift.json", "grid_search");
    DeltaSearch search = DeltaSearch.usual();
    assertEquals(one.array("grid").length, search.grid().size());
    DeltaSearch.Outcome outcome =
        search.run(
            delta -> List.of(new double[] {0.2 + 1.3 * delta}, new double[] {0.3 + 1.3 * delta}),
            List.of(new double[] {0.37}),
            new MeanImage());
    for (int i = 0; i < search.grid().size(); i++) {
      assertEquals(one.array("grid")[i], outcome.trials().get(i).delta(), 1e-15);
      assertEquals(one.array("distances")[i], outcome.trials().get(i).distance(), 1e-14);
    }
    assertEquals(one.number("best"), outcome.best().delta(), 1e-15);
    assertEquals(one.array("distances")[6], outcome.best().distance(), 1e-14);
  }

  /** Exact noise of a domain, and a target domain that is the same 0.1 higher. */
  @Test
  void theChosenDriftBringsSamplesNearerToAnotherDomain() {
    TwoModes source = new TwoModes(0.5, -0.5, 0.15, 0.3, 0.1);
    double[] noise = TwoModes.quantiles(4000);
    NoiseGrid grid = NoiseGrid.even(NoiseSchedule.usual(), 20);
    Histogram histogram = new Histogram(-1.5, 1.5, 60);
    List<double[]> targets = List.of(shifted(sampled(source, noise, grid, 0), 0.1));
    DeltaSearch.Outcome outcome =
        new DeltaSearch(List.of(-0.04, -0.02, 0.0, 0.01, 0.02, 0.03, 0.04))
            .run(delta -> List.of(sampled(source, noise, grid, delta)), targets, histogram);
    double plain = outcome.trials().get(2).distance();
    assertTrue(
        outcome.best().delta() > 0 && outcome.best().distance() < 0.75 * plain, outcome.toString());
  }

  private static double[] sampled(TwoModes model, double[] noise, NoiseGrid grid, double delta) {
    LatentDrift drift = new LatentDrift(delta, LatentDrift.Mode.PER_STEP);
    return new Ddim(0).sample(model, noise, SamplingPlan.of(grid).withDrift(drift)).x();
  }

  private static double[] shifted(double[] values, double shift) {
    return Arrays.stream(values).map(value -> value + shift).toArray();
  }

  @Test
  void equalDistancesGoToTheSmallestDrift() {
    DeltaSearch search = DeltaSearch.usual();
    assertEquals(0, search.run(delta -> 3).best().delta());
    assertEquals(-0.05, search.run(delta -> delta == 0 ? 1 : 0).best().delta());
    assertEquals(0.1, search.run(delta -> delta < 0.1 ? 1 : 0).best().delta());
    assertEquals(-0.15, search.run(delta -> delta > -0.15 ? 1 : 0).best().delta());
  }

  @Test
  void distancesThatAreNoNumbersAreRefused() {
    ModelException error =
        assertThrows(
            ModelException.class,
            () -> DeltaSearch.usual().run(delta -> delta == 0.05 ? Double.NaN : 1));
    assertTrue(error.getMessage().contains("a drift of 0.05 is NaN"), error.getMessage());
    assertThrows(IllegalArgumentException.class, () -> new DeltaSearch(List.of()));
  }

  @Test
  void histogramsHaveSharesAndCountWhatLiesOutside() {
    Histogram histogram = new Histogram(-1, 1, 4);
    double[] shares =
        histogram.of(List.of(new double[] {-7, -1, -0.5, 0}, new double[] {0.49, 1, 2, 0.99}));
    assertArrayEquals(new double[] {2 / 8.0, 1 / 8.0, 2 / 8.0, 3 / 8.0}, shares);
    List<double[]> left = List.of(new double[] {-0.9, -0.2});
    List<double[]> right = List.of(new double[] {0.2, 0.9});
    assertEquals(2, histogram.between(left, right));
    assertEquals(0, histogram.between(left, List.of(new double[] {-0.2}, new double[] {-0.9})));
    assertEquals(1, histogram.between(left, List.of(new double[] {-0.9, 0.9})));
    assertThrows(IllegalArgumentException.class, () -> histogram.of(List.of()));
    assertThrows(
        IllegalArgumentException.class, () -> histogram.of(List.of(new double[] {Double.NaN})));
    assertThrows(IllegalArgumentException.class, () -> new Histogram(1, 1, 3));
    assertThrows(IllegalArgumentException.class, () -> new Histogram(0, 1, 0));
  }

  @Test
  void meanImagesAreComparedValueByValue() {
    List<double[]> a = List.of(new double[] {0, 4}, new double[] {2, 0});
    List<double[]> b = List.of(new double[] {0, 5});
    assertEquals(2, new MeanImage().between(a, b), 1e-15);
    MeanImage mean = new MeanImage();
    assertThrows(IllegalArgumentException.class, () -> mean.between(a, List.of()));
    assertThrows(IllegalArgumentException.class, () -> mean.between(a, List.of(new double[3])));
  }
}
