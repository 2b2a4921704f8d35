package io.tomodrift.learned.data.pairs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tomodrift.formats.AtomicOutput;
import io.tomodrift.formats.geometry.GeometryFiles;
import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.geometry.error.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/** JSON of a cache: read, written, and compared by content. */
final class JsonTexts {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private JsonTexts() {}

  /** A geometry as its files have it, of JSON's types. */
  static Object geometry(ScanGeometry geometry) {
    try {
      return JSON.readValue(GeometryFiles.toJson(geometry), Object.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a geometry was written as JSON that is none", e);
    }
  }

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  /** As it would be read back, so that numbers of any width compare by value. */
  static JsonNode tree(Object value) {
    try {
      return JSON.readTree(JSON.writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + value, e);
    }
  }

  /** The same text for the same content, whatever the order of keys. */
  static String canonical(JsonNode tree) {
    try {
      return JSON.writer()
          .without(SerializationFeature.INDENT_OUTPUT)
          .writeValueAsString(JSON.treeToValue(tree, Object.class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree could not be written", e);
    }
  }

  static void write(JsonNode tree, Path path) throws IOException {
    AtomicOutput.file(path, temporary -> Files.write(temporary, JSON.writeValueAsBytes(tree)));
  }

  static JsonNode read(Path path) throws IOException {
    try {
      JsonNode tree = JSON.readTree(Files.readAllBytes(path));
      if (tree.isObject()) {
        return tree;
      }
      throw new FormatException(path + ": holds no JSON object");
    } catch (JsonProcessingException e) {
      throw new FormatException(path + ": damaged: " + e.getOriginalMessage(), e);
    }
  }

  /** A member that must be there. */
  static JsonNode member(JsonNode tree, String name, Path where) {
    JsonNode value = tree.get(name);
    if (value == null || value.isNull()) {
      throw new FormatException("%s: has no '%s'".formatted(where, name));
    }
    return value;
  }

  /** Where two trees differ, as {@code path is FOUND, wanted WANTED}; empty if they do not. */
  static List<String> differences(JsonNode found, JsonNode wanted) {
    List<String> list = new ArrayList<>();
    compare("", found, wanted, list);
    return list;
  }

  private static void compare(String at, JsonNode found, JsonNode wanted, List<String> list) {
    if (found != null && wanted != null && found.isObject() && wanted.isObject()) {
      NavigableSet<String> names = new TreeSet<>();
      found.fieldNames().forEachRemaining(names::add);
      wanted.fieldNames().forEachRemaining(names::add);
      for (String name : names) {
        compare(at.isEmpty() ? name : at + "." + name, found.get(name), wanted.get(name), list);
      }
    } else if (found == null || wanted == null || !found.equals(wanted)) {
      list.add("%s is %s, wanted %s".formatted(at, shown(found), shown(wanted)));
    }
  }

  private static String shown(JsonNode node) {
    return node == null ? "absent" : node.toString();
  }
}
