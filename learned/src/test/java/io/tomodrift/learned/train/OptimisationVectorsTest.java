package io.tomodrift.learned.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tomodrift.learned.nets.Network;
import io.tomodrift.learned.torch.Torch;
import io.tomodrift.tests.support.ArrayAssertions;
import io.tomodrift.tests.support.Vectors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Optimiser, schedules, averages and clipping against values computed by numpy in double. */
class OptimisationVectorsTest {

  private static JsonNode theCase(String id) throws IOException {
    JsonNode root =
        new ObjectMapper().readTree(Vectors.require("learned/optimisation.json").toFile());
    for (JsonNode one : root.get("cases")) {
      if (one.get("id").asText().equals(id)) {
        return one;
      }
    }
    throw new AssertionError("no case " + id);
  }

  private static double[] numbers(JsonNode list) {
    double[] values = new double[list.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = list.get(i).doubleValue();
    }
    return values;
  }

  /** An array whose gradient can be set. */
  private static NDArray parameter(NDManager memory, double[] values, DataType type) {
    NDArray array = memory.create(values).toType(type, true);
    NDArray own = array.duplicate();
    own.setRequiresGradient(true);
    return own;
  }

  private static void addGradient(NDManager memory, NDArray parameter, double[] gradient) {
    NDArray factor = memory.create(gradient).toType(parameter.getDataType(), true).duplicate();
    try (GradientCollector gradients = Torch.gradients()) {
      gradients.backward(factor.mul(parameter).sum());
    }
  }

  private static double[] doubles(NDArray array) {
    return array.toType(DataType.FLOAT64, true).toDoubleArray();
  }

  private enum Precision {
    DOUBLE(DataType.FLOAT64, 1e-12),
    SINGLE(DataType.FLOAT32, 1e-6);

    private final DataType type;
    private final double tolerance;

    Precision(DataType type, double tolerance) {
      this.type = type;
      this.tolerance = tolerance;
    }
  }

  @ParameterizedTest
  @EnumSource
  void adamWithDecoupledDecay(Precision precision) throws IOException {
    JsonNode one = theCase("adamw_3_steps");
    AdamSettings settings =
        new AdamSettings(
            one.get("beta1").doubleValue(),
            one.get("beta2").doubleValue(),
            one.get("eps").doubleValue(),
            one.get("weight_decay").doubleValue());
    try (NDManager memory = Torch.open()) {
      NDArray w = parameter(memory, numbers(one.get("w0")), precision.type);
      try (AdamW adam = new AdamW(Map.of("w", w), settings, memory)) {
        NDManager longLived = adam.firstMoments().get("w").getManager();
        final int arrays = longLived.getManagedArrays().size();
        for (int k = 0; k < one.get("grads").size(); k++) {
          try (NDManager step = memory.newSubManager()) {
            Gradients.zero(step, List.of(w));
            addGradient(step, w, numbers(one.get("grads").get(k)));
            adam.update(step, one.get("lr").doubleValue(), 1);
          }
          double[] expected = numbers(one.get("trajectory").get(k));
          ArrayAssertions.assertClose(expected, doubles(w), precision.tolerance, 0);
        }
        assertEquals(3, adam.updates());
        assertEquals(arrays, longLived.getManagedArrays().size(), "a step leaves arrays behind");
      }
    }
  }

  @Test
  void warmUpAndCosine() throws IOException {
    JsonNode one = theCase("warmup_cosine");
    checkRates(
        new LearningRate.WarmUpCosine(
            one.get("base").doubleValue(),
            one.get("warmup").longValue(),
            one.get("total").longValue(),
            one.get("minimum").doubleValue()),
        one.get("steps"),
        one.get("lr"));
  }

  @Test
  void constantThenLinear() throws IOException {
    JsonNode one = theCase("constant_then_linear_decay");
    checkRates(
        new LearningRate.ConstantThenLinear(
            one.get("base").doubleValue(),
            one.get("n_epochs").longValue(),
            one.get("n_decay").longValue()),
        one.get("epochs"),
        one.get("lr"));
    assertEquals(0.5, new LearningRate.Constant(0.5).at(7));
  }

  private static void checkRates(LearningRate rate, JsonNode steps, JsonNode expected) {
    assertTrue(steps.size() > 3);
    for (int i = 0; i < steps.size(); i++) {
      double value = expected.get(i).doubleValue();
      assertEquals(value, rate.at(steps.get(i).longValue()), 1e-12 * value);
    }
  }

  @ParameterizedTest
  @EnumSource
  void averagesWithRamp(Precision precision) throws IOException {
    JsonNode one = theCase("ema_with_rampup");
    double[] values = numbers(one.get("parameters"));
    double[] expected = numbers(one.get("ema"));
    try (NDManager memory = Torch.open()) {
      NDArray w = parameter(memory, new double[] {values[0]}, precision.type);
      NDArray average = memory.zeros(new Shape(1), precision.type);
      Ema ema = new Ema(Map.of("w", w), Map.of("w", average), 0.99);
      assertEquals(expected[0], doubles(average)[0]);
      for (int k = 1; k < values.length; k++) {
        Network.assign(w, memory.create(new double[] {values[k]}).toType(precision.type, true));
        int arrays = memory.getManagedArrays().size();
        try (NDManager step = memory.newSubManager()) {
          ema.update(step);
        }
        assertEquals(arrays, memory.getManagedArrays().size(), "a step leaves arrays behind");
        assertEquals(expected[k], doubles(average)[0], expected[k] * precision.tolerance);
      }
      assertEquals(values.length - 1, ema.updates());
    }
  }

  @Test
  void oneNormForTheWholeNetwork() throws IOException {
    JsonNode one = theCase("global_norm_clip");
    try (NDManager memory = Torch.open()) {
      Map<String, NDArray> parameters = new LinkedHashMap<>();
      List<double[]> gradients = new ArrayList<>();
      for (JsonNode gradient : one.get("grads")) {
        gradients.add(numbers(gradient));
        NDArray w = parameter(memory, new double[2], DataType.FLOAT32);
        parameters.put("w" + parameters.size(), w);
        addGradient(memory, w, gradients.get(gradients.size() - 1));
      }
      double norm = Gradients.norm(memory, parameters.values());
      assertEquals(one.get("norm").doubleValue(), norm, 1e-12);
      double factor = new GlobalClip(one.get("max_norm").doubleValue()).factor(norm);
      for (int i = 0; i < gradients.size(); i++) {
        double[] clipped = numbers(one.get("clipped").get(i));
        for (int k = 0; k < clipped.length; k++) {
          assertEquals(clipped[k], factor * gradients.get(i)[k], 1e-12);
        }
      }
      assertEquals(1, new GlobalClip(13.5).factor(norm));

      // The optimiser multiplies with the factor before anything else.
      AdamSettings settings = new AdamSettings(0, 0, 1, 0);
      try (AdamW adam = new AdamW(parameters, settings, memory)) {
        adam.update(memory, 1, factor);
      }
      double g = numbers(one.get("clipped").get(1))[1];
      assertEquals(-g / (g + 1), doubles(parameters.get("w1"))[1], 1e-6);
    }
  }

  @Test
  void gradientsThatAreNoNumbersAreForgotten() {
    try (NDManager memory = Torch.open()) {
      NDArray w = parameter(memory, new double[] {1, 2}, DataType.FLOAT32);
      addGradient(memory, w, new double[] {Double.NaN, Double.POSITIVE_INFINITY});
      assertTrue(Double.isNaN(Gradients.norm(memory, List.of(w))));
      Gradients.zero(memory, List.of(w));
      assertEquals(0, Gradients.norm(memory, List.of(w)));
      addGradient(memory, w, new double[] {3, 4});
      addGradient(memory, w, new double[] {3, 4});
      assertEquals(10, Gradients.norm(memory, List.of(w)), 1e-6);
    }
  }
}
