package io.tomodrift.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tomodrift.tests.support.Vectors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

/** One case of a file of reference vectors. */
record VectorCase(JsonNode node) {

  static List<VectorCase> all(String file) throws IOException {
    JsonNode root = new ObjectMapper().readTree(Vectors.require("learned/" + file).toFile());
    List<VectorCase> cases = new ArrayList<>();
    root.get("cases").forEach(node -> cases.add(new VectorCase(node)));
    return cases;
  }

  static VectorCase of(String file, String id) throws IOException {
    return all(file).stream()
        .filter(one -> one.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException(id));
  }

  String id() {
    return node.get("id").asText();
  }

  boolean has(String field) {
    return node.has(field);
  }

  double number(String field) {
    JsonNode value = node.get(field);
    return value.isTextual() && value.asText().equals("inf")
        ? Double.POSITIVE_INFINITY
        : value.doubleValue();
  }

  double[] array(String field) {
    List<Double> values = new ArrayList<>();
    flatten(node.get(field), values);
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  int[] shape() {
    double[] shape = array("shape");
    int[] result = new int[shape.length];
    for (int i = 0; i < shape.length; i++) {
      result[i] = (int) shape[i];
    }
    return result;
  }

  Samples image(String field) {
    JsonNode rows = node.get(field);
    return Samples.of(array(field), rows.size(), rows.get(0).size());
  }

  /** The printed generator of image_metrics.json. */
  Samples field(String phase) {
    int[] shape = shape();
    double ph = number(phase);
    int count = 1;
    for (int size : shape) {
      count *= size;
    }
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      int[] at = new int[shape.length];
      int rest = i;
      for (int k = shape.length - 1; k >= 0; k--) {
        at[k] = rest % shape[k];
        rest /= shape[k];
      }
      values[i] = 0.5 + 0.07 * Math.cos(0.9 * at[0] - 0.7 * at[shape.length - 1] + ph);
      for (int k = 0; k < shape.length; k++) {
        values[i] += 0.18 * Math.sin((0.11 + 0.05 * k) * at[k] + ph * (k + 1));
      }
    }
    return Samples.of(values, shape);
  }

  Mask mask(String field) {
    int[] shape = shape();
    int count = 1;
    for (int size : shape) {
      count *= size;
    }
    boolean[] inside = new boolean[count];
    for (JsonNode voxel : node.get(field)) {
      int index = 0;
      for (int k = 0; k < shape.length; k++) {
        index = index * shape[k] + voxel.get(k).intValue();
      }
      inside[index] = true;
    }
    return Mask.of(inside, shape);
  }

  private static void flatten(JsonNode node, List<Double> into) {
    if (node.isArray()) {
      node.forEach(child -> flatten(child, into));
    } else {
      into.add(node.doubleValue());
    }
  }
}
