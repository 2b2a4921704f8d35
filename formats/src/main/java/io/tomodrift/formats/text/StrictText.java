package io.tomodrift.formats.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.tomodrift.formats.AtomicOutput;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.error.GeometryException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Function;

/** YAML or JSON with no key twice and nothing after its end, as trees. */
public final class StrictText {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private static final ObjectMapper YAML =
      YAMLMapper.builder(
              YAMLFactory.builder()
                  .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                  .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final long MAX_BYTES = 64L << 20;

  private StrictText() {}

  /**
   * Reads a file.
   *
   * @param what what it should be, for messages
   * @param reader makes the result of the outermost mapping
   * @throws FormatException if the text is not what {@code reader} expects
   * @throws IOException if the file cannot be read
   */
  public static <T> T read(Path path, String what, Function<StrictNode, T> reader)
      throws IOException {
    if (Files.size(path) > MAX_BYTES) {
      throw new FormatException(
          "%s: %d bytes are too many for a %s".formatted(path, Files.size(path), what));
    }
    String text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
    return parse(text, path.toString(), reader);
  }

  /** Parses YAML, or JSON if the text begins with a brace. */
  public static <T> T parse(String text, String where, Function<StrictNode, T> reader) {
    ObjectMapper mapper = text.stripLeading().startsWith("{") ? JSON : YAML;
    try {
      return reader.apply(new StrictNode(where, mapper.readTree(text)));
    } catch (JsonProcessingException e) {
      throw new FormatException(where + ": " + e.getMessage(), e);
    } catch (GeometryException e) {
      throw new GeometryException(where + ": " + e.getMessage(), e);
    }
  }

  /** Writes JSON if the name ends in {@code .json}, else YAML. */
  public static void write(ObjectNode tree, Path path) throws IOException {
    boolean json = path.toString().toLowerCase(Locale.ROOT).endsWith(".json");
    String text = json ? toJson(tree) : toYaml(tree);
    AtomicOutput.file(path, temporary -> Files.writeString(temporary, text));
  }

  /** The tree as JSON. */
  public static String toJson(ObjectNode tree) {
    return text(JSON, tree) + "\n";
  }

  /** The tree as YAML. */
  public static String toYaml(ObjectNode tree) {
    return text(YAML, tree);
  }

  private static String text(ObjectMapper mapper, ObjectNode tree) {
    try {
      return mapper.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of numbers and text could not be written", e);
    }
  }
}
