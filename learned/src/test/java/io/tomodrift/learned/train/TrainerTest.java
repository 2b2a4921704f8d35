package io.tomodrift.learned.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.learned.nets.Network;
import io.tomodrift.learned.torch.Torch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {

  @TempDir private Path folder;

  @Test
  void theLossFalls() throws IOException {
    try (NDManager memory = Torch.open();
        Network network = Toy.network(memory, 3)) {
      TrainingPlan plan =
          TrainingPlan.builder(300, folder)
              .learningRate(new LearningRate.WarmUpCosine(1e-2, 10, 300, 1e-4))
              .emaDecay(0.9)
              .build();
      double before = Toy.score(network).value();
      Optional<Validation> validation = Optional.of((net, step) -> Toy.score(net));
      TrainingResult result =
          new Trainer(Toy.regression(network), Toy.SOURCE, plan, validation)
              .run(RunContext.defaults().withParallelism(1));
      assertEquals(300, result.steps());
      assertEquals(0, result.skipped());
      assertTrue(
          result.bestScore() < 0.2 * before, before + " before, after " + result.bestScore());
      List<String> table = Files.readAllLines(folder.resolve("training.csv"));
      assertEquals("step,seconds,learning_rate,l1,noise,gradient_norm,skipped", table.get(0));
      assertEquals(301, table.size());
    }
  }
}
