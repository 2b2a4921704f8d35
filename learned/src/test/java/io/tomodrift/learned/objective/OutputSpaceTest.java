package io.tomodrift.learned.objective;

import static io.tomodrift.tests.support.ArrayAssertions.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.tomodrift.learned.drift.VectorCase;
import io.tomodrift.learned.torch.Ops;
import io.tomodrift.learned.torch.Torch;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutputSpaceTest {

  private static final String FILE = "surrogate_gradients.json";

  private final NDManager memory = Torch.open();

  @AfterEach
  void free() {
    memory.close();
  }

  /** A loss that only code outside of the engine knows. */
  @Test
  void gradientOfPhysics() throws IOException {
    VectorCase one = VectorCase.of(FILE, "physics_gradient");
    double[] y = one.array("y");
    Physics physics = Physics.of(one, one.array("W"));
    assertEquals(one.number("loss"), physics.loss(y), 1e-9);
    double[] g = physics.gradient(y);
    assertClose(one.array("gradient"), g, 0, 1e-9);
    NDArray output = memory.create(y).duplicate();
    output.setRequiresGradient(true);
    try (GradientCollector gradients = Torch.gradients()) {
      NDArray gradient = memory.create(g).duplicate();
      NDArray surrogate = OutputSpace.surrogate(output, gradient);
      assertEquals(one.number("surrogate_value"), surrogate.getDouble(), 1e-9);
      gradients.backward(surrogate);
    }
    assertClose(one.array("gradient"), output.getGradient().toDoubleArray(), 0, 1e-9);
  }

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT64", "FLOAT32"})
  void throughANetwork(DataType type) throws IOException {
    double tolerance = type == DataType.FLOAT64 ? 1e-9 : 1e-5;
    VectorCase one = VectorCase.of(FILE, "surrogate_through_network");
    Physics physics = Physics.of(one, new double[] {1, 1, 1, 1, 1});
    NDArray theta = one.tensor(memory, "Theta", type);
    NDArray x = one.tensor(memory, "x", type).reshape(3, 1);
    theta.setRequiresGradient(true);
    try (GradientCollector gradients = Torch.gradients()) {
      NDArray output = network(theta, x);
      assertClose(one.array("y"), values(output), tolerance, tolerance);
      double[] g = physics.gradient(one.array("y"));
      assertClose(one.array("g"), g, 0, 1e-9);
      NDArray gradient = memory.create(g, output.getShape()).toType(type, true).duplicate();
      System.gc();
      new OutputSpace(output, gradients).backward(gradient);
    }
    assertClose(one.array("dTheta"), values(theta.getGradient()), tolerance, tolerance);
  }

  /** The same loss as a graph gives the same weights' gradient in one piece. */
  @Test
  void equalsBackPropagatingTheLoss() throws IOException {
    VectorCase one = VectorCase.of(FILE, "surrogate_through_network");
    NDArray a = one.tensor(memory, "A", DataType.FLOAT64);
    NDArray b = one.tensor(memory, "b", DataType.FLOAT64).reshape(5, 1);
    NDArray x = one.tensor(memory, "x", DataType.FLOAT64).reshape(3, 1);
    NDArray direct = one.tensor(memory, "Theta", DataType.FLOAT64);
    direct.setRequiresGradient(true);
    try (GradientCollector gradients = Torch.gradients()) {
      gradients.backward(halfSquares(a, b, network(direct, x)));
    }
    NDArray theta = one.tensor(memory, "Theta", DataType.FLOAT64);
    theta.setRequiresGradient(true);
    try (GradientCollector gradients = Torch.gradients()) {
      OutputSpace space = new OutputSpace(network(theta, x), gradients);
      OutputSpace.Gradient loss = space.gradient(y -> halfSquares(a, b, y));
      assertClose(one.array("g"), values(loss.gradient()), 0, 1e-9);
      space.backward(loss.gradient());
    }
    assertClose(values(direct.getGradient()), values(theta.getGradient()), 0, 1e-13);
  }

  private static NDArray halfSquares(NDArray a, NDArray b, NDArray y) {
    return Ops.scale(Ops.square(a.matMul(y).sub(b)).sum(), 0.5);
  }

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT64", "FLOAT32"})
  void twoObjectivesFromEndToEnd(DataType type) throws IOException {
    double tolerance = type == DataType.FLOAT64 ? 1e-9 : 1e-5;
    VectorCase one = VectorCase.of(FILE, "mgda_surrogate_end_to_end");
    NDArray theta = one.tensor(memory, "Theta", type);
    NDArray x = one.tensor(memory, "x", type).reshape(3, 1);
    NDArray target = one.tensor(memory, "target", type).reshape(4, 1);
    NDArray a = one.tensor(memory, "A", type);
    NDArray b = one.tensor(memory, "b", type).reshape(5, 1);
    theta.setRequiresGradient(true);
    try (NDManager step = memory.newSubManager();
        GradientCollector gradients = Torch.gradients()) {
      NDArray output = network(theta, x);
      output.attach(step);
      OutputSpace space = new OutputSpace(output, gradients);
      OutputSpace.Gradient fidelity = space.gradient(y -> Losses.l1(y, target));
      OutputSpace.Gradient second = space.gradient(y -> halfSquares(a, b, y));
      assertClose(one.array("g_fidelity"), values(fidelity.gradient()), tolerance, tolerance);
      assertClose(one.array("g_second"), values(second.gradient()), tolerance, tolerance);
      List<NDArray> both = List.of(fidelity.gradient(), second.gradient());
      double[][] gram = Mgda.gram(both);
      assertClose(
          one.array("gram"),
          new double[] {gram[0][0], gram[0][1], gram[1][0], gram[1][1]},
          tolerance,
          tolerance);
      Balance balance = Mgda.plain().balance(gram);
      double[] alpha = balance.alpha().stream().mapToDouble(Double::doubleValue).toArray();
      assertClose(one.array("alpha"), alpha, tolerance, tolerance);
      space.backward(OutputSpace.combine(both, balance.weights()));
      assertFalse(theta.isReleased());
    }
    assertClose(one.array("dTheta"), values(theta.getGradient()), tolerance, tolerance);
  }

  /** Values of other code are copied: their memory may be reused at once. */
  @Test
  void gradientsOfOtherCodeAreCopied() {
    NDArray weight = memory.ones(new Shape(1000));
    NDArray x = memory.ones(new Shape(1000));
    weight.setRequiresGradient(true);
    float[] values = new float[1000];
    java.util.Arrays.fill(values, 2.5f);
    try (GradientCollector gradients = Torch.gradients()) {
      OutputSpace space = new OutputSpace(x.mul(weight), gradients);
      NDArray gradient = space.gradientOf(values);
      java.util.Arrays.fill(values, -1);
      System.gc();
      space.backward(gradient);
    }
    for (float g : weight.getGradient().toFloatArray()) {
      assertEquals(2.5f, g);
    }
  }

  @Test
  void refusesWhatIsNoLossOrNoGradient() {
    NDArray x = memory.ones(new Shape(4));
    try (GradientCollector gradients = Torch.gradients()) {
      OutputSpace space = new OutputSpace(x, gradients);
      assertThrows(IllegalArgumentException.class, () -> space.gradient(y -> y));
      assertThrows(IllegalArgumentException.class, () -> space.gradient(y -> x.sum()));
      assertThrows(IllegalArgumentException.class, () -> space.gradientOf(new float[3]));
      assertThrows(IllegalArgumentException.class, () -> space.backward(memory.ones(new Shape(3))));
      assertThrows(
          IllegalArgumentException.class, () -> OutputSpace.combine(List.of(x), List.of()));
    }
  }

  private static NDArray network(NDArray theta, NDArray x) {
    return theta.matMul(x).tanh();
  }

  private static double[] values(NDArray array) {
    return array.toType(DataType.FLOAT64, false).toDoubleArray();
  }

  private record Physics(double[][] matrix, double[] data, double[] weights) {

    static Physics of(VectorCase one, double[] weights) {
      return new Physics(one.rows("A"), one.array("b"), weights);
    }

    private double[] residual(double[] y) {
      double[] residual = new double[data.length];
      for (int i = 0; i < residual.length; i++) {
        residual[i] = -data[i];
        for (int j = 0; j < y.length; j++) {
          residual[i] += matrix[i][j] * y[j];
        }
      }
      return residual;
    }

    double loss(double[] y) {
      double sum = 0;
      double[] residual = residual(y);
      for (int i = 0; i < residual.length; i++) {
        sum += 0.5 * weights[i] * residual[i] * residual[i];
      }
      return sum;
    }

    double[] gradient(double[] y) {
      double[] residual = residual(y);
      double[] gradient = new double[y.length];
      for (int i = 0; i < residual.length; i++) {
        for (int j = 0; j < y.length; j++) {
          gradient[j] += matrix[i][j] * weights[i] * residual[i];
        }
      }
      return gradient;
    }
  }
}
