package io.tomodrift.learned.objective;

import static io.tomodrift.tests.support.ArrayAssertions.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.tomodrift.learned.drift.VectorCase;
import io.tomodrift.learned.torch.Torch;
import java.io.IOException;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LossesTest {

  private static final String FILE = "losses.json";

  private final NDManager memory = Torch.open();

  @AfterEach
  void free() {
    memory.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT64", "FLOAT32"})
  void adversaries(DataType type) throws IOException {
    double tolerance = type == DataType.FLOAT64 ? 1e-9 : 1e-5;
    VectorCase one = VectorCase.of(FILE, "gan_losses");
    NDArray real = one.tensor(memory, "d_real", type);
    NDArray fake = one.tensor(memory, "d_fake", type);
    for (Adversary adversary : Adversary.values()) {
      String name = adversary.name().toLowerCase(java.util.Locale.ROOT);
      assertEquals(one.number(name + "_D"), number(adversary.discriminator(real, fake)), tolerance);
      assertEquals(one.number(name + "_G"), number(adversary.generator(fake)), tolerance);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT64", "FLOAT32"})
  void edges(DataType type) throws IOException {
    double tolerance = type == DataType.FLOAT64 ? 1e-9 : 1e-5;
    VectorCase one = VectorCase.of(FILE, "sobel_edge_l1");
    NDArray image = one.tensor(memory, "image", type).reshape(1, 1, 6, 6);
    NDArray target = one.tensor(memory, "target", type).reshape(1, 1, 6, 6);
    double[] edges = Losses.edges(image).toType(DataType.FLOAT64, false).toDoubleArray();
    assertClose(one.array("edge_image"), edges, tolerance, tolerance);
    assertEquals(one.number("loss"), number(Losses.edgeL1(image, target)), tolerance);
    // Channels are edges of their own.
    NDArray both = image.concat(target, 1);
    assertEquals(
        one.number("loss"), number(Losses.edgeL1(both, target.concat(image, 1))), tolerance);
  }

  /** A ramp along one axis has the slope times the sum of the smoothing, in every dimension. */
  @Test
  void edgesOfRamps() {
    for (int axis = 0; axis < 3; axis++) {
      double[] ramp = new double[5 * 6 * 7];
      for (int i = 0; i < ramp.length; i++) {
        int[] at = {i / 42, i / 7 % 6, i % 7};
        ramp[i] = 0.5 * at[axis];
      }
      NDArray volume = memory.create(ramp, new Shape(1, 1, 5, 6, 7)).duplicate();
      NDArray edges = Losses.edges(volume);
      assertEquals(new Shape(1, 1, 3, 4, 5), edges.getShape());
      for (double edge : edges.toDoubleArray()) {
        assertEquals(0.5 * 2 * 16, edge, 1e-12);
      }
    }
  }

  /** Three dimensions against the plain loops of the definition. */
  @Test
  void edgesOfAVolume() {
    double[] v = new SplittableRandom(4).doubles(4 * 4 * 4).toArray();
    double[] smooth = {1, 2, 1};
    double[] slope = {-1, 0, 1};
    double[] expected = new double[8];
    for (int n = 0; n < 8; n++) {
      double squares = 0;
      for (int along = 0; along < 3; along++) {
        double sum = 0;
        for (int k = 0; k < 27; k++) {
          int[] o = {k / 9, k / 3 % 3, k % 3};
          double weight = 1;
          for (int axis = 0; axis < 3; axis++) {
            weight *= axis == along ? slope[o[axis]] : smooth[o[axis]];
          }
          sum += weight * v[((n / 4 + o[0]) * 4 + n / 2 % 2 + o[1]) * 4 + n % 2 + o[2]];
        }
        squares += sum * sum;
      }
      expected[n] = Math.sqrt(squares);
    }
    NDArray volume = memory.create(v, new Shape(1, 1, 4, 4, 4)).duplicate();
    assertClose(expected, Losses.edges(volume).toDoubleArray(), 0, 1e-12);
  }

  @Test
  void maskedAndPlain() throws IOException {
    VectorCase one = VectorCase.of(FILE, "context_preserving_l1");
    NDArray prediction = one.tensor(memory, "prediction", DataType.FLOAT64);
    NDArray target = one.tensor(memory, "target", DataType.FLOAT64);
    NDArray mask = target.gt(one.number("threshold")).toType(DataType.FLOAT64, true);
    assertEquals(one.number("masked_l1"), number(Losses.maskedL1(prediction, target, mask)), 1e-12);
    // Named a mean, it is the masked sum over all 36 values.
    NDArray inside = prediction.mul(mask);
    assertEquals(one.number("mean_l1"), number(Losses.l1(inside, target.mul(mask))), 1e-12);
    assertEquals(
        0, number(Losses.maskedL1(prediction, target, mask.zerosLike())), 0, "an empty mask");
    double absolute = 0;
    double squares = 0;
    double[] p = one.array("prediction");
    double[] t = one.array("target");
    for (int i = 0; i < p.length; i++) {
      absolute += Math.abs(p[i] - t[i]);
      squares += (p[i] - t[i]) * (p[i] - t[i]);
    }
    assertEquals(absolute / p.length, number(Losses.l1(prediction, target)), 1e-15);
    assertEquals(squares / p.length, number(Losses.l2(prediction, target)), 1e-15);
  }

  @Test
  void gradientsAgainstDifferences() {
    NDArray target = random(new Shape(2, 1, 5, 5), 1);
    NDArray mask = target.gt(0).toType(DataType.FLOAT64, true);
    Shape shape = target.getShape();
    checkGradient(shape, x -> Losses.l1(x, target));
    checkGradient(shape, x -> Losses.l2(x, target));
    checkGradient(shape, x -> Losses.maskedL1(x, target, mask));
    checkGradient(shape, x -> Losses.edgeL1(x, target));
    NDArray volume = random(new Shape(1, 2, 4, 3, 4), 2);
    checkGradient(volume.getShape(), x -> Losses.edgeL1(x, volume));
    for (Adversary adversary : Adversary.values()) {
      checkGradient(shape, adversary::generator);
      checkGradient(shape, x -> adversary.discriminator(x, target));
      checkGradient(shape, x -> adversary.discriminator(target, x));
    }
  }

  private void checkGradient(Shape shape, UnaryOperator<NDArray> loss) {
    NDArray x = random(shape, 3);
    x.setRequiresGradient(true);
    try (GradientCollector gradients = Torch.gradients()) {
      NDArray value = loss.apply(x);
      System.gc();
      gradients.backward(value);
    }
    double[] gradient = x.getGradient().toDoubleArray();
    double[] at = x.toDoubleArray();
    for (int i = 0; i < at.length; i += 3) {
      double[] moved = at.clone();
      moved[i] += 1e-6;
      double above = number(loss.apply(memory.create(moved, shape)));
      moved[i] -= 2e-6;
      double below = number(loss.apply(memory.create(moved, shape)));
      assertEquals((above - below) / 2e-6, gradient[i], 1e-8);
    }
  }

  @Test
  void edgesOfFlatImagesHaveGradientZero() {
    NDArray x = memory.ones(new Shape(1, 1, 5, 5), DataType.FLOAT32);
    NDArray target = random(new Shape(1, 1, 5, 5), 5).toType(DataType.FLOAT32, true);
    x.setRequiresGradient(true);
    try (GradientCollector gradients = Torch.gradients()) {
      gradients.backward(Losses.edgeL1(x, target));
    }
    for (float g : x.getGradient().toFloatArray()) {
      assertEquals(0, g);
    }
  }

  @Test
  void largeScoresStayFinite() {
    NDArray scores = memory.create(new float[] {-1e4f, 0, 1e4f}).duplicate();
    for (Adversary adversary : Adversary.values()) {
      assertTrue(Double.isFinite(number(adversary.generator(scores))));
      assertTrue(Double.isFinite(number(adversary.discriminator(scores, scores))));
    }
    assertEquals(
        (1e4 + Math.log(2)) / 3, number(Adversary.BCE.generator(scores)), 1e-3, "no overflow");
  }

  @Test
  void refusesShapesThatDoNotFit() {
    NDArray a = memory.ones(new Shape(1, 1, 3, 3));
    NDArray b = memory.ones(new Shape(1, 1, 3, 1));
    assertThrows(IllegalArgumentException.class, () -> Losses.l1(a, b));
    assertThrows(IllegalArgumentException.class, () -> Losses.l2(a, b));
    assertThrows(IllegalArgumentException.class, () -> Losses.maskedL1(a, a, b));
    assertThrows(IllegalArgumentException.class, () -> Losses.edgeL1(b, b));
  }

  private NDArray random(Shape shape, long seed) {
    double[] values = new SplittableRandom(seed).doubles(shape.size(), -2, 2).toArray();
    return memory.create(values, shape).duplicate();
  }

  private static double number(NDArray scalar) {
    return scalar.toType(DataType.FLOAT64, false).getDouble();
  }
}
