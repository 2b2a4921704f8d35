package io.tomodrift.learned.recipe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.tomodrift.formats.volume.VolumeFiles;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.error.ModelException;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.learned.diffusion.LatentDrift;
import io.tomodrift.learned.diffusion.NoiseSchedule;
import io.tomodrift.learned.diffusion.SeededNoise;
import io.tomodrift.learned.infer.Counterfactuals;
import io.tomodrift.learned.infer.Direction;
import io.tomodrift.learned.infer.DomainSampler;
import io.tomodrift.learned.infer.ImageStack;
import io.tomodrift.learned.infer.LatentCoder;
import io.tomodrift.learned.infer.SamplingSettings;
import io.tomodrift.learned.model.Latents;
import io.tomodrift.learned.model.ModelFile;
import io.tomodrift.learned.model.Task;
import io.tomodrift.learned.nets.Architectures;
import io.tomodrift.learned.nets.Network;
import io.tomodrift.learned.torch.Torch;
import io.tomodrift.projectors.backend.Backend;
import io.tomodrift.projectors.backend.Backends;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Domains of 16 x 16 pixels, 20 steps: whether the chain holds, and nothing about how good. */
class DomainRunTest {

  private static final RunContext CONTEXT = RunContext.defaults().withParallelism(1);

  private static final String RECIPE =
      """
      name: %s
      method: diffusion
      seed: 3
      network: {kind: time-resnet, dimensions: 2, inputChannels: %d, outputChannels: %d, widths: [6, 8], units: 1, norm: none, attention: false}
      data:
        side: 16
        region: abdomen
        train: {firstSeed: 1, bodies: 6}
        validation: {firstSeed: 101, bodies: 2}
        test: {firstSeed: 201, bodies: 3}
      patches: {batch: 4, side: 16}
      output: {lowHu: -1000, highHu: 600, huPerUnit: 1000}
      optimiser: {steps: 20, learningRate: 3e-3, warmUp: 2, averaging: 0.9}
      validateEvery: 10
      """;

  private static final String LATENT = "latent: {widths: [6, 2], steps: 20}\n";
  private static final SamplingSettings DDIM =
      new SamplingSettings(Optional.of("ddim"), OptionalInt.of(5), Direction.FORWARD, 11);

  @TempDir private static Path shared;
  private static ModelFile plain;
  private static ModelFile latent;

  @BeforeAll
  static void train() throws IOException {
    plain = run(RECIPE.formatted("plain", 1, 1), "plain").model();
    latent = run(RECIPE.formatted("latent", 2, 2) + LATENT, "latent").model();
  }

  private static TrainingRun.Outcome run(String text, String folder) throws IOException {
    TrainingRecipe recipe = TrainingRecipe.parse(text, "recipe", Task.DOMAIN);
    try (Backend backend = Backends.select("cpu", CONTEXT)) {
      return new TrainingRun(
              recipe,
              shared,
              shared.resolve("images"),
              shared.resolve(folder),
              Optional.of(shared.resolve("kept")),
              "test",
              backend)
          .run(CONTEXT);
    }
  }

  @Test
  void modelsSayWhatTheyReachedAndLeaveTheirImages() throws IOException {
    for (ModelFile model : List.of(plain, latent)) {
      String name = model.card().name();
      assertEquals(3, model.card().metrics().get("testCases"));
      double distance = model.card().metrics().get("testHistogramL1");
      assertTrue(distance > 0 && distance < 2, "distance " + distance);
      assertEquals(6, slices("%s/%s-domain.npz".formatted(name, name)));
      assertEquals(3, slices("kept/%s-test.npz".formatted(name)));
      assertEquals(2, slices("kept/%s-validation-samples.npz".formatted(name)));
    }
  }

  private static int slices(String file) throws IOException {
    return VolumeFiles.standard().read(shared.resolve(file)).volume().slices();
  }

  /** A drift of 0, either way, and the equations of DDIM written out with the model's network. */
  @Test
  void noDriftIsThePlainSampler() throws IOException {
    ModelFile file = ModelFile.open(shared.resolve("plain/plain.json"));
    double[] plainHu = byHand(file);
    try (DomainSampler sampler = DomainSampler.open(file)) {
      for (LatentDrift.Mode mode : LatentDrift.Mode.values()) {
        for (double zero : new double[] {0.0, -0.0}) {
          double[] made = sampler.sample(1, DDIM.with(new LatentDrift(zero, mode))).get(0);
          assertArrayEquals(plainHu, made, mode.name());
        }
      }
      assertArrayEquals(plainHu, sampler.sample(1, DDIM).get(0), "the card's drift is 0");
      double[] moved =
          sampler.sample(1, DDIM.with(new LatentDrift(0.1, LatentDrift.Mode.TOTAL))).get(0);
      assertTrue(ImageStack.mean(List.of(moved)) > ImageStack.mean(List.of(plainHu)));
    }
  }

  private static double[] byHand(ModelFile file) {
    NoiseSchedule schedule = NoiseSchedule.usual();
    long seed = new SplittableRandom(11).nextLong();
    double[] x = new SeededNoise(seed).start(256);
    try (NDManager memory = Torch.open();
        Network network = file.network(memory, Architectures::fromMap)) {
      for (int k = 0; k < 5; k++) {
        int t = 1000 - 200 * k;
        double now = schedule.alphaBar(t);
        double next = schedule.alphaBar(t - 200);
        float[] narrow = new float[256];
        for (int i = 0; i < 256; i++) {
          narrow[i] = (float) x[i];
        }
        NDArray seen = memory.create(narrow, new Shape(1, 1, 16, 16));
        NDArray time = memory.create(new float[] {t / 1000f});
        float[] noise = network.apply(seen, time, false).toFloatArray();
        double direction = Math.sqrt(1 - next) / Math.sqrt(1 - now);
        for (int i = 0; i < 256; i++) {
          double signal = Math.sqrt(now);
          double clean = 1 / signal * x[i] + -Math.sqrt(1 - now) / signal * noise[i];
          clean = Math.max(-1, Math.min(0.6, clean));
          x[i] = (Math.sqrt(next) - direction * signal) * clean + direction * x[i];
        }
      }
    }
    for (int i = 0; i < 256; i++) {
      x[i] *= 1000;
    }
    return x;
  }

  /** However many are made at once; rounding of a batch of another size apart. */
  @Test
  void samplesHaveTheirOwnNoise() {
    try (DomainSampler sampler = DomainSampler.open(latent)) {
      List<double[]> many = sampler.sample(18, DDIM);
      List<double[]> few = sampler.sample(2, DDIM);
      assertArrayEquals(few.get(1), many.get(1), 0.01);
      assertFalse(Arrays.equals(many.get(0), many.get(1)));
      assertFalse(Arrays.equals(many.get(0), many.get(16)));
    }
  }

  /**
   * Both halves are the auto-encoder, and latent images of the training have mean 0, deviation 1.
   */
  @Test
  void latentImagesGoThereAndBack() throws IOException {
    ModelFile file = ModelFile.open(shared.resolve("latent/latent.json"));
    Latents parts = Latents.of(file.card()).orElseThrow();
    List<double[]> images =
        ImageStack.images(
            VolumeFiles.standard().read(shared.resolve("latent/latent-domain.npz")).volume());
    try (NDManager memory = Torch.open();
        Network whole = Network.create(parts.coder(), memory);
        LatentCoder coder = new LatentCoder(parts.coder(file), memory, "file")) {
      parts.coder(file).weights().copyTo(whole, memory, "file");
      double sum = 0;
      double squares = 0;
      for (double[] image : images) {
        float[] units = new float[256];
        double[] wide = new double[256];
        for (int i = 0; i < 256; i++) {
          units[i] = (float) (image[i] / 1000);
          wide[i] = units[i];
        }
        double[] latents = coder.encode(wide, 1, 16, 16);
        assertEquals(32, latents.length);
        double[] back = coder.decode(latents, 1, 16, 16);
        float[] expected =
            whole.apply(memory.create(units, new Shape(1, 1, 16, 16)), false).toFloatArray();
        for (int i = 0; i < 256; i++) {
          assertEquals(expected[i], back[i], 1e-5);
        }
        for (double value : latents) {
          sum += value;
          squares += value * value;
        }
      }
      double count = 32.0 * images.size();
      assertEquals(0, sum / count, 1e-4);
      assertEquals(1, squares / count, 1e-3);
    }
  }

  /** The coder stays; a drift of the training is in the card and is that of sampling. */
  @Test
  void fineTuningKeepsTheCoderAndTellsItsDrift() throws IOException {
    String text =
        RECIPE.formatted("tuned", 2, 2).replace("bodies: 6}", "bodies: 4}")
            + LATENT
            + "diffusion: {delta: 0.1}\nstart: "
            + shared.resolve("latent/latent.json")
            + "\n";
    String contrast =
        text.replace("region: abdomen", "region: abdomen\n  enhancement: {phase: portal-venous}");
    TrainingRecipe recipe = TrainingRecipe.parse(contrast, "recipe", Task.DOMAIN);
    ModelFile tuned;
    try (Backend backend = Backends.select("cpu", CONTEXT)) {
      tuned =
          new TrainingRun(
                  recipe,
                  shared,
                  shared.resolve("contrast"),
                  shared.resolve("tuned"),
                  Optional.empty(),
                  "test",
                  backend)
              .run(CONTEXT)
              .model();
    }
    assertTrue(tuned.weights().withPrefix("coder.").sameAs(latent.weights().withPrefix("coder.")));
    assertFalse(tuned.weights().withPrefix("inner.").sameAs(latent.weights().withPrefix("inner.")));
    try (DomainSampler sampler = DomainSampler.open(tuned)) {
      assertEquals(new LatentDrift(0.1, LatentDrift.Mode.TOTAL), sampler.usualDrift());
      assertArrayEquals(
          sampler.sample(1, DDIM.with(sampler.usualDrift())).get(0),
          sampler.sample(1, DDIM).get(0));
    }
    assertTrue(
        tuned.card().origin().data().contains("with contrast medium (PORTAL_VENOUS)"),
        tuned.card().origin().data());
    ModelException e =
        assertThrows(
            ModelException.class,
            () -> run(text.replace("[6, 2]", "[4, 2]").replace("tuned", "other"), "other"));
    assertTrue(e.getMessage().contains("widths [4, 2]"), e.getMessage());
  }

  /** The same model without a drift gives the image back. */
  @Test
  void noiseAndBackIsTheImage() throws IOException {
    double[] image =
        ImageStack.images(
                VolumeFiles.standard().read(shared.resolve("plain/plain-domain.npz")).volume())
            .get(0);
    List<double[]> domain = List.of(image);
    try (DomainSampler sampler = DomainSampler.open(plain);
        DomainSampler other = DomainSampler.open(latent)) {
      Counterfactuals wanted =
          new Counterfactuals(List.of(0.3), List.of(LatentDrift.NONE, drift(0.2)), 0.1, 50);
      List<Counterfactuals.Candidate> made = wanted.of(sampler, sampler, image, domain);
      // Measured: 0.06 HU, and 190 HU with the drift.
      assertEquals(0, made.get(0).change(), 1e-4, "of 1000 HU");
      assertTrue(made.get(1).change() > 0.1, "the drift does something");
      assertEquals(
          made.get(1).objective(),
          0.1 * made.get(1).domainDistance() + made.get(1).change(),
          1e-12);
      assertEquals(0, wanted.unchanged(sampler, image, domain).objective());
      assertThrows(ModelException.class, () -> wanted.of(other, sampler, image, domain));
    }
  }

  private static LatentDrift drift(double delta) {
    return new LatentDrift(delta, LatentDrift.Mode.TOTAL);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "method: diffusion    | method: regression               | makes images of noise",
        "side: 16}            | side: 8}                         | must be that of 'data', 16",
        "patches: {           | validation: [abdomen-0001]@patches: { | leave 'validation' out",
        "firstSeed: 101       | firstSeed: 5                     | overlap",
        "region: abdomen      | regoin: abdomen                  | did you mean 'region'?",
        "patches: {           | diffusion: {sourceGiven: true}@patches: { | no input that a network"
            + " could see",
        "patches: {           | latent: {widths: [6, 2, 2, 2]}@patches: { | network of 2 input"
            + " channels",
        "inputChannels: 1     | inputChannels: 2                 | network of 1 input channels",
      })
  void mistakesAreNamed(String was, String is, String message) {
    String text = RECIPE.formatted("m", 1, 1).replace(was, is.replace('@', '\n'));
    if (is.startsWith("method")) {
      text = text.replaceFirst("network: .*", "network: {preset: unet-n}");
    }
    String recipe = text;
    FormatException e =
        assertThrows(
            FormatException.class, () -> TrainingRecipe.parse(recipe, "x.yaml", Task.DOMAIN));
    assertTrue(e.getMessage().contains(message), e.getMessage());
    assertTrue(e.getMessage().startsWith("x.yaml"), e.getMessage());
  }

  @Test
  void latentPatchesMustFit() {
    String text = RECIPE.formatted("m", 2, 2).replace("16", "12");
    FormatException e =
        assertThrows(
            FormatException.class,
            () -> TrainingRecipe.parse(text + LATENT, "x.yaml", Task.DOMAIN));
    assertTrue(e.getMessage().contains("multiples of 8, got 12"), e.getMessage());
    FormatException flips =
        assertThrows(
            FormatException.class,
            () ->
                TrainingRecipe.parse(
                    RECIPE.formatted("m", 2, 2).replace("side: 16}", "side: 16, flips: true}")
                        + LATENT,
                    "x.yaml",
                    Task.DOMAIN));
    assertTrue(flips.getMessage().contains("'flips'"), flips.getMessage());
    FormatException task =
        assertThrows(
            FormatException.class,
            () ->
                TrainingRecipe.parse(
                    "name: m\nnetwork: {preset: unet-n}\ndata: {}\n" + LATENT,
                    "x.yaml",
                    Task.SVCT));
    assertTrue(task.getMessage().contains("'latent' is for the task domain"), task.getMessage());
  }
}
