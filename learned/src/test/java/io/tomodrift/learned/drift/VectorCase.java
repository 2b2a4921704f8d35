package io.tomodrift.learned.drift;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tomodrift.tests.support.Vectors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

/** A case of a file of reference vectors, or a part of one. */
public record VectorCase(JsonNode node) {

  /** All cases of a file. */
  public static List<VectorCase> all(String file) throws IOException {
    JsonNode root = new ObjectMapper().readTree(Vectors.require("learned/" + file).toFile());
    List<VectorCase> cases = new ArrayList<>();
    root.get("cases").forEach(node -> cases.add(new VectorCase(node)));
    return cases;
  }

  /** One case of a file. */
  public static VectorCase of(String file, String id) throws IOException {
    return all(file).stream()
        .filter(one -> one.text("id").equals(id))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException(id));
  }

  /** Whether there is such a field that is not null. */
  public boolean has(String field) {
    return node.hasNonNull(field);
  }

  /** A part. */
  public VectorCase part(String field) {
    return new VectorCase(node.get(field));
  }

  /** A text. */
  public String text(String field) {
    return node.get(field).asText();
  }

  /** A number. */
  public double number(String field) {
    return node.get(field).doubleValue();
  }

  /** Values of nested lists in C order. */
  public double[] array(String field) {
    List<Double> values = new ArrayList<>();
    flatten(node.get(field), values);
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Values as boxed numbers. */
  public List<Double> list(String field) {
    List<Double> values = new ArrayList<>();
    flatten(node.get(field), values);
    return values;
  }

  /** Rows of a list of lists. */
  public double[][] rows(String field) {
    JsonNode outer = node.get(field);
    double[][] rows = new double[outer.size()][];
    for (int i = 0; i < rows.length; i++) {
      List<Double> values = new ArrayList<>();
      flatten(outer.get(i), values);
      rows[i] = values.stream().mapToDouble(Double::doubleValue).toArray();
    }
    return rows;
  }

  /** An array of the engine with the shape of the nested lists. */
  public NDArray tensor(NDManager memory, String field, DataType type) {
    List<Long> sides = new ArrayList<>();
    for (JsonNode at = node.get(field); at.isArray(); at = at.get(0)) {
      sides.add((long) at.size());
    }
    Shape shape = new Shape(sides);
    return memory.create(array(field), shape).toType(type, true).duplicate();
  }

  private static void flatten(JsonNode node, List<Double> values) {
    if (node.isArray()) {
      node.forEach(child -> flatten(child, values));
    } else {
      values.add(node.doubleValue());
    }
  }
}
