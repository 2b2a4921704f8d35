package io.tomodrift.learned.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import io.tomodrift.geometry.error.ModelException;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.learned.data.PatchSource;
import io.tomodrift.learned.model.Weights;
import io.tomodrift.learned.nets.Network;
import io.tomodrift.learned.objective.Terms;
import io.tomodrift.learned.torch.Torch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {

  @TempDir private Path folder;

  private static final RunContext CONTEXT = RunContext.defaults().withParallelism(1);

  private TrainingPlan.Builder plan(long steps) {
    return TrainingPlan.builder(steps, folder)
        .learningRate(new LearningRate.WarmUpCosine(1e-2, 10, Math.max(20, steps), 1e-4))
        .emaDecay(0.9);
  }

  @Test
  void theLossFalls() throws IOException {
    try (NDManager memory = Torch.open();
        Network network = Toy.network(memory, 3)) {
      double before = Toy.score(network).value();
      Optional<Validation> validation = Optional.of((net, step) -> Toy.score(net));
      TrainingResult result =
          new Trainer(Toy.regression(network), Toy.SOURCE, plan(300).build(), validation)
              .run(CONTEXT);
      assertEquals(300, result.steps());
      assertEquals(0, result.skipped());
      assertTrue(
          result.bestScore() < 0.15 * before, before + " before, after " + result.bestScore());
      List<String> table = Files.readAllLines(folder.resolve("training.csv"));
      assertEquals("step,seconds,learning_rate,l1,noise,gradient_norm,skipped", table.get(0));
      assertEquals(301, table.size());
      List<String> judged = Files.readAllLines(folder.resolve("validation.csv"));
      assertEquals("step,seconds,mae,best", judged.get(0));
      assertEquals(21, judged.size());
      String last = judged.get(judged.size() - 1);
      assertTrue(last.startsWith("300,") && last.contains("," + result.bestScore() + ",1"), last);
    }
  }

  /** Averages and batches drawn ahead are tested in ResumeTest; here that the run is progress. */
  @Test
  void progressHasTheTermAndTheTimeLeft() throws IOException {
    List<String> stages = new ArrayList<>();
    RunContext listening =
        CONTEXT.withProgress((stage, done, total) -> stages.add(stage + " " + done + "/" + total));
    try (NDManager memory = Torch.open();
        Network network = Toy.network(memory, 3)) {
      new Trainer(Toy.regression(network), Toy.SOURCE, plan(3).build(), Optional.empty())
          .run(listening);
    }
    assertEquals(3, stages.size());
    assertTrue(stages.get(2).matches("training, l1 0\\.\\d+, 0 s left 3/3"), stages.get(2));
  }

  @Test
  void validationWithoutBetterEndsIt() throws IOException {
    double[] scores = {5, 4, 4.5, 3, Double.NaN, 3, 3.5, 1};
    int[] calls = {0};
    List<Weights> judged = new ArrayList<>();
    Validation validation =
        (net, step) -> {
          judged.add(Weights.of(net));
          return new Scores(Terms.of("x", scores[calls[0]++]), "x");
        };
    try (NDManager memory = Torch.open();
        Network network = Toy.network(memory, 3)) {
      TrainingPlan plan = plan(100).validateEvery(2).patience(3).build();
      Trainer trainer =
          new Trainer(Toy.regression(network), Toy.SOURCE, plan, Optional.of(validation));
      TrainingResult result = trainer.run(CONTEXT);
      assertTrue(result.stoppedEarly());
      assertEquals(14, result.steps());
      assertEquals(8, result.bestStep());
      assertEquals(3, result.bestScore());
      assertTrue(result.best().sameAs(judged.get(3)));
      assertTrue(result.last().sameAs(judged.get(6)));
      assertFalse(result.best().sameAs(result.last()));
      // It stays ended.
      assertEquals(14, trainer.run(CONTEXT).steps());
      assertEquals(7, calls[0]);
    }
  }

  /** Adds a gradient that is no number. */
  private static void poison(NDManager memory, Network network) {
    NDArray first = network.parameters().values().iterator().next();
    NDArray factor = memory.full(first.getShape(), Float.NaN);
    try (GradientCollector gradients = Torch.gradients()) {
      gradients.backward(factor.mul(first).sum());
    }
  }

  @Test
  void updatesThatAreNoNumbersAreSkipped() throws IOException {
    Map<Long, Weights> before = new LinkedHashMap<>();
    Toy.Hook hook =
        (memory, network, step) -> {
          before.put(step, Weights.of(network));
          if (step == 3 || step == 4) {
            poison(memory, network);
          }
        };
    try (NDManager memory = Torch.open();
        Network network = Toy.network(memory, 3)) {
      TrainingPlan plan = plan(20).logEvery(2).largestSkips(3).build();
      TrainingResult result =
          new Trainer(new Toy.Regression(network, hook), Toy.SOURCE, plan, Optional.empty())
              .run(CONTEXT);
      assertEquals(2, result.skipped());
      assertTrue(before.get(3L).sameAs(before.get(4L)));
      assertTrue(before.get(4L).sameAs(before.get(5L)));
      assertFalse(before.get(5L).sameAs(before.get(6L)), "training must go on");
      List<String> rows = Files.readAllLines(folder.resolve("training.csv"));
      assertTrue(rows.get(2).endsWith(",1"), rows.get(2));
      assertTrue(rows.get(3).endsWith(",2") && !rows.get(3).contains("NaN"), rows.get(3));
    }
  }

  @Test
  void manySkipsInARowAreAnError() throws IOException {
    Toy.Hook hook =
        (memory, network, step) -> {
          if (step >= 6) {
            poison(memory, network);
          }
        };
    try (NDManager memory = Torch.open();
        Network network = Toy.network(memory, 3)) {
      TrainingPlan plan = plan(50).largestSkips(4).checkpointEvery(5).build();
      Trainer trainer =
          new Trainer(new Toy.Regression(network, hook), Toy.SOURCE, plan, Optional.empty());
      String text = assertThrows(ModelException.class, () -> trainer.run(CONTEXT)).getMessage();
      assertTrue(
          text.startsWith("step 9: the gradient norm of 'generator' is NaN, in 4 updates"), text);
    }
  }

  /** Gradients that someone left in the weights must not count. */
  @Test
  void gradientsAreZeroAtFirst() throws IOException {
    Weights[] ends = new Weights[2];
    for (int k = 0; k < 2; k++) {
      try (NDManager memory = Torch.open();
          Network network = Toy.network(memory, 3)) {
        if (k == 1) {
          poison(memory, network);
        }
        TrainingPlan plan = TrainingPlan.builder(3, folder.resolve("run" + k)).build();
        new Trainer(Toy.regression(network), Toy.SOURCE, plan, Optional.empty()).run(CONTEXT);
        ends[k] = Weights.of(network);
      }
    }
    assertTrue(ends[0].sameAs(ends[1]));
  }

  @Test
  void troubleWithBatchesArrives() throws IOException {
    IllegalArgumentException trouble = new IllegalArgumentException("no case");
    PatchSource source =
        random -> {
          throw trouble;
        };
    try (NDManager memory = Torch.open();
        Network network = Toy.network(memory, 3)) {
      Trainer trainer =
          new Trainer(Toy.regression(network), source, plan(3).build(), Optional.empty());
      assertSame(
          trouble,
          assertThrows(
              IllegalArgumentException.class, () -> trainer.run(CONTEXT.withParallelism(2))));
      network.setTrainable(false);
      Trainer frozen =
          new Trainer(Toy.regression(network), Toy.SOURCE, plan(3).build(), Optional.empty());
      assertThrows(RuntimeException.class, () -> frozen.run(CONTEXT));
    }
  }

  @Test
  void everyStepDrawsOtherNumbers() {
    StepSeeds seeds = new StepSeeds(4);
    long first = seeds.source(5, StepSeeds.Use.DATA, 0).nextLong();
    assertEquals(first, new StepSeeds(4).source(5, StepSeeds.Use.DATA, 0).nextLong());
    assertNotEquals(first, seeds.source(6, StepSeeds.Use.DATA, 0).nextLong());
    assertNotEquals(first, seeds.source(5, StepSeeds.Use.OBJECTIVE, 0).nextLong());
    assertNotEquals(first, seeds.source(5, StepSeeds.Use.DATA, 1).nextLong());
    assertNotEquals(first, new StepSeeds(5).source(5, StepSeeds.Use.DATA, 0).nextLong());
  }
}
