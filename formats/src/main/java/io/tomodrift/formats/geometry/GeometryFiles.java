package io.tomodrift.formats.geometry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.tomodrift.formats.AtomicOutput;
import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.error.GeometryException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Reads and writes scan geometries as YAML ({@code .yaml}, {@code .yml}) or JSON ({@code .json}).
 *
 * <pre>
 * type: fan                      # or parallel, without the two distances
 * sourceToIsocenterMm: 595.0
 * sourceToDetectorMm: 1085.6
 * detector:
 *   type: arc                    # or flat, with pitchMm
 *   channels: 736
 *   pitchRad: 0.0011837
 *   offsetChannels: 1.125        # or centreChannel, counted from 0
 * angles:                        # or listDegrees: [...], or listRad: [...]
 *   views: 1152
 *   startDegrees: 0              # angle of view 0; 0 if left out
 *   arcDegrees: 360
 *   endpointIncluded: false      # true: the last view is at the end of the arc
 * </pre>
 *
 * <p>Keys are the component names of the geometry records. A key that is not known is an error.
 * Numbers are written with full precision; angles as an arc where that is exact to 1e-12 rad, else
 * as a list that restores every bit.
 */
public final class GeometryFiles {

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

  private GeometryFiles() {}

  /**
   * Reads a geometry file.
   *
   * @throws FormatException if the text is not YAML or JSON, or has unknown, missing or mistyped
   *     keys
   * @throws GeometryException if the values make no geometry
   */
  public static ScanGeometry read(Path path) throws IOException {
    if (Files.size(path) > MAX_BYTES) {
      throw new FormatException(
          "%s: %d bytes are too many for a geometry".formatted(path, Files.size(path)));
    }
    return parse(new String(Files.readAllBytes(path), StandardCharsets.UTF_8), path.toString());
  }

  /**
   * Parses YAML, or JSON if the text begins with a brace.
   *
   * @param where name of the text for messages
   * @throws FormatException as {@link #read}
   * @throws GeometryException as {@link #read}
   */
  public static ScanGeometry parse(String text, String where) {
    ObjectMapper mapper = text.stripLeading().startsWith("{") ? JSON : YAML;
    try {
      JsonNode tree = mapper.readTree(text);
      return GeometryTree.read(new StrictNode(where, tree));
    } catch (JsonProcessingException e) {
      throw new FormatException(where + ": " + e.getMessage(), e);
    } catch (GeometryException e) {
      throw new GeometryException(where + ": " + e.getMessage(), e);
    }
  }

  /** Writes JSON if the name ends in {@code .json}, else YAML. */
  public static void write(ScanGeometry geometry, Path path) throws IOException {
    boolean json = path.toString().toLowerCase(Locale.ROOT).endsWith(".json");
    String text = json ? toJson(geometry) : toYaml(geometry);
    AtomicOutput.file(path, temporary -> Files.writeString(temporary, text));
  }

  /** The geometry as JSON. */
  public static String toJson(ScanGeometry geometry) {
    return text(JSON, geometry) + "\n";
  }

  /** The geometry as YAML. */
  public static String toYaml(ScanGeometry geometry) {
    return text(YAML, geometry);
  }

  private static String text(ObjectMapper mapper, ScanGeometry geometry) {
    try {
      return mapper.writeValueAsString(GeometryTree.write(geometry));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of numbers and text could not be written", e);
    }
  }
}
