package io.tomodrift.pipeline.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** The JSON form of a {@link Manifest}. */
final class ManifestJson {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private ManifestJson() {}

  static String format(Manifest manifest) {
    // The same line ends on every system, so that equal manifests are equal files.
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentObjectsWith(indenter);
    printer.indentArraysWith(indenter);
    try {
      return MAPPER.writer(printer).writeValueAsString(manifest) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "the configuration holds a value that JSON cannot: " + e.getOriginalMessage(), e);
    }
  }

  static Manifest parse(String json) throws JsonProcessingException {
    Manifest manifest = MAPPER.readValue(json, Manifest.class);
    if (manifest == null) {
      throw new NotAManifestException("it holds only null");
    }
    return manifest;
  }

  private static final class NotAManifestException extends JsonProcessingException {
    private static final long serialVersionUID = 1L;

    NotAManifestException(String message) {
      super(message);
    }
  }
}
