package io.tomodrift.formats.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tomodrift.geometry.error.FormatException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/**
 * A mapping of a configuration text whose keys must all be known.
 *
 * @param where place for messages: file and path of keys
 * @param node the mapping
 */
public record StrictNode(String where, JsonNode node) {

  /** Checks that it is a mapping. */
  public StrictNode {
    if (!node.isObject()) {
      throw new FormatException(where + ": keys with values expected, found " + shortened(node));
    }
  }

  private static String shortened(JsonNode node) {
    String text = node.toString();
    return text.isEmpty() ? "nothing" : text.substring(0, Math.min(60, text.length()));
  }

  /** Throws if there is a key other than these. */
  public void allow(String... keys) {
    List<String> known = Arrays.asList(keys);
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        String hint =
            NearestName.of(name, known).map(near -> "; did you mean '" + near + "'?").orElse("");
        throw new FormatException(
            "%s: unknown key '%s'%s (known: %s)"
                .formatted(where, name, hint, String.join(", ", known)));
      }
    }
  }

  /** Whether the key is there. */
  public boolean has(String key) {
    return node.has(key);
  }

  /** Throws unless exactly one of the keys is present; returns it. */
  public String oneOf(String... keys) {
    List<String> present = Arrays.stream(keys).filter(this::has).toList();
    if (present.size() != 1) {
      throw new FormatException(
          "%s: give exactly one of %s, found %s"
              .formatted(where, String.join(", ", keys), present.isEmpty() ? "none" : present));
    }
    return present.get(0);
  }

  private JsonNode required(String key) {
    JsonNode value = node.get(key);
    if (value == null || value.isNull()) {
      throw new FormatException("%s: '%s' is missing".formatted(where, key));
    }
    return value;
  }

  /** The mapping of a key. */
  public StrictNode child(String key) {
    return new StrictNode(where + "." + key, required(key));
  }

  /** The mapping of a key, an empty one without it. */
  public StrictNode childOrEmpty(String key) {
    return has(key)
        ? child(key)
        : new StrictNode(where + "." + key, JsonNodeFactory.instance.objectNode());
  }

  /**
   * One of the constants, by its name in small letters with hyphens.
   *
   * @param otherwise taken without the key
   */
  public <E extends Enum<E>> E choice(String key, Class<E> type, E otherwise) {
    if (!has(key)) {
      return otherwise;
    }
    String found = text(key);
    List<String> names = new ArrayList<>();
    for (E constant : type.getEnumConstants()) {
      names.add(constant.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
    int index = names.indexOf(found);
    if (index < 0) {
      String hint =
          NearestName.of(found, names).map(near -> "; did you mean '" + near + "'?").orElse("");
      throw new FormatException(
          "%s: '%s' is '%s'%s (known: %s)"
              .formatted(where, key, found, hint, String.join(", ", names)));
    }
    return type.getEnumConstants()[index];
  }

  /** The mappings of a list. */
  public List<StrictNode> children(String key) {
    JsonNode list = required(key);
    if (!list.isArray()) {
      throw wrong(key, "a list", list);
    }
    List<StrictNode> children = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      children.add(new StrictNode("%s.%s[%d]".formatted(where, key, i), list.get(i)));
    }
    return children;
  }

  /** The text of a key. */
  public String text(String key) {
    JsonNode value = required(key);
    if (!value.isTextual()) {
      throw wrong(key, "text", value);
    }
    return value.textValue();
  }

  /** The number of a key. */
  public double number(String key) {
    JsonNode value = required(key);
    if (!value.isNumber()) {
      throw wrong(key, "a number", value);
    }
    return value.doubleValue();
  }

  /** The whole number of a key. */
  public int whole(String key) {
    JsonNode value = required(key);
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw wrong(key, "a whole number", value);
    }
    return value.intValue();
  }

  /** True or false, or {@code otherwise} without the key. */
  public boolean flag(String key, boolean otherwise) {
    if (!has(key)) {
      return otherwise;
    }
    JsonNode value = required(key);
    if (!value.isBoolean()) {
      throw wrong(key, "true or false", value);
    }
    return value.booleanValue();
  }

  /** The text of a key, or {@code otherwise} without it. */
  public String text(String key, String otherwise) {
    return has(key) ? text(key) : otherwise;
  }

  /** The number of a key, or {@code otherwise} without it. */
  public double number(String key, double otherwise) {
    return has(key) ? number(key) : otherwise;
  }

  /** The whole number of a key, or {@code otherwise} without it. */
  public int whole(String key, int otherwise) {
    return has(key) ? whole(key) : otherwise;
  }

  /** The list of texts of a key. */
  public List<String> texts(String key) {
    JsonNode list = required(key);
    if (!list.isArray()) {
      throw wrong(key, "a list of texts", list);
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode text : list) {
      if (!text.isTextual()) {
        throw wrong(key + "[" + texts.size() + "]", "text", text);
      }
      texts.add(text.textValue());
    }
    return texts;
  }

  /** The list of numbers of a key. */
  public double[] numbers(String key) {
    JsonNode list = required(key);
    if (!list.isArray()) {
      throw wrong(key, "a list of numbers", list);
    }
    double[] numbers = new double[list.size()];
    for (int i = 0; i < numbers.length; i++) {
      if (!list.get(i).isNumber()) {
        throw wrong(key + "[" + i + "]", "a number", list.get(i));
      }
      numbers[i] = list.get(i).doubleValue();
    }
    return numbers;
  }

  private FormatException wrong(String key, String wanted, JsonNode found) {
    return new FormatException(
        "%s: '%s' must be %s, found %s".formatted(where, key, wanted, shortened(found)));
  }
}
