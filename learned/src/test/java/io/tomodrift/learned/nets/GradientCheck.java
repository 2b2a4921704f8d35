package io.tomodrift.learned.nets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.tomodrift.learned.torch.Torch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Compares gradients with central differences, in double precision. */
final class GradientCheck {

  private static final double STEP = 1e-5;
  private static final int ENTRIES = 3;

  private GradientCheck() {}

  /**
   * Checks a few entries of every parameter and of the input, for a weighted sum of all outputs,
   * after giving all weights random values.
   *
   * @return the largest difference, relative to the root mean square of the array's gradient
   */
  static double largestError(Architecture architecture, long... sides) {
    SplittableRandom random = new SplittableRandom(17);
    try (NDManager memory = Torch.open()) {
      Torch.seed(5);
      Network network = Network.create(architecture, memory, DataType.FLOAT64);
      for (NDArray weights : network.parameters().values()) {
        Network.assign(weights, values(memory, random, weights.getShape()));
      }
      long[] shape = new long[sides.length + 2];
      shape[0] = 2;
      shape[1] = architecture.inputChannels();
      System.arraycopy(sides, 0, shape, 2, sides.length);
      NDArray x = values(memory, random, new Shape(shape));
      x.setRequiresGradient(true);
      List<NDArray> factors = new ArrayList<>();
      for (NDArray y : Timed.all(network, x, true)) {
        factors.add(values(memory, random, y.getShape()));
      }
      Map<String, NDArray> arrays = new LinkedHashMap<>(network.parameters());
      arrays.put("input", x);
      try (NDManager step = memory.newSubManager();
          GradientCollector gradients = Torch.gradients()) {
        x.attach(step);
        gradients.backward(objective(network, x, factors));
        x.attach(memory);
      }
      arrays.forEach((name, array) -> assertTrue(array.hasGradient(), name + " has no gradient"));
      // Some gradients vanish, as of a bias before a normalisation; rounding remains of them.
      double floor =
          1e-3 * arrays.values().stream().mapToDouble(a -> gradientRms(a)).max().orElse(0);
      double largest = 0;
      for (Map.Entry<String, NDArray> entry : arrays.entrySet()) {
        double error =
            compare(
                entry.getKey(), entry.getValue(), floor, random, () -> value(network, x, factors));
        largest = Math.max(largest, error);
      }
      return largest;
    }
  }

  private static double compare(
      String name,
      NDArray array,
      double floor,
      SplittableRandom random,
      java.util.function.DoubleSupplier objective) {
    double[] gradient = array.getGradient().toDoubleArray();
    double[] original = array.toDoubleArray();
    double scale = Math.max(floor, gradientRms(array));
    assertTrue(scale > 0, "all gradients are zero");
    double largest = 0;
    for (int n = 0; n < ENTRIES; n++) {
      int i = random.nextInt(gradient.length);
      double difference = 0;
      for (int sign = -1; sign <= 1; sign += 2) {
        double[] moved = original.clone();
        moved[i] += sign * STEP;
        set(array, moved);
        difference += sign * objective.getAsDouble();
      }
      set(array, original);
      double numerical = difference / (2 * STEP);
      double error = Math.abs(numerical - gradient[i]) / Math.max(scale, Math.abs(gradient[i]));
      assertEquals(0, error, 1e-5, name + "[" + i + "]: " + gradient[i] + " but " + numerical);
      largest = Math.max(largest, error);
    }
    return largest;
  }

  private static double gradientRms(NDArray array) {
    double sum = 0;
    double[] gradient = array.getGradient().toDoubleArray();
    for (double g : gradient) {
      sum += g * g;
    }
    return Math.sqrt(sum / gradient.length);
  }

  private static void set(NDArray array, double[] values) {
    try (NDArray moved = array.getManager().create(values, array.getShape())) {
      Network.assign(array, moved);
    }
  }

  private static double value(Network network, NDArray x, List<NDArray> factors) {
    try (NDManager step = x.getManager().newSubManager()) {
      NDArray local = x.duplicate();
      local.attach(step);
      return objective(network, local, factors).getDouble();
    }
  }

  private static NDArray objective(Network network, NDArray x, List<NDArray> factors) {
    NDList outputs = Timed.all(network, x, true);
    NDArray sum = outputs.get(0).mul(factors.get(0)).sum();
    for (int i = 1; i < outputs.size(); i++) {
      sum = sum.add(outputs.get(i).mul(factors.get(i)).sum());
    }
    return sum;
  }

  /** Normal-like values with standard deviation 0.4. */
  private static NDArray values(NDManager memory, SplittableRandom random, Shape shape) {
    double[] values = new double[(int) shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = 0.8 * (random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5);
    }
    try (NDArray onHeap = memory.create(values, shape)) {
      return onHeap.duplicate();
    }
  }
}
