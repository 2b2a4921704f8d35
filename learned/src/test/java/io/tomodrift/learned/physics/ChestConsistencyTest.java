package io.tomodrift.learned.physics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.fbp.FbpSettings;
import io.tomodrift.fbp.FilteredBackprojection;
import io.tomodrift.fbp.RampWindow;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.learned.physics.ConsistencyStep.ConjugateGradients;
import io.tomodrift.projectors.backend.Backend;
import io.tomodrift.projectors.backend.Backends;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What consistency with the data does to the error of an image, on a chest with 60 views. */
class ChestConsistencyTest {

  private static final RunContext CONTEXT = RunContext.defaults().withParallelism(2).withSeed(5);

  @Test
  void theStandardStepsLowerResidualAndError() {
    try (Backend backend = Backends.select("cpu", CONTEXT)) {
      ChestScan chest = ChestScan.of(256, 1e6, backend, CONTEXT);
      Volume refined = chest.refined(0.7, 20, chest.truth(), 0, 104);
      Gain guided = gain(chest, refined, ConsistencyStep.standard(10), backend);
      assertTrue(guided.residualRatio() > 3, guided.toString());
      assertTrue(guided.errorRatio() < 1.02, guided.toString());
      assertEquals(3.95, guided.residualRatio(), 0.05, guided.toString());
      assertEquals(0.764, guided.errorRatio(), 0.005, guided.toString());
      // Without the guide the same steps explain the data by streaks.
      Gain plain = gain(chest, refined, new ConjugateGradients(10, 0, Optional.empty()), backend);
      assertTrue(plain.errorRatio() > 1.2, plain.toString());
    }
  }

  /** A network that leaves a part of the streaks of few views, with five times less dose. */
  @Test
  void streaksAndNoiseDoNotTurnTheGain() {
    try (Backend backend = Backends.select("cpu", CONTEXT)) {
      ChestScan chest = ChestScan.of(256, 2e5, backend, CONTEXT);
      Volume streaky = fbp(chest, backend);
      Volume refined = chest.refined(0.7, 5, streaky, 0.15, 104);
      Gain guided = gain(chest, refined, ConsistencyStep.standard(5), backend);
      assertEquals(1.585, guided.residualRatio(), 0.02, guided.toString());
      assertEquals(0.943, guided.errorRatio(), 0.005, guided.toString());
    }
  }

  /** The same image with total variation: the error falls further than by the guided steps. */
  @Test
  void variationLowersTheErrorFurther() {
    try (Backend backend = Backends.select("cpu", CONTEXT)) {
      ChestScan chest = ChestScan.of(256, 2e5, backend, CONTEXT);
      Volume refined = chest.refined(0.7, 5, fbp(chest, backend), 0.15, 104);
      Gain found = gain(chest, refined, ConsistencyStep.Variation.usual(20, 60), backend);
      assertEquals(1.117, found.residualRatio(), 0.01, found.toString());
      assertEquals(0.636, found.errorRatio(), 0.005, found.toString());
    }
  }

  /**
   * What happened.
   *
   * @param residualRatio residual before over residual after
   * @param errorRatio mean error after over mean error before
   */
  record Gain(double residualRatio, double errorRatio) {}

  static Gain gain(ChestScan chest, Volume refined, ConsistencyStep step, Backend backend) {
    ConsistentVolume found =
        new ConsistentRefinement(backend, ChestScan.WATER, step)
            .apply(refined, chest.data(), CONTEXT);
    return new Gain(
        found.totalBefore() / found.totalAfter(),
        chest.meanErrorHu(found.volume()) / chest.meanErrorHu(refined));
  }

  static Volume fbp(ChestScan chest, Backend backend) {
    ImageGrid grid =
        chest
            .truth()
            .frame()
            .sliceGrid(chest.truth().stack().rows(), chest.truth().stack().columns());
    return FilteredBackprojection.toHounsfield(
        new FilteredBackprojection(FbpSettings.defaults().withWindow(RampWindow.HANN), backend)
            .reconstruct(chest.data(), grid, CONTEXT),
        ChestScan.WATER);
  }
}
