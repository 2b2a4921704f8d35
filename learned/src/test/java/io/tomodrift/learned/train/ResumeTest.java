package io.tomodrift.learned.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.error.ModelException;
import io.tomodrift.geometry.run.ProgressListener;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.learned.model.Weights;
import io.tomodrift.learned.nets.Network;
import io.tomodrift.learned.torch.Torch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Interrupted runs end with the same bits as others. */
class ResumeTest {

  @TempDir private Path folder;

  private record Outcome(TrainingResult result, Weights generator, Weights critic) {
    void requireSameAs(Outcome other) {
      assertTrue(generator.sameAs(other.generator), "weights");
      assertTrue(critic.sameAs(other.critic), "weights of the second network");
      assertTrue(result.last().sameAs(other.result.last()), "averages");
      assertTrue(result.best().sameAs(other.result.best()), "best averages");
      assertEquals(other.result.bestScore(), result.bestScore());
      assertEquals(other.result.bestStep(), result.bestStep());
      assertEquals(other.result.steps(), result.steps());
    }
  }

  private static TrainingPlan.Builder plan(long steps, Path folder) {
    return TrainingPlan.builder(steps, folder)
        .learningRate(new LearningRate.WarmUpCosine(1e-2, 3, 20, 1e-4))
        .logEvery(4)
        .validateEvery(5)
        .checkpointEvery(6)
        .seed(99);
  }

  private Outcome run(TrainingPlan plan, long networkSeed, RunContext context) throws IOException {
    try (NDManager memory = Torch.open();
        Network generator = Toy.network(memory, networkSeed);
        Network critic = Toy.network(memory, networkSeed + 1)) {
      Toy.Pair pair = new Toy.Pair(Toy.regression(generator), critic);
      Optional<Validation> validation = Optional.of((net, step) -> Toy.score(net));
      TrainingResult result = new Trainer(pair, Toy.SOURCE, plan, validation).run(context);
      return new Outcome(result, Weights.of(generator), Weights.of(critic));
    }
  }

  private static RunContext context(int parallelism) {
    return RunContext.defaults().withParallelism(parallelism);
  }

  /** Asks to stop once this many steps are made. */
  private record StopAt(long step, long[] made) implements ProgressListener {
    @Override
    public void progress(String stage, long done, long total) {
      made[0] = done;
    }

    @Override
    public boolean cancelled() {
      return made[0] >= step;
    }
  }

  private static List<String> table(Path folder, String name) throws IOException {
    // Without the second column, the seconds.
    return Files.readAllLines(folder.resolve(name)).stream()
        .map(line -> line.replaceFirst(",[^,]*", "").replaceFirst("\"seconds\":[^,]*,", ""))
        .toList();
  }

  @Test
  void tenAndTenStepsAreTwenty() throws IOException {
    Path whole = folder.resolve("whole");
    Path parts = folder.resolve("parts");
    Outcome once = run(plan(20, whole).build(), 1, context(1));
    run(plan(10, parts).build(), 1, context(1));
    // The networks begin with other weights, which must not matter.
    Outcome twice = run(plan(20, parts).build(), 55, context(2));
    assertEquals(10, twice.result.resumedAt());
    twice.requireSameAs(once);
    for (String name : new String[] {"training.csv", "validation.csv", "training.jsonl"}) {
      assertEquals(table(whole, name), table(parts, name));
    }
    assertEquals(6, table(whole, "training.csv").size());
    assertEquals(5, table(whole, "validation.csv").size());

    Outcome again = run(plan(20, parts).build(), 56, context(1));
    assertEquals(20, again.result.resumedAt());
    again.requireSameAs(once);
    Outcome other = run(plan(20, folder.resolve("other")).seed(98).build(), 1, context(1));
    assertFalse(other.generator.sameAs(once.generator), "the seed must matter");
  }

  @Test
  void cancelledRunsGoOnWhereTheyWere() throws IOException {
    Path whole = folder.resolve("whole");
    Path parts = folder.resolve("parts");
    Outcome once = run(plan(20, whole).build(), 1, context(2));
    for (long stop : new long[] {7, 15}) {
      RunContext stopping = context(2).withProgress(new StopAt(stop, new long[1]));
      assertThrows(
          CancellationException.class,
          () -> run(plan(20, parts).build(), stop == 7 ? 1 : 2, stopping));
      assertTrue(Files.exists(parts.resolve("checkpoints/step-%012d/state.json".formatted(stop))));
    }
    Outcome last = run(plan(20, parts).build(), 3, context(1));
    last.requireSameAs(once);
    assertEquals(table(whole, "training.csv"), table(parts, "training.csv"));
    assertEquals(table(whole, "validation.csv"), table(parts, "validation.csv"));
    try (Stream<Path> kept = Files.list(parts.resolve("checkpoints"))) {
      assertEquals(2, kept.count());
    }
  }

  @Test
  void anotherConfigurationIsRefused() throws IOException {
    run(plan(2, folder).identity("data", "abc").build(), 1, context(1));
    refused(p -> p.identity("data", "abd"), "given data was abc and is abd");
    refused(p -> p.seed(7).identity("data", "abc"), "seed was 99 and is 7");
    refused(p -> p.identity("data", "abc").clip(5), "clip was GlobalClip[maxNorm=1.0] and is");
    refused(p -> p, "given data was abc and is null");
    assertEquals(
        2, run(plan(2, folder).identity("data", "abc").build(), 1, context(1)).result.steps());
  }

  private void refused(UnaryOperator<TrainingPlan.Builder> change, String expected) {
    TrainingPlan plan = change.apply(plan(4, folder)).build();
    String text = assertThrows(ModelException.class, () -> run(plan, 1, context(1))).getMessage();
    assertTrue(text.contains(expected) && text.contains("step-000000000002"), text);
  }

  @Test
  void damagedCheckpointsAreRefused() throws IOException {
    run(plan(2, folder).build(), 1, context(1));
    Path file = folder.resolve("checkpoints/step-000000000002/moments.safetensors");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] ^= 1;
    Files.write(file, bytes);
    String text =
        assertThrows(FormatException.class, () -> run(plan(4, folder).build(), 1, context(1)))
            .getMessage();
    assertTrue(text.contains("moments.safetensors") && text.contains("damaged"), text);
    Files.writeString(file.resolveSibling("state.json"), "{\"step\":2}");
    assertThrows(FormatException.class, () -> run(plan(4, folder).build(), 1, context(1)));
  }

  /** The log of a process that was killed: a row that is not whole, rows after the checkpoint. */
  @Test
  void rowsAreNotWrittenTwice() throws IOException {
    run(plan(10, folder).build(), 1, context(1));
    Path lines = folder.resolve("training.jsonl");
    String good = Files.readString(lines);
    Files.writeString(lines, good + "{\"step\":12,\"seconds\":1}\n{\"step\":16,\"sec");
    Path unfinished = folder.resolve("checkpoints/.step-000000000012.0.part");
    Files.createDirectories(unfinished);
    run(plan(10, folder).build(), 1, context(1));
    assertEquals(good, Files.readString(lines));
    assertFalse(Files.exists(unfinished));
  }
}
