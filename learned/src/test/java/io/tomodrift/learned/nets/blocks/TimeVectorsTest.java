package io.tomodrift.learned.nets.blocks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tomodrift.learned.torch.Torch;
import io.tomodrift.tests.support.ArrayAssertions;
import io.tomodrift.tests.support.Vectors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Embedding and modulation against values computed by numpy in double. */
class TimeVectorsTest {

  private static final double TOLERANCE = 1e-9;

  private static JsonNode theCase(String id) throws IOException {
    JsonNode root =
        new ObjectMapper().readTree(Vectors.require("learned/flow_matching.json").toFile());
    for (JsonNode one : root.get("cases")) {
      if (one.get("id").asText().equals(id)) {
        return one;
      }
    }
    throw new AssertionError("no case " + id);
  }

  /** All numbers of nested lists, in order. */
  private static double[] numbers(JsonNode list) {
    List<Double> found = new ArrayList<>();
    collect(list, found);
    return found.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static void collect(JsonNode node, List<Double> found) {
    if (node.isNumber()) {
      found.add(node.doubleValue());
    } else {
      node.forEach(child -> collect(child, found));
    }
  }

  private static NDArray array(NDManager memory, JsonNode list, long... shape) {
    return memory.create(numbers(list), new Shape(shape)).duplicate();
  }

  @Test
  void sinusoids() throws IOException {
    JsonNode one = theCase("time_embedding_dim8");
    try (NDManager memory = Torch.open()) {
      NDArray made = TimeEmbedding.sinusoids(array(memory, one.get("t"), 4), 8);
      ArrayAssertions.assertClose(
          numbers(one.get("embedding")), made.toDoubleArray(), TOLERANCE, TOLERANCE);
    }
  }

  @Test
  void modulation() throws IOException {
    JsonNode one = theCase("film");
    try (NDManager memory = Torch.open()) {
      NDArray made =
          Modulation.modulate(
              array(memory, one.get("h"), 1, 3, 2, 2),
              array(memory, one.get("A"), 1, 3),
              array(memory, one.get("B"), 1, 3));
      ArrayAssertions.assertClose(
          numbers(one.get("out")), made.toDoubleArray(), TOLERANCE, TOLERANCE);
    }
  }
}
