package io.tomodrift.formats.matlab;

import io.tomodrift.geometry.error.FormatException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A structure, or all variables of a file.
 *
 * @param fields values by name, in the order of the file
 */
public record MatStruct(Map<String, MatValue> fields) implements MatValue {

  /** Copies the map. */
  public MatStruct {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  @Override
  public String kind() {
    return "structure";
  }

  /**
   * A field.
   *
   * @throws FormatException if there is none of that name
   */
  public MatValue get(String name) {
    MatValue value = fields.get(name);
    if (value == null) {
      throw new FormatException("no field '%s'; there are %s".formatted(name, fields.keySet()));
    }
    return value;
  }

  /** A field that is a structure. */
  public MatStruct struct(String name) {
    return typed(name, MatStruct.class, "structure");
  }

  /** A field that is an array of numbers. */
  public MatNumbers numbers(String name) {
    return typed(name, MatNumbers.class, "numbers");
  }

  /** A field that is text. */
  public String text(String name) {
    return typed(name, MatText.class, "text").text();
  }

  /** A field that is a single number. */
  public double number(String name) {
    MatNumbers numbers = numbers(name);
    if (numbers.count() != 1) {
      throw new FormatException(
          "field '%s': a single number expected, found shape %s".formatted(name, numbers.shape()));
    }
    return numbers.columnMajor()[0];
  }

  private <T extends MatValue> T typed(String name, Class<T> type, String wanted) {
    MatValue value = get(name);
    if (!type.isInstance(value)) {
      throw new FormatException(
          "field '%s': %s expected, found %s".formatted(name, wanted, value.kind()));
    }
    return type.cast(value);
  }
}
