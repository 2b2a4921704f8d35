package io.tomodrift.formats.matlab;

import java.util.List;

/**
 * A cell array, or an array of structures.
 *
 * @param shape sizes, first index fastest
 * @param values the cells, first index fastest
 */
public record MatCell(List<Integer> shape, List<MatValue> values) implements MatValue {

  /** Copies the lists. */
  public MatCell {
    shape = List.copyOf(shape);
    values = List.copyOf(values);
  }

  @Override
  public String kind() {
    return "cell array";
  }
}
