package io.tomodrift.learned.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.learned.drift.DriftLoss;
import io.tomodrift.learned.drift.DriftSettings;
import io.tomodrift.learned.drift.FeatureSettings;
import io.tomodrift.learned.drift.SubVolumes;
import io.tomodrift.learned.model.Weights;
import io.tomodrift.learned.nets.FeatureEncoder;
import io.tomodrift.learned.nets.Network;
import io.tomodrift.learned.nets.PatchGan;
import io.tomodrift.learned.nets.UNet;
import io.tomodrift.learned.objective.Adversary;
import io.tomodrift.learned.objective.DriftBalance;
import io.tomodrift.learned.objective.GanObjective;
import io.tomodrift.learned.objective.GdmObjective;
import io.tomodrift.learned.objective.ImageLoss;
import io.tomodrift.learned.objective.Mgda;
import io.tomodrift.learned.objective.Objective;
import io.tomodrift.learned.objective.RegressionObjective;
import io.tomodrift.learned.torch.Torch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every method of the product learns, and goes on bit by bit with its own state. */
class MethodsTest {

  @TempDir private Path folder;

  private enum Method {
    REGRESSION(generator -> new RegressionObjective(generator, ImageLoss.L1)),
    GAN(
        generator ->
            new GanObjective(
                generator,
                network(new PatchGan(2, 2, List.of(4, 8)), generator),
                Adversary.LSGAN,
                0.01,
                ImageLoss.L1)),
    GDM(
        generator -> {
          Network encoder = network(new FeatureEncoder(2, 1, List.of(4, 4)), generator);
          encoder.setTrainable(false);
          DriftLoss drift =
              new DriftLoss(
                  x -> encoder.applyAll(x, false),
                  new FeatureSettings(true, true, true, List.of(1), List.of(2)),
                  new SubVolumes(4, 8),
                  DriftSettings.defaults());
          return new GdmObjective(
              generator, encoder, ImageLoss.L1, drift, DriftBalance.MGDA, Mgda.plain(), Double.NaN);
        });

    private final Function<Network, Objective> make;

    Method(Function<Network, Objective> make) {
      this.make = make;
    }

    private static Network network(
        io.tomodrift.learned.nets.Architecture architecture, Network beside) {
      return Network.create(
          architecture, beside.parameters().values().iterator().next().getManager());
    }
  }

  private record Outcome(TrainingResult result, Weights weights, double score) {}

  private Outcome run(Method method, long steps, String name) throws IOException {
    TrainingPlan plan =
        TrainingPlan.builder(steps, folder.resolve(name))
            .learningRate(new LearningRate.WarmUpCosine(5e-3, 5, 40, 1e-4))
            .emaDecay(0.8)
            .logEvery(1)
            .build();
    Torch.seed(11);
    try (NDManager memory = Torch.open();
        Network generator = Network.create(UNet.residual(2, 4, 8), memory);
        Objective objective = method.make.apply(generator)) {
      TrainingResult result =
          new Trainer(objective, Toy.SOURCE, plan, Optional.of((net, step) -> Toy.score(net)))
              .run(RunContext.defaults().withParallelism(2));
      return new Outcome(result, Weights.of(generator), Toy.score(generator).value());
    }
  }

  @ParameterizedTest
  @EnumSource
  void learnsAndGoesOn(Method method) throws IOException {
    Outcome once = run(method, 40, "once");
    List<String> judged = Files.readAllLines(folder.resolve("once/validation.csv"));
    double first = Double.parseDouble(judged.get(1).split(",", -1)[2]);
    assertTrue(once.score < 0.75 * first, first + " at first, " + once.score + " after 40 steps");
    assertEquals(0, once.result.skipped());

    run(method, 15, "twice");
    Outcome twice = run(method, 40, "twice");
    assertEquals(15, twice.result.resumedAt());
    assertTrue(once.weights.sameAs(twice.weights), "weights");
    assertTrue(once.result.best().sameAs(twice.result.best()), "best averages");
    assertTrue(once.result.last().sameAs(twice.result.last()), "averages");
  }
}
