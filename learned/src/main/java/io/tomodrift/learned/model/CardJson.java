package io.tomodrift.learned.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tomodrift.formats.text.NearestName;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.learned.data.HuScale;
import io.tomodrift.learned.data.Normalisation;
import io.tomodrift.learned.data.PercentileScale;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The text of a model card: every field must be there, and none besides. */
final class CardJson {

  static final int VERSION = 2;

  private static final String FORMAT = "formatVersion";
  private static final String KIND = "kind";

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .addMixIn(Normalisation.class, Kinds.class)
          .addMixIn(Sampling.class, SamplingKinds.class)
          .build();

  private CardJson() {}

  /** The names of normalisations in files. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = KIND)
  @JsonSubTypes({
    @JsonSubTypes.Type(value = HuScale.class, name = "hu"),
    @JsonSubTypes.Type(value = PercentileScale.class, name = "percentile")
  })
  private interface Kinds {}

  /** The names of ways to make results in files. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = KIND)
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Sampling.OnePass.class, name = "one-pass"),
    @JsonSubTypes.Type(value = Sampling.Flow.class, name = "flow"),
    @JsonSubTypes.Type(value = Sampling.Diffusion.class, name = "diffusion")
  })
  private interface SamplingKinds {}

  static String write(ModelCard card) {
    ObjectNode root = MAPPER.createObjectNode().put(FORMAT, VERSION);
    root.setAll((ObjectNode) MAPPER.valueToTree(card));
    // The same line ends on every system, so that equal cards are equal files.
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentObjectsWith(indenter);
    try {
      return MAPPER.writer(printer).writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "the card holds a value that JSON cannot: " + e.getOriginalMessage(), e);
    }
  }

  static ModelCard read(String text, String where) {
    try {
      JsonNode root = MAPPER.readTree(text);
      if (!root.isObject() || !root.has(FORMAT)) {
        throw new FormatException(
            "%s is not a model card: it has no '%s'".formatted(where, FORMAT));
      }
      JsonNode version = ((ObjectNode) root).remove(FORMAT);
      if (!version.isInt() || version.intValue() != VERSION) {
        throw new FormatException(
            "%s: formatVersion is %s, this program reads %d; use a newer version of it"
                .formatted(where, version, VERSION));
      }
      requireFields(root, ModelCard.class, where);
      return MAPPER.treeToValue(root, ModelCard.class);
    } catch (JsonProcessingException e) {
      throw new FormatException("%s: %s".formatted(where, explain(e)), e);
    }
  }

  /** Before Jackson does, which would call a misspelt field a missing one. */
  private static void requireFields(JsonNode node, Class<?> type, String where) {
    Map<String, Class<?>> fields = new LinkedHashMap<>();
    for (RecordComponent component : type.getRecordComponents()) {
      fields.put(component.getName(), component.getType());
    }
    if (node.has(KIND) && isOneOfKinds(type)) {
      fields.put(KIND, String.class);
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      String name = field.getKey();
      Class<?> inner = fields.get(name);
      if (inner == null) {
        String hint =
            NearestName.of(name, fields.keySet())
                .map(near -> "; did you mean '" + near + "'?")
                .orElse("");
        throw new FormatException(
            "%s: unknown field '%s'%s (known: %s)"
                .formatted(where, name, hint, String.join(", ", fields.keySet())));
      }
      Class<?> record =
          inner == Normalisation.class
              ? kind(field.getValue(), Normalisation.class, Kinds.class)
              : inner == Sampling.class
                  ? kind(field.getValue(), Sampling.class, SamplingKinds.class)
                  : inner;
      if (record.isRecord() && field.getValue().isObject()) {
        requireFields(field.getValue(), record, where + ": " + name);
      }
    }
    for (String name : fields.keySet()) {
      if (!node.hasNonNull(name)) {
        throw new FormatException("%s: '%s' is missing".formatted(where, name));
      }
    }
  }

  private static boolean isOneOfKinds(Class<?> type) {
    return Normalisation.class.isAssignableFrom(type) || Sampling.class.isAssignableFrom(type);
  }

  /** The kind that a node names; an unknown one is left to Jackson to refuse. */
  private static Class<?> kind(JsonNode node, Class<?> any, Class<?> names) {
    for (JsonSubTypes.Type type : names.getAnnotation(JsonSubTypes.class).value()) {
      if (type.name().equals(node.path(KIND).textValue())) {
        return type.value();
      }
    }
    return any;
  }

  private static String explain(JsonProcessingException failure) {
    String place = failure instanceof JsonMappingException mapping ? path(mapping) : "";
    String prefix = place.isEmpty() ? "" : place + ": ";
    boolean refused = failure instanceof ValueInstantiationException && failure.getCause() != null;
    return prefix + (refused ? failure.getCause().getMessage() : failure.getOriginalMessage());
  }

  private static String path(JsonMappingException failure) {
    return failure.getPath().stream()
        .map(r -> r.getFieldName() == null ? "[" + r.getIndex() + "]" : r.getFieldName())
        .collect(Collectors.joining("."));
  }
}
