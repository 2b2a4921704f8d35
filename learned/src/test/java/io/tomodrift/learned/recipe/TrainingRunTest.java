package io.tomodrift.learned.recipe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tomodrift.formats.volume.VolumeFiles;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.error.ModelException;
import io.tomodrift.geometry.error.TomoException;
import io.tomodrift.geometry.run.ProgressListener;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeFrame;
import io.tomodrift.geometry.stack.VolumeUnit;
import io.tomodrift.learned.data.CaseSet;
import io.tomodrift.learned.infer.Models;
import io.tomodrift.learned.model.ModelFile;
import io.tomodrift.learned.model.Task;
import io.tomodrift.projectors.Refiner;
import io.tomodrift.projectors.backend.Backend;
import io.tomodrift.projectors.backend.Backends;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Phantoms of 64 x 64 pixels at full scan geometry, 60 steps: enough to see that every method
 * learns, repeats, resumes and reloads, and nothing about how good it is.
 */
class TrainingRunTest {

  private static final RunContext CONTEXT = RunContext.defaults().withParallelism(1);

  private static final String RECIPE =
      """
      name: smoke
      method: %s
      seed: 3
      network: {kind: unet, dimensions: 2, inputChannels: 1, outputChannels: 1, widths: [6, 8], norm: none, residual: true}
      data:
        fullViews: 120
        sparseViews: 12
        phantoms:
          - {region: chest, firstSeed: 1, bodies: 4, slices: 1, side: 64, pixelMm: 6}
          - {region: head, firstSeed: 1, bodies: 2, slices: 1, side: 64, pixelMm: 4}
      validation: [chest-0003]
      test: [chest-0004, head-0002]
      patches: {batch: 4, side: 32}
      optimiser: {steps: %d, learningRate: 3e-3, warmUp: 5, averaging: 0.9}
      drift: {cropsPerPatch: 3, cropSide: 16, encoderSteps: 20}
      validateEvery: 15
      """;

  private static final String BLOCKS =
      """
      name: smoke-3d
      method: gdm
      seed: 3
      network: {kind: unet, dimensions: 3, inputChannels: 1, outputChannels: 1, widths: [6, 8], norm: none, residual: true}
      data:
        fullViews: 120
        sparseViews: 12
        phantoms:
          - {region: chest, firstSeed: 1, bodies: 3, slices: 16, spacingMm: 6, side: 64, pixelMm: 6}
      test: [chest-0003]
      patches: {batch: 2, slices: 16, side: 32}
      optimiser: {steps: 60, learningRate: 8e-3, warmUp: 5, averaging: 0.9}
      drift: {cropsPerPatch: 3, cropSide: 16, encoderSteps: 20}
      validateEvery: 30
      """;

  private static final String TIMED =
      "network: {kind: time-resnet, dimensions: 2, inputChannels: %d, outputChannels: 1, widths: [6, 8], units: 1, norm: none, attention: false}";

  private static final double PHYSICS_WEIGHT = 30;

  @TempDir private static Path shared;
  private static Backend backend;

  @BeforeAll
  static void openBackend() {
    backend = Backends.select("cpu", CONTEXT);
  }

  @AfterAll
  static void closeBackend() {
    backend.close();
  }

  private static TrainingRun run(String method, int steps, Path out) {
    return run(method, steps, "", out);
  }

  private static TrainingRun run(String method, int steps, String more, Path out) {
    TrainingRecipe recipe = TrainingRecipe.parse(text(method, steps) + more, "recipe", Task.SVCT);
    return new TrainingRun(
        recipe, shared, shared.resolve("pairs"), out, Optional.empty(), "test", backend);
  }

  /** Methods of a time have a network of a time, the diffusion besides one more channel. */
  private static String text(String method, int steps) {
    String recipe = RECIPE.formatted(method, steps);
    int channels = method.equals("diffusion") ? 2 : 1;
    return method.equals("flow") || method.equals("diffusion")
        ? recipe.replaceFirst("network: .*", TIMED.formatted(channels))
        : recipe;
  }

  @ParameterizedTest
  @CsvSource({
    "regression, fidelity",
    "gan, generator.fidelity",
    "gdm, fidelity",
    "flow, velocity",
    "diffusion, noise"
  })
  void everyMethodLearnsAndRepeatsAndResumes(String method, String loss, @TempDir Path folder)
      throws IOException {
    TrainingRun.Outcome whole = run(method, 60, folder.resolve("a")).run(CONTEXT);
    List<Double> losses = column(folder.resolve("a/training.jsonl"), loss);
    double first = mean(losses.subList(0, 10));
    double last = mean(losses.subList(losses.size() - 10, losses.size()));
    assertTrue(last < 0.9 * first, "loss %s at first, %s in the end".formatted(first, last));

    assertThrows(
        CancellationException.class,
        () -> run(method, 60, folder.resolve("b")).run(stoppingAfter(25)));
    TrainingRun.Outcome resumed = run(method, 60, folder.resolve("b")).run(CONTEXT);
    assertTrue(resumed.training().resumedAt() > 0);
    assertTrue(whole.training().last().sameAs(resumed.training().last()), "not the same bits");
    assertEquals(whole.model().card().weightsSha256(), resumed.model().card().weightsSha256());
  }

  /** Batches of the resumed run are drawn ahead, of cases with two sizes of pixels. */
  @ParameterizedTest
  @CsvSource({"regression, ''", "gan, generator.", "gdm, ''"})
  void projectionsCount(String method, String prefix, @TempDir Path folder) throws IOException {
    String physics = "physics: {weight: %s}\n".formatted(PHYSICS_WEIGHT);
    TrainingRun.Outcome whole = run(method, 60, physics, folder.resolve("a")).run(CONTEXT);
    List<Double> losses = column(folder.resolve("a/training.jsonl"), prefix + "physics");
    double first = mean(losses.subList(0, 10));
    double last = mean(losses.subList(losses.size() - 10, losses.size()));
    assertTrue(last < 0.65 * first, "physics %s at first, %s in the end".formatted(first, last));
    assertTrue(
        whole.model().card().origin().data().contains("the projections counted"),
        whole.model().card().origin().data());

    assertThrows(
        CancellationException.class,
        () -> run(method, 60, physics, folder.resolve("b")).run(stoppingAfter(25)));
    TrainingRun.Outcome resumed =
        run(method, 60, physics, folder.resolve("b")).run(CONTEXT.withParallelism(2));
    assertTrue(resumed.training().resumedAt() > 0);
    assertTrue(whole.training().last().sameAs(resumed.training().last()), "not the same bits");
    String text =
        assertThrows(ModelException.class, () -> run(method, 90, folder.resolve("b")).run(CONTEXT))
            .getMessage();
    assertTrue(text.contains("physics"), text);
  }

  @Test
  void theModelReloadsAndImprovesWhatItHasNotSeen(@TempDir Path folder) throws IOException {
    TrainingRun work = run("regression", 120, folder);
    TrainingRun.Outcome outcome = work.run(CONTEXT);
    var errors = outcome.heldOut();
    assertEquals(2, errors.get("testCases"));
    assertTrue(
        errors.get("testWholeMaeHu") < 0.9 * errors.get("testInputWholeMaeHu"), errors.toString());
    assertTrue(Files.exists(folder.resolve("smoke.safetensors")));
    ModelFile reloaded = ModelFile.open(folder.resolve("smoke.json"));
    assertTrue(reloaded.weights().sameAs(outcome.training().best()));
    assertEquals(12, reloaded.card().domain().viewCount());
    TrainingData data =
        TrainingData.prepare(work.recipe(), shared, shared.resolve("pairs"), backend, CONTEXT);
    assertEquals(data.set().sha256(), reloaded.card().origin().dataSha256());
    CaseSet test = data.test(CONTEXT);
    Volume input = test.cases().get(0).input();
    try (Refiner one = Models.refiner(reloaded);
        Refiner other = Models.refiner(outcome.model())) {
      float[] expected = other.refine(input, CONTEXT).stack().data();
      assertArrayEquals(expected, one.refine(input, CONTEXT).stack().data());
    }
    HeldOutErrors found;
    try (Refiner refiner = Models.refiner(reloaded)) {
      found = HeldOutErrors.of(refiner, test, HeldOutErrors.Images.NOT_KEPT, CONTEXT);
    }
    assertEquals(errors.get("testBodyMaeHu"), found.bodyMaeHu(), 1e-9);
  }

  /** Going on from a model begins where it ended, and the images of the test subjects are kept. */
  @Test
  void goesOnFromAModelAndKeepsTestImages(@TempDir Path folder) throws IOException {
    TrainingRun.Outcome first = run("regression", 60, folder.resolve("first")).run(CONTEXT);
    String start = "start: %s\n".formatted(folder.resolve("first/smoke.json"));
    String text = RECIPE.formatted("regression", 15).replace("3e-3", "1e-9") + start;
    TrainingRecipe recipe = TrainingRecipe.parse(text, "recipe", Task.SVCT);
    Path images = folder.resolve("images");
    TrainingRun.Outcome next =
        new TrainingRun(
                recipe,
                shared,
                shared.resolve("pairs"),
                folder.resolve("next"),
                Optional.of(images),
                "test",
                backend)
            .run(CONTEXT);
    assertEquals(first.heldOut().get("testBodyMaeHu"), next.heldOut().get("testBodyMaeHu"), 0.01);
    String data = next.model().card().origin().data();
    assertTrue(data.contains("; from smoke ("), data);
    try (Stream<Path> files = Files.walk(images)) {
      assertEquals(
          List.of(
              "phantom/input/chest-0004.npz",
              "phantom/input/head-0002.npz",
              "phantom/reference/chest-0004.npz",
              "phantom/reference/head-0002.npz",
              "phantom/smoke/chest-0004.npz",
              "phantom/smoke/head-0002.npz"),
          files
              .filter(Files::isRegularFile)
              .map(path -> images.relativize(path).toString().replace('\\', '/'))
              .sorted()
              .toList());
    }
    Volume kept =
        VolumeFiles.standard().read(images.resolve("phantom/smoke/chest-0004.npz")).volume();
    try (Refiner refiner = Models.refiner(next.model())) {
      Volume input =
          VolumeFiles.standard().read(images.resolve("phantom/input/chest-0004.npz")).volume();
      assertArrayEquals(refiner.refine(input, CONTEXT).stack().data(), kept.stack().data());
    }
    TrainingRecipe missing =
        TrainingRecipe.parse(
            RECIPE.formatted("gan", 15) + "start: svct-60-regressoin\n", "recipe", Task.SVCT);
    TomoException refused =
        assertThrows(
            TomoException.class,
            () ->
                new TrainingRun(
                        missing,
                        shared,
                        shared.resolve("pairs"),
                        folder.resolve("no"),
                        Optional.empty(),
                        "test",
                        backend)
                    .run(CONTEXT));
    assertTrue(refused.getMessage().contains("svct-60-regression"), refused.getMessage());
  }

  /** Blocks of slices, from the recipe to a model that refines more, as many and fewer slices. */
  @Test
  void networksInThreeDimensionsLearnAndRefine(@TempDir Path folder) throws IOException {
    TrainingRecipe recipe = TrainingRecipe.parse(BLOCKS, "recipe", Task.SVCT);
    TrainingRun work =
        new TrainingRun(
            recipe, shared, shared.resolve("blocks"), folder, Optional.empty(), "test", backend);
    TrainingRun.Outcome outcome = work.run(CONTEXT);
    List<Double> losses = column(folder.resolve("training.jsonl"), "fidelity");
    double first = mean(losses.subList(0, 15));
    double last = mean(losses.subList(losses.size() - 15, losses.size()));
    assertTrue(last < 0.9 * first, "loss %s at first, %s in the end".formatted(first, last));
    var errors = outcome.heldOut();
    assertTrue(
        errors.get("testWholeMaeHu") < 0.9 * errors.get("testInputWholeMaeHu"), errors.toString());

    ModelFile reloaded = ModelFile.open(folder.resolve("smoke-3d.json"));
    assertEquals(3, reloaded.card().dimensions());
    assertEquals(List.of(16, 32, 32), reloaded.card().domain().windowSides());
    List<Double> spacings = reloaded.card().domain().sliceSpacingsMm();
    assertEquals(5, spacings.get(0), 1e-9);
    assertEquals(7.2, spacings.get(1), 1e-9);
    TrainingData data =
        TrainingData.prepare(recipe, shared, shared.resolve("blocks"), backend, CONTEXT);
    CaseSet test = data.test(CONTEXT);
    Volume input = test.cases().get(0).input();
    Volume target = test.cases().get(0).target();
    try (Refiner refiner = Models.refiner(reloaded)) {
      assertEquals(
          errors.get("testBodyMaeHu"),
          HeldOutErrors.of(refiner, test, HeldOutErrors.Images.NOT_KEPT, CONTEXT).bodyMaeHu(),
          1e-9);
      for (int slices : new int[] {1, 5}) {
        Volume few = refiner.refine(input.slices(0, slices), CONTEXT);
        assertEquals(slices, few.slices());
        double before = meanDifference(input.slices(0, slices), target);
        double after = meanDifference(few, target);
        assertTrue(after < 0.9 * before, slices + " slices: " + before + " HU, " + after);
      }
      VolumeFrame thin = VolumeFrame.gantry(ImageGrid.square(64, 6), 0, 4.9);
      ModelException refusal =
          assertThrows(
              ModelException.class,
              () -> refiner.refine(new Volume(input.stack(), thin, VolumeUnit.HU), CONTEXT));
      assertTrue(
          refusal.getMessage().contains("4.9000 mm apart, the model was trained for 5.0000"),
          refusal.getMessage());
    }
  }

  private static double meanDifference(Volume tested, Volume target) {
    float[] values = tested.stack().data();
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += Math.abs(values[i] - target.stack().data()[i]);
    }
    return sum / values.length;
  }

  /** The error of a refiner that adds 5 HU to a perfect image is 5 HU. */
  @Test
  void heldOutErrorsAreMeanAbsoluteErrors() throws IOException {
    TrainingRun work = run("regression", 60, shared.resolve("unused"));
    TrainingData data =
        TrainingData.prepare(work.recipe(), shared, shared.resolve("pairs"), backend, CONTEXT);
    CaseSet cases = data.test(CONTEXT);
    HeldOutErrors errors =
        HeldOutErrors.of(
            new Refiner() {
              private int next;

              @Override
              public Volume refine(Volume image, RunContext context) {
                FloatStack target = cases.cases().get(next++).target().stack().copy();
                for (int i = 0; i < target.data().length; i++) {
                  target.data()[i] += i % 2 == 0 ? 5 : -5;
                }
                return image.with(target, VolumeUnit.HU);
              }

              @Override
              public void close() {}
            },
            cases,
            HeldOutErrors.Images.NOT_KEPT,
            CONTEXT);
    assertEquals(5, errors.bodyMaeHu(), 1e-4);
    assertEquals(5, errors.wholeMaeHu(), 1e-4);
  }

  private static RunContext stoppingAfter(int steps) {
    return CONTEXT.withProgress(
        new ProgressListener() {
          private boolean stop;

          @Override
          public void progress(String stage, long done, long total) {
            stop |= stage.startsWith("training") && total == 60 && done >= steps;
          }

          @Override
          public boolean cancelled() {
            return stop;
          }
        });
  }

  private static List<Double> column(Path log, String name) throws IOException {
    List<Double> values = new ArrayList<>();
    for (String line : Files.readAllLines(log)) {
      JsonNode row = new ObjectMapper().readTree(line);
      values.add(row.required(name).asDouble());
    }
    return values;
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }
}
