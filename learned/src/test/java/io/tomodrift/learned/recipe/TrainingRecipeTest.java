package io.tomodrift.learned.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.learned.model.Sampling;
import io.tomodrift.learned.model.Task;
import io.tomodrift.learned.nets.Preset;
import io.tomodrift.learned.objective.DriftBalance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingRecipeTest {

  private static final String LEAST =
      "name: m\nmethod: gdm\nnetwork: {preset: unet-n}\ndata: {phantoms: [{region: head}]}\n";

  @Test
  void whatIsLeftOutHasDefaults() {
    TrainingRecipe recipe = TrainingRecipe.parse(LEAST, "x", Task.SVCT);
    assertEquals(Preset.UNET_N.of(2), recipe.network());
    assertEquals(List.of(0.02, 0.05, 0.2), recipe.objective().drift().temperatures());
    assertTrue(Double.isNaN(recipe.objective().lambda()));
    assertEquals(DriftBalance.MGDA, recipe.objective().balance());
    assertEquals(List.of(128, 128), recipe.windowSides());
    assertEquals(1, recipe.objective().paired().l1());
    assertEquals(
        List.of(0.04, 0.1, 0.4),
        TrainingRecipe.parse(LEAST + "drift: {temperatureFactor: 2}\n", "x", Task.SVCT)
            .objective()
            .drift()
            .temperatures());
  }

  /** A set of another order in each JVM would make a run another one. */
  @Test
  void namesOfSubjectsAreSorted() {
    TrainingRecipe recipe = TrainingRecipe.parse(LEAST + "test: [c, a, b, e, d]\n", "x", Task.SVCT);
    assertEquals("[a, b, c, d, e]", recipe.test().toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "drift: {temperaturs: [1]}      | 'temperaturs'; did you mean 'temperatures'?",
        "drift: {lambda: much}          | lambda must be a number or 'auto', got 'much'",
        "patches: {side: a}             | 'side' must be a whole number",
        "output: {lowHu: 3000}          | HU must rise",
        "optimizer: {steps: 3}          | did you mean 'optimiser'?",
        "loss: {l1: -1}                 | must not be negative",
        "physics: {weight: 0}           | must be positive and finite, got 0.0",
        "physics: {weigth: 1}           | did you mean 'weight'?",
        "physics: {}                    | 'weight'",
        "flow: {sourceGiven: true}      | 'flow' is for the method flow, this recipe has the method"
            + " gdm",
        "diffusion: {}                  | 'diffusion' is for the method diffusion",
      })
  void mistakesAreNamed(String line, String message) {
    FormatException e =
        assertThrows(
            FormatException.class,
            () -> TrainingRecipe.parse(LEAST + line + "\n", "x.yaml", Task.SVCT));
    assertTrue(e.getMessage().contains(message), e.getMessage());
    assertTrue(e.getMessage().startsWith("x.yaml"), e.getMessage());
  }

  /** Before anything is simulated or trained. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "unet-n, dimensions: 3 | side: 64             | patches.slices is 1, but the network has 3"
            + " dimensions",
        "unet-n                | side: 64, slices: 16 | patches.slices is 16, but the network has 2"
            + " dimensions",
        "unet-n, dimensions: 3 | side: 64, slices: 18 | patches of 18 x 64 x 64 do not suit unet,"
            + " which reads sides that are multiples of 4",
        "unet-n, dimensions: 3 | side: 64, slices: 20 | do not suit the feature encoder, which"
            + " reads sides that are multiples of 8",
        "unet-n                | side: 66             | patches of 66 x 66 do not suit unet",
        "unet-n, dimensions: 3 | side: 64, slices: 16 | drift.cropSide is 32, more than the"
            + " shortest side of patches of 16 x 64 x 64",
        "unet-f, dimensions: 3 | side: 64, slices: 16 | unet-f has 2 dimensions, not 3",
      })
  void patchesMustSuitTheNetwork(String network, String patches, String message) {
    String text =
        LEAST.replace("{preset: unet-n}", "{preset: %s}".formatted(network))
            + "patches: {%s}\n".formatted(patches);
    FormatException e =
        assertThrows(FormatException.class, () -> TrainingRecipe.parse(text, "x.yaml", Task.SVCT));
    assertTrue(e.getMessage().contains(message), e.getMessage());
    assertTrue(e.getMessage().startsWith("x.yaml"), e.getMessage());
  }

  @Test
  void methodsOfATimeNeedANetworkOfATime() {
    String flow = LEAST.replace("gdm", "flow");
    refused(flow, "need a network that reads a time, such as 'preset: timeres-f', not unet");
    refused(LEAST.replace("unet-n", "timeres-n"), "reads a time, which only the methods flow and");
    String timed = flow.replace("unet-n", "timeres-n");
    TrainingRecipe recipe = TrainingRecipe.parse(timed, "x", Task.SVCT);
    assertEquals(new Sampling.Flow(false, 0), recipe.sampling());
    assertEquals(1, recipe.network().inputChannels());
    TrainingRecipe given =
        TrainingRecipe.parse(timed + "flow: {sourceGiven: true}\n", "x", Task.SVCT);
    assertEquals(new Sampling.Flow(true, 0), given.sampling());
    assertEquals(2, given.network().inputChannels());
    TrainingRecipe noise = TrainingRecipe.parse(timed.replace("flow", "diffusion"), "x", Task.SVCT);
    assertEquals(Sampling.Diffusion.usual(true), noise.sampling());
    assertEquals(2, noise.network().inputChannels());
    refused(timed + "physics: {weight: 1}\n", "'physics' is a term of results");
  }

  private static void refused(String recipe, String message) {
    FormatException e =
        assertThrows(
            FormatException.class, () -> TrainingRecipe.parse(recipe, "x.yaml", Task.SVCT));
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }

  @Test
  void blocksHaveThreeSides() {
    TrainingRecipe recipe =
        TrainingRecipe.parse(
            LEAST.replace("unet-n}", "unet-n, dimensions: 3}")
                + "patches: {side: 64, slices: 16}\ndrift: {cropSide: 16}\n",
            "x",
            Task.SVCT);
    assertEquals(Preset.UNET_N.of(3), recipe.network());
    assertEquals(List.of(16, 64, 64), recipe.windowSides());
  }

  @Test
  void projectionsCountIfAskedFor() {
    assertTrue(TrainingRecipe.parse(LEAST, "x", Task.SVCT).physics().isEmpty());
    TrainingRecipe recipe =
        TrainingRecipe.parse(LEAST + "physics: {weight: 0.5}\n", "x", Task.SVCT);
    assertEquals(0.5, recipe.physics().orElseThrow().weight());
    physicsRefused(LEAST, Task.MR2CT, "the task mr2ct does not have");
    physicsRefused(
        LEAST.replace("data: {", "data: {sinograms: false, "),
        Task.SVCT,
        "'sinograms' of the data is false");
  }

  private static void physicsRefused(String recipe, Task task, String message) {
    FormatException e =
        assertThrows(
            FormatException.class,
            () -> TrainingRecipe.parse(recipe + "physics: {weight: 1}\n", "x.yaml", task));
    assertTrue(e.getMessage().contains(message), e.getMessage());
    assertTrue(e.getMessage().startsWith("x.yaml"), e.getMessage());
  }

  @Test
  void theRecipesOfTheSourcesAreRead() throws IOException {
    Path folder = Path.of(System.getProperty("tomodrift.root"), "learned", "recipes");
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".yaml")).toList()) {
        String name = file.getFileName().toString().replace(".yaml", "");
        Task task =
            name.startsWith("svct")
                ? Task.SVCT
                : name.startsWith("contrast-to-native")
                    ? Task.CONTRAST_TO_NATIVE
                    : name.startsWith("contrast")
                        ? Task.CONTRAST
                        : name.startsWith("domain") ? Task.DOMAIN : Task.MR2CT;
        assertEquals(name, TrainingRecipe.read(file, task).name());
      }
    }
  }
}
