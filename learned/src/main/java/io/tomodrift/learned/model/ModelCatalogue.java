package io.tomodrift.learned.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tomodrift.formats.text.NearestName;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.error.ModelException;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The models that are shipped as resources of the class path, and those in files.
 *
 * <p>{@code models/index.json} is a JSON list of names; each has {@code models/NAME.json} and
 * {@code models/NAME.safetensors} beside it, as {@link ModelFile#save} writes them. Folders are not
 * looked through, so a class path of any kind will do.
 *
 * @param resources where {@code models/index.json} is found
 */
public record ModelCatalogue(ClassLoader resources) {

  private static final String FOLDER = "models/";
  private static final String INDEX = FOLDER + "index.json";
  private static final int LARGEST_WEIGHTS_BYTES = 256 << 20;

  /** The models shipped with this program. */
  public static ModelCatalogue shipped() {
    return new ModelCatalogue(ModelCatalogue.class.getClassLoader());
  }

  /** Names of the shipped models. */
  public List<String> names() throws IOException {
    byte[] text = bytes(INDEX, ModelFile.LARGEST_CARD_BYTES);
    try {
      String[] names =
          JsonMapper.builder()
              .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
              .build()
              .readValue(text, String[].class);
      for (String name : names) {
        ModelCard.requireName(String.valueOf(name));
      }
      return List.of(names);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new FormatException(INDEX + " is not a list of names: " + e.getMessage(), e);
    }
  }

  /** Cards of the shipped models. */
  public List<ModelCard> cards() throws IOException {
    List<ModelCard> cards = new ArrayList<>();
    for (String name : names()) {
      cards.add(card(name));
    }
    return cards;
  }

  private ModelCard card(String name) throws IOException {
    String resource = FOLDER + name + ModelFile.CARD;
    byte[] text = bytes(resource, ModelFile.LARGEST_CARD_BYTES);
    return CardJson.read(new String(text, StandardCharsets.UTF_8), resource);
  }

  /**
   * Opens a shipped model by its name, or a model in files by the path of its card or weights.
   *
   * @param nameOrPath a path if it has an ending of {@link ModelFile} or a separator
   * @throws ModelException if there is no such model; it names the nearest and all
   * @throws IOException if a file cannot be read
   */
  public ModelFile open(String nameOrPath) throws IOException {
    if (nameOrPath.endsWith(ModelFile.CARD)
        || nameOrPath.endsWith(ModelFile.WEIGHTS)
        || nameOrPath.contains("/")
        || nameOrPath.contains(File.separator)) {
      return openFile(nameOrPath);
    }
    List<String> names = names();
    if (!names.contains(nameOrPath)) {
      String hint =
          NearestName.of(nameOrPath, names)
              .map(near -> "; did you mean '" + near + "'?")
              .orElse("");
      throw new ModelException(
          "there is no shipped model '%s'%s (shipped: %s; a model of your own is given by the path"
                  .formatted(nameOrPath, hint, names.isEmpty() ? "none" : String.join(", ", names))
              + " of its .json)");
    }
    String resource = FOLDER + nameOrPath + ModelFile.WEIGHTS;
    byte[] weights = bytes(resource, LARGEST_WEIGHTS_BYTES);
    Safetensors.Content content =
        Safetensors.read(
            new ByteArrayInputStream(weights), weights.length, resource, LARGEST_WEIGHTS_BYTES);
    return ModelFile.of(card(nameOrPath), content, FOLDER + nameOrPath + ModelFile.CARD, resource);
  }

  private static ModelFile openFile(String text) throws IOException {
    Path path = Path.of(text);
    if (!Files.exists(path)) {
      throw new ModelException(
          "%s does not exist; a model is NAME%s with NAME%s beside it"
              .formatted(path, ModelFile.CARD, ModelFile.WEIGHTS));
    }
    return ModelFile.open(path);
  }

  private byte[] bytes(String resource, long limit) throws IOException {
    try (InputStream in = resources.getResourceAsStream(resource)) {
      if (in == null) {
        throw new ModelException(
            resource + " is not on the class path: this build of the program is not complete");
      }
      byte[] bytes = in.readNBytes((int) limit + 1);
      if (bytes.length > limit) {
        throw new FormatException(
            "%s has more than the %d bytes that it may have".formatted(resource, limit));
      }
      return bytes;
    }
  }
}
