package io.tomodrift.learned.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.error.ModelException;
import io.tomodrift.geometry.error.TomoException;
import io.tomodrift.learned.data.HuScale;
import io.tomodrift.learned.data.PercentileScale;
import io.tomodrift.learned.nets.Architecture;
import io.tomodrift.learned.nets.Architectures;
import io.tomodrift.learned.nets.Folded;
import io.tomodrift.learned.nets.Network;
import io.tomodrift.learned.nets.UNet;
import io.tomodrift.learned.nets.blocks.Norm;
import io.tomodrift.learned.torch.Torch;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelFileTest {

  @TempDir private Path folder;

  private static ModelCard card(String name, Integer... widths) {
    return ModelCard.unsaved(
        name,
        Task.SVCT,
        "regression",
        2,
        Architectures.toMap(UNet.residual(2, widths)),
        new Sampling.OnePass(),
        new ModelDomain(
            new HuScale(-1000, 2000, 1000),
            new PercentileScale(0.5, 99.5),
            0.7,
            0.9,
            List.of(),
            60,
            "fbp",
            List.of(64, 64)),
        new ModelOrigin(
            -7, 2000, 12.5, "tomodrift train svct", "ab".repeat(32), "40 phantoms of 256^2"),
        Map.of("mae_hu", 12.345678901234567),
        "Apache-2.0");
  }

  private static Weights weights(Integer... widths) {
    try (NDManager memory = Torch.open();
        Network network = Network.create(UNet.residual(2, widths), memory)) {
      return Weights.of(network);
    }
  }

  private String message(Class<? extends TomoException> type) {
    return assertThrows(type, () -> ModelFile.open(folder.resolve("m.json"))).getMessage();
  }

  private ModelFile save() throws IOException {
    return ModelFile.save(folder, card("m", 4, 8), weights(4, 8));
  }

  @Test
  void returnsWhatWasSaved() throws IOException {
    ModelFile saved = save();
    for (String ending : new String[] {"m.json", "m.safetensors"}) {
      ModelFile opened = ModelFile.open(folder.resolve(ending));
      assertEquals(saved.card(), opened.card());
      assertTrue(saved.weights().sameAs(opened.weights()));
      try (NDManager memory = Torch.open();
          Network network = opened.network(memory, Architectures::fromMap)) {
        assertTrue(saved.weights().sameAs(Weights.of(network)));
        assertEquals(UNet.residual(2, 4, 8), network.architecture());
      }
    }
  }

  @Test
  void architecturesWithinArchitectures() throws IOException {
    Architecture folded =
        new Folded(new UNet(2, 4, 4, List.of(4, 8), Norm.NONE, false), 2, 1, 0, true);
    ModelCard plain = card("m", 4, 8);
    ModelCard card =
        ModelCard.unsaved(
            "m",
            Task.SVCT,
            "gdm",
            2,
            Architectures.toMap(folded),
            new Sampling.Diffusion(10, 1e-4, 0.02, true, -0.1, true),
            plain.domain(),
            plain.origin(),
            Map.of(),
            "Apache-2.0");
    try (NDManager memory = Torch.open();
        Network network = Network.create(folded, memory)) {
      ModelFile.save(folder, card, Weights.of(network));
      ModelFile opened = ModelFile.open(folder.resolve("m.json"));
      assertEquals(card.sampling(), opened.card().sampling());
      try (Network again = opened.network(memory, Architectures::fromMap)) {
        assertEquals(folded, again.architecture());
        assertTrue(Weights.of(network).sameAs(Weights.of(again)));
      }
    }
    Path path = folder.resolve("m.json");
    Files.writeString(path, Files.readString(path).replace("[ 4, 8 ]", "[ 4, 2000000000 ]"));
    try (NDManager memory = Torch.open()) {
      ModelFile hostile = ModelFile.open(path);
      String text =
          assertThrows(ModelException.class, () -> hostile.network(memory, Architectures::fromMap))
              .getMessage();
      assertTrue(text.contains("'widths' of the architecture is [4, 2000000000]"), text);
    }
  }

  @Test
  void equalModelsAreEqualBytes() throws IOException {
    ModelFile saved = save();
    byte[] card = Files.readAllBytes(folder.resolve("m.json"));
    byte[] weights = Files.readAllBytes(folder.resolve("m.safetensors"));
    Path other = folder.resolve("other");
    ModelFile again = ModelFile.open(folder.resolve("m.json"));
    ModelFile.save(other, again.card(), again.weights());
    assertArrayEquals(card, Files.readAllBytes(other.resolve("m.json")));
    assertArrayEquals(weights, Files.readAllBytes(other.resolve("m.safetensors")));
    assertEquals(64, saved.card().weightsSha256().length());
  }

  @Test
  void missingPartsAreNamed() throws IOException {
    save();
    Files.delete(folder.resolve("m.safetensors"));
    assertTrue(message(ModelException.class).contains("m.safetensors"));
    Files.delete(folder.resolve("m.json"));
    assertTrue(message(ModelException.class).contains("m.json, the card of"));
    Path foreign = Files.createFile(folder.resolve("m.pt"));
    String text = assertThrows(ModelException.class, () -> ModelFile.open(foreign)).getMessage();
    assertTrue(text.contains("m.pt is not a model"), text);
  }

  @Test
  void weightsOfAnotherRunAreRefused() throws IOException {
    save();
    Safetensors.write(folder.resolve("m.safetensors"), weights(4, 8));
    String text = message(ModelException.class);
    assertTrue(text.contains("SHA-256") && text.contains("m.safetensors"), text);
    byte[] bytes = Files.readAllBytes(folder.resolve("m.safetensors"));
    Files.write(folder.resolve("m.safetensors"), java.util.Arrays.copyOf(bytes, 1000));
    assertTrue(message(FormatException.class).contains("cut off"));
  }

  @Test
  void weightsThatAreNoNumbersAreRefused() throws IOException {
    Weights weights = weights(4, 8);
    weights.tensors().values().iterator().next().values()[1] = Float.NaN;
    String text =
        assertThrows(ModelException.class, () -> ModelFile.save(folder, card("m", 4, 8), weights))
            .getMessage();
    assertTrue(text.contains("value 1 of weights") && text.contains("NaN"), text);
    String digest = Safetensors.write(folder.resolve("m.safetensors"), weights);
    Files.writeString(
        folder.resolve("m.json"), CardJson.write(card("m", 4, 8).withWeightsSha256(digest)));
    assertTrue(message(ModelException.class).contains("NaN"));
  }

  @Test
  void weightsMustFitTheArchitecture() throws IOException {
    try (NDManager memory = Torch.open()) {
      for (Integer[] widths :
          new Integer[][] {{4, 9}, {4, 8, 16}, {4}, {2_000_000_000}, {60_000, 60_000}}) {
        ModelFile wrong = ModelFile.save(folder, card("m", widths), weights(4, 8));
        String text =
            assertThrows(ModelException.class, () -> wrong.network(memory, Architectures::fromMap))
                .getMessage();
        assertTrue(text.contains("m.json") && text.contains("architecture"), text);
      }
      ModelCard other = card("m", 4, 8);
      ModelCard unknown =
          ModelCard.unsaved(
              "m",
              Task.MR2CT,
              "gdm",
              2,
              Map.of("kind", "transformer"),
              new Sampling.Flow(true, 0),
              other.domain(),
              other.origin(),
              Map.of(),
              "");
      ModelFile wrong = ModelFile.save(folder, unknown, weights(4, 8));
      String text =
          assertThrows(ModelException.class, () -> wrong.network(memory, Architectures::fromMap))
              .getMessage();
      assertTrue(text.contains("m.json: kind of the architecture is 'transformer'"), text);
    }
  }

  /** What is replaced in a good card, by what, and a part of the message. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "\"method\" | \"metod\" | did you mean 'method'",
        "\"huPerUnit\" : 1000.0 | \"huPerUnit\" : 1000.0, \"x\" : 1 | domain: input: unknown field 'x'",
        "\"licence\" : \"Apache-2.0\" | \"licence\" : null | 'licence' is missing",
        "\"viewCount\" : 60, | | 'viewCount' is missing",
        "\"viewCount\" : 60 | \"viewCount\" : 60.5 | viewCount",
        "\"viewCount\" : 60 | \"viewCount\" : \"60\" | viewCount",
        "\"viewCount\" : 60 | \"viewCount\" : 1e300 | viewCount",
        "\"viewCount\" : 60 | \"viewCount\" : -1 | viewCount must not be negative, got -1",
        "\"svct\" | \"svtc\" | svtc",
        "\"svct\" | 0 | task",
        "\"kind\" : \"hu\" | \"kind\" : \"houndsfield\" | houndsfield",
        "\"smallestSpacingMm\" : 0.7 | \"smallestSpacingMm\" : 0.95 | must be positive and rise",
        "\"lowHu\" : -1000.0 | \"lowHu\" : 3000.0 | HU must rise",
        "\"name\" : \"m\" | \"name\" : \"../m\" | '../m'",
        "\"formatVersion\" : 2 | \"formatVersion\" : 3 | newer version",
        "\"formatVersion\" : 2, | | not a model card",
        "one-pass | two-pass | sampling: ",
        "\"one-pass\" | \"flow\" | sampling: 'sourceGiven' is missing",
        "\"one-pass\" | \"flow\", \"sourceGiven\" : true, \"endShare\" : 2.0 | endShare must be in [0, 1]",
        "\"one-pass\" | \"flow\", \"sourceGivn\" : true | sampling: unknown field 'sourceGivn'; did you mean 'sourceGiven'?",
        "\"dimensions\" : 2 | \"dimensions\" : 3 | window of [64, 64]",
        "\"dimensions\" : 2 | \"dimensions\" : 2, \"dimensions\" : 2 | Duplicate",
        "\"sliceSpacingsMm\" : [ ], | | 'sliceSpacingsMm' is missing",
        "\"sliceSpacingsMm\" : [ ] | \"sliceSpacingsMm\" : [ 1 ] | the smallest and the largest",
        "\"sliceSpacingsMm\" : [ ] | \"sliceSpacingsMm\" : [ 2, 1 ] | the smallest and the largest",
        "\"sliceSpacingsMm\" : [ ] | \"sliceSpacingsMm\" : [ 1, null ] | got [1.0, null]",
        "\"sliceSpacingsMm\" : [ ] | \"sliceSpacingsMm\" : [ 1, 2 ] | the model has 2 and [1.0, 2.0]",
        "12.345678901234567 | \"NaN\" | NaN",
        "64, 64 | 64, null | windowSides",
        "\"unet\" | null | 'kind' of the architecture is null",
      })
  void cardsAreReadStrictly(String good, String bad, String expected) throws IOException {
    save();
    Path path = folder.resolve("m.json");
    String text = Files.readString(path);
    assertTrue(text.contains(good), text);
    Files.writeString(
        path, text.replaceFirst(java.util.regex.Pattern.quote(good), bad == null ? "" : bad));
    String message = message(FormatException.class);
    assertTrue(message.contains(expected) && message.contains("m.json"), message);
  }

  @Test
  void cardsThatAreSomethingElse() throws IOException {
    Path path = folder.resolve("m.json");
    for (String text :
        new String[] {"", "{}", "[1]", "3", "{\"a\":", "[".repeat(100_000), "{}{}"}) {
      Files.writeString(path, text);
      assertTrue(message(FormatException.class).contains("m.json"));
    }
    Files.write(path, new byte[(1 << 20) + 1]);
    assertTrue(message(FormatException.class).contains("at most 1048576"));
  }

  @Test
  void cataloguesOpenByNameOrPath() throws IOException {
    Path models = folder.resolve("models");
    ModelFile saved = ModelFile.save(models, card("svct-60-gdm", 4, 8), weights(4, 8));
    Files.writeString(models.resolve("index.json"), "[\"svct-60-gdm\"]");
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
      ModelCatalogue catalogue = new ModelCatalogue(loader);
      assertEquals(List.of(saved.card()), catalogue.cards());
      ModelFile opened = catalogue.open("svct-60-gdm");
      assertTrue(saved.weights().sameAs(opened.weights()));
      assertEquals(saved.card(), opened.card());
      String path = models.resolve("svct-60-gdm.safetensors").toString();
      assertTrue(saved.weights().sameAs(catalogue.open(path).weights()));
      for (String wrong : new String[] {"svct-60-gmd", "x.json", "a/b"}) {
        String text = assertThrows(ModelException.class, () -> catalogue.open(wrong)).getMessage();
        assertTrue(
            text.contains(wrong.endsWith("gmd") ? "did you mean 'svct-60-gdm'?" : wrong), text);
      }
      Files.writeString(models.resolve("index.json"), "[\"../secret\"]");
      assertThrows(FormatException.class, catalogue::names);
    }
  }

  @Test
  void shippedModelsAreWhole() throws IOException {
    ModelCatalogue catalogue = ModelCatalogue.shipped();
    try (NDManager memory = Torch.open()) {
      for (String name : catalogue.names()) {
        ModelFile model = catalogue.open(name);
        assertEquals(name, model.card().name());
        model.network(memory, Architectures::fromMap).close();
      }
    }
  }
}
