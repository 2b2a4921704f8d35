package io.tomodrift.learned.physics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.SliceLayout;
import io.tomodrift.learned.data.HuScale;
import io.tomodrift.learned.physics.PhysicsTerm.Corner;
import io.tomodrift.learned.torch.Torch;
import io.tomodrift.projectors.LinearOperator;
import io.tomodrift.projectors.iterative.RayWeights;
import io.tomodrift.tests.support.ArrayAssertions;
import io.tomodrift.tests.support.Vectors;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PhysicsTermTest {

  private static final int SAMPLES = 3;
  private static final HuScale UNITS = new HuScale(-1000, 2000, 500);

  private final SmallScan scan = new SmallScan();
  private final FloatStack data = scan.data(SAMPLES, 5).stack();
  private final PhysicsTerm term = new PhysicsTerm(scan.projector, SmallScan.WATER, UNITS);

  @AfterEach
  void close() {
    scan.close();
  }

  private static RayWeights weights() {
    SplittableRandom random = new SplittableRandom(77);
    FloatStack w =
        FloatStack.interleaved(SAMPLES, SmallScan.SCAN.views(), SmallScan.SCAN.channels());
    for (int i = 0; i < w.data().length; i++) {
      w.data()[i] = (float) (0.2 + random.nextDouble());
    }
    return RayWeights.of(w);
  }

  /** Outputs in units of 500 HU. */
  private static float[] output(int length) {
    SplittableRandom random = new SplittableRandom(6);
    float[] output = new float[length];
    for (int i = 0; i < length; i++) {
      output[i] = (float) (3 * random.nextDouble() - 2);
    }
    return output;
  }

  private interface Term {
    PhysicsTerm.Result of(float[] output);
  }

  /** L is a parabola, so that central differences are exact however long the step. */
  private static void checkDifferences(Term term, float[] output) {
    PhysicsTerm.Result at = term.of(output);
    double largest = 0;
    for (float g : at.gradient()) {
      largest = Math.max(largest, Math.abs(g));
    }
    int perSample = output.length / SAMPLES;
    for (int i = 0; i < output.length; i++) {
      float[] up = output.clone();
      float[] down = output.clone();
      up[i] += 2;
      down[i] -= 2;
      PhysicsTerm.Result above = term.of(up);
      PhysicsTerm.Result below = term.of(down);
      for (int s = 0; s < SAMPLES; s++) {
        double slope = (above.values()[s] - below.values()[s]) / 4;
        double expected = s == i / perSample ? at.gradient()[i] : 0;
        assertEquals(slope, expected, 2e-5 * largest, "sample " + s + ", value " + i);
      }
    }
  }

  @Test
  void imagesAgreeWithDifferences() {
    float[] output = output(SAMPLES * SmallScan.PIXELS);
    checkDifferences(u -> term.ofImages(u, data, weights()), output);
    checkDifferences(u -> term.ofImages(u, data, RayWeights.none()), output);
  }

  @Test
  void patchesAgreeWithDifferences() {
    FloatStack background = SmallScan.image(SAMPLES, 9).stack();
    List<Corner> corners = List.of(new Corner(0, 0), new Corner(3, 4), new Corner(4, 5));
    checkDifferences(
        u -> term.ofPatches(u, 3, 3, corners, background, data, weights()), output(SAMPLES * 9));
  }

  /** In double, from the matrix and by the formula of HU alone. */
  @Test
  void valuesAndGradientsAreThoseOfTheMatrix() {
    double[][] a = scan.matrix();
    float[] output = output(SAMPLES * SmallScan.PIXELS);
    RayWeights weights = weights();
    PhysicsTerm.Result found = term.ofImages(output, data, weights);
    for (int s = 0; s < SAMPLES; s++) {
      double[] mu = new double[SmallScan.PIXELS];
      for (int k = 0; k < mu.length; k++) {
        mu[k] = SmallScan.WATER.toPerMm(500.0 * output[s * mu.length + k]);
      }
      double[] r = Algebra.times(a, mu);
      double[] y = SmallScan.slice(data, s);
      double[] w = SmallScan.slice(weights.stack(), s);
      double value = 0;
      double[] weighted = new double[r.length];
      for (int i = 0; i < r.length; i++) {
        r[i] -= y[i];
        value += 0.5 * w[i] * r[i] * r[i];
        weighted[i] = w[i] * r[i];
      }
      assertEquals(value, found.values()[s], 1e-5 * value);
      double[] gradient = Algebra.times(Algebra.transposed(a), weighted);
      double largest = java.util.Arrays.stream(gradient).map(Math::abs).max().orElseThrow();
      for (int k = 0; k < gradient.length; k++) {
        assertEquals(
            0.02 * 0.5 * gradient[k],
            found.gradient()[s * gradient.length + k],
            0.02 * 0.5 * 1e-5 * largest);
      }
    }
  }

  /** A patch of an image with the rest of it as background is the image. */
  @Test
  void patchesAreCutsOfImages() {
    FloatStack hu = SmallScan.image(SAMPLES, 9).stack();
    float[] whole = new float[hu.data().length];
    for (int i = 0; i < whole.length; i++) {
      whole[i] = hu.data()[i] / 500;
    }
    List<Corner> corners = List.of(new Corner(1, 2), new Corner(0, 4), new Corner(3, 0));
    float[] patches = new float[SAMPLES * 4 * 4];
    int n = 0;
    FloatStack background = hu.copy();
    for (int s = 0; s < SAMPLES; s++) {
      for (int r = corners.get(s).row(); r < corners.get(s).row() + 4; r++) {
        for (int c = corners.get(s).column(); c < corners.get(s).column() + 4; c++) {
          patches[n++] = hu.get(s, r, c) / 500;
          background.set(s, r, c, 12345);
        }
      }
    }
    PhysicsTerm.Result image = term.ofImages(whole, data, RayWeights.none());
    PhysicsTerm.Result patch =
        term.ofPatches(patches, 4, 4, corners, background, data, RayWeights.none());
    assertArrayEquals(image.values(), patch.values(), 1e-5 * image.values()[0]);
    n = 0;
    for (int s = 0; s < SAMPLES; s++) {
      for (int r = corners.get(s).row(); r < corners.get(s).row() + 4; r++) {
        for (int c = corners.get(s).column(); c < corners.get(s).column() + 4; c++) {
          float g = image.gradient()[(s * hu.rows() + r) * hu.columns() + c];
          assertEquals(g, patch.gradient()[n++], 1e-4 * Math.abs(g) + 1e-4);
        }
      }
    }
  }

  @Test
  void refusesWhatDoesNotFit() {
    float[] output = output(SAMPLES * SmallScan.PIXELS);
    String length =
        assertThrows(
                IllegalArgumentException.class,
                () -> term.ofImages(new float[5], data, RayWeights.none()))
            .getMessage();
    assertEquals("the output has 5 values, 3 samples of 7 x 8 need 168", length);
    FloatStack planar = data.toLayout(SliceLayout.PLANAR);
    assertThrows(
        IllegalArgumentException.class, () -> term.ofImages(output, planar, RayWeights.none()));
    FloatStack other = FloatStack.interleaved(2, data.rows(), data.columns());
    String weights =
        assertThrows(
                IllegalArgumentException.class,
                () -> term.ofImages(output, data, RayWeights.of(other)))
            .getMessage();
    assertTrue(weights.startsWith("the weights are FloatStack[2 slices"), weights);
    FloatStack background = SmallScan.image(SAMPLES, 9).stack();
    List<Corner> outside = List.of(new Corner(0, 0), new Corner(5, 1), new Corner(0, 0));
    String corner =
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    term.ofPatches(
                        new float[27], 3, 3, outside, background, data, RayWeights.none()))
            .getMessage();
    assertEquals("a patch of 3 x 3 at row 5, column 1 leaves the image of 7 x 8", corner);
    assertThrows(
        IllegalArgumentException.class,
        () ->
            term.ofPatches(
                new float[27],
                3,
                3,
                List.of(new Corner(0, 0)),
                background,
                data,
                RayWeights.none()));
  }

  /** A matrix of a reference file as an operator on one row. */
  private record Matrix(double[][] a) implements LinearOperator<FloatStack, FloatStack> {
    @Override
    public void forward(FloatStack x, FloatStack out) {
      multiply(a, x, out);
    }

    @Override
    public void adjoint(FloatStack y, FloatStack out) {
      multiply(Algebra.transposed(a), y, out);
    }

    private static void multiply(double[][] m, FloatStack x, FloatStack out) {
      double[] y = Algebra.times(m, SmallScan.slice(x, 0));
      for (int i = 0; i < y.length; i++) {
        out.set(0, 0, i, (float) y[i]);
      }
    }
  }

  private static JsonNode item(String id) throws IOException {
    JsonNode file =
        new ObjectMapper().readTree(Vectors.require("learned/surrogate_gradients.json").toFile());
    for (JsonNode item : file.get("cases")) {
      if (item.get("id").asText().equals(id)) {
        return item;
      }
    }
    throw new AssertionError("no case " + id);
  }

  private static double[] vector(JsonNode node) {
    double[] values = new double[node.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = node.get(i).asDouble();
    }
    return values;
  }

  private static double[][] matrix(JsonNode node) {
    double[][] rows = new double[node.size()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = vector(node.get(i));
    }
    return rows;
  }

  private static float[] floats(double[] values) {
    float[] result = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = (float) values[i];
    }
    return result;
  }

  private static PhysicsTerm.Result reference(JsonNode item, double[] y) {
    double[][] a = matrix(item.get("A"));
    double[] b = vector(item.get("b"));
    RayWeights weights =
        item.has("W")
            ? RayWeights.of(
                FloatStack.wrap(
                    floats(vector(item.get("W"))), 1, 1, b.length, SliceLayout.INTERLEAVED))
            : RayWeights.none();
    return new PhysicsTerm(new Matrix(a), 1, y.length, 0, 1)
        .ofImages(
            floats(y),
            FloatStack.wrap(floats(b), 1, 1, b.length, SliceLayout.INTERLEAVED),
            weights);
  }

  @Test
  void gradientOfTheReferenceFile() throws IOException {
    JsonNode item = item("physics_gradient");
    PhysicsTerm.Result found = reference(item, vector(item.get("y")));
    assertEquals(item.get("loss").asDouble(), found.values()[0], 1e-5);
    ArrayAssertions.assertClose(vector(item.get("gradient")), found.gradient(), 1e-6, 1e-6);
  }

  /** The engine sees the sum only, and gives the weights the gradient of the term. */
  @Test
  void surrogateThroughANetworkOfTheReferenceFile() throws IOException {
    JsonNode item = item("surrogate_through_network");
    double[][] theta = matrix(item.get("Theta"));
    try (NDManager memory = Torch.open()) {
      float[] flat = new float[theta.length * theta[0].length];
      for (int i = 0; i < flat.length; i++) {
        flat[i] = (float) theta[i / theta[0].length][i % theta[0].length];
      }
      NDArray weights = memory.create(flat, new Shape(theta.length, theta[0].length)).duplicate();
      weights.setRequiresGradient(true);
      NDArray x = memory.create(floats(vector(item.get("x")))).duplicate();
      try (GradientCollector gradients = Torch.gradients()) {
        NDArray y = weights.matMul(x).tanh();
        ArrayAssertions.assertClose(vector(item.get("y")), y.toFloatArray(), 1e-6, 1e-6);
        double[] values = new double[theta.length];
        float[] now = y.toFloatArray();
        for (int i = 0; i < now.length; i++) {
          values[i] = now[i];
        }
        float[] g = reference(item, values).gradient();
        ArrayAssertions.assertClose(vector(item.get("g")), g, 1e-6, 1e-6);
        NDArray constant = memory.create(g).duplicate();
        gradients.backward(constant.mul(y).sum());
      }
      double[][] expected = matrix(item.get("dTheta"));
      float[] found = weights.getGradient().toFloatArray();
      for (int i = 0; i < found.length; i++) {
        double e = expected[i / expected[0].length][i % expected[0].length];
        assertEquals(e, found[i], 1e-5 * Math.abs(e) + 1e-6);
      }
    }
  }

  @Test
  void secondObjectiveOfTheReferenceFile() throws IOException {
    JsonNode item = item("mgda_surrogate_end_to_end");
    double[] y = Algebra.times(matrix(item.get("Theta")), vector(item.get("x")));
    for (int i = 0; i < y.length; i++) {
      y[i] = Math.tanh(y[i]);
    }
    ArrayAssertions.assertClose(
        vector(item.get("g_second")), reference(item, y).gradient(), 1e-6, 1e-6);
  }
}
