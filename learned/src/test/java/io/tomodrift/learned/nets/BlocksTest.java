package io.tomodrift.learned.nets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.tomodrift.learned.nets.blocks.ChannelNorm;
import io.tomodrift.learned.nets.blocks.Convolution;
import io.tomodrift.learned.nets.blocks.ConvolutionUnit;
import io.tomodrift.learned.nets.blocks.MedNextBlock;
import io.tomodrift.learned.nets.blocks.Nonlinearity;
import io.tomodrift.learned.nets.blocks.Norm;
import io.tomodrift.learned.nets.blocks.Part;
import io.tomodrift.learned.nets.blocks.Resampling;
import io.tomodrift.learned.nets.blocks.ResidualUnit;
import io.tomodrift.learned.torch.Torch;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlocksTest {

  private static final int CHANNELS = 4;

  private static Map<String, Supplier<Part>> parts(int d) {
    Map<String, Supplier<Part>> parts = new LinkedHashMap<>();
    parts.put("dense", () -> Convolution.dense(d, CHANNELS, 3, 3, 1));
    parts.put("strided", () -> Convolution.dense(d, CHANNELS, 3, 4, 2));
    parts.put("depthwise", () -> Convolution.depthwise(d, CHANNELS, 5, 1));
    parts.put("instance norm", () -> ChannelNorm.instance(CHANNELS));
    parts.put("group norm", () -> ChannelNorm.group(CHANNELS, 2));
    for (Nonlinearity function : Nonlinearity.values()) {
      parts.put(
          function.name(),
          () -> new ConvolutionUnit(d, CHANNELS, 2, 3, 1, Norm.INSTANCE, function));
    }
    parts.put("MedNeXt", () -> MedNextBlock.same(d, CHANNELS, 2, 3));
    parts.put("MedNeXt down", () -> MedNextBlock.down(d, CHANNELS, 3, 3));
    parts.put("MedNeXt up", () -> MedNextBlock.up(d, CHANNELS, 2, 3));
    parts.put(
        "residual",
        () -> new ResidualUnit(d, CHANNELS, CHANNELS, 1, Norm.INSTANCE, Nonlinearity.RELU));
    parts.put(
        "residual down",
        () -> new ResidualUnit(d, CHANNELS, 3, 2, Norm.NONE, Nonlinearity.LEAKY_RELU));
    return parts;
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void gradientsAgreeWithDifferences(int dimensions) {
    long[] sides = dimensions == 2 ? new long[] {6, 10} : new long[] {6, 2, 4};
    parts(dimensions)
        .forEach(
            (name, maker) -> {
              PartProbe probe = new PartProbe(dimensions, CHANNELS, 2, maker);
              assertEquals(0, GradientCheck.largestError(probe, sides), 1e-6, name);
            });
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void shapesAreAsAnnounced(int dimensions) {
    Shape input = dimensions == 2 ? new Shape(2, CHANNELS, 6, 10) : new Shape(2, CHANNELS, 6, 2, 4);
    try (NDManager memory = Torch.open()) {
      parts(dimensions)
          .forEach(
              (name, maker) -> {
                Part part = maker.get();
                Shape announced = part.getOutputShapes(new Shape[] {input})[0];
                PartProbe probe = new PartProbe(dimensions, CHANNELS, 2, () -> part);
                NDArray y = Network.create(probe, memory).apply(memory.ones(input), false);
                assertEquals(announced, y.getShape(), name);
              });
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void convolutionsAreThoseOfPlainLoops(int d) {
    compare(
        d,
        Convolution.dense(d, CHANNELS, 3, 3, 1),
        (x, w) -> x.convolve(w.apply("weight"), w.apply("bias"), 3, 1, 1));
    compare(
        d,
        Convolution.dense(d, CHANNELS, 3, 4, 2),
        (x, w) -> x.convolve(w.apply("weight"), w.apply("bias"), 4, 2, 1));
    compare(
        d,
        Convolution.depthwise(d, CHANNELS, 3, 2),
        (x, w) -> x.convolve(w.apply("weight"), w.apply("bias"), 3, 2, CHANNELS));
    compare(
        d,
        ChannelNorm.group(CHANNELS, 2),
        (x, w) -> x.normalise(w.apply("weight"), w.apply("bias"), 2));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void medNextBlocksAreThoseOfPlainLoops(int d) {
    compare(d, MedNextBlock.same(d, CHANNELS, 2, 3), (x, w) -> body(x, w, 1).plus(x));
    compare(
        d,
        MedNextBlock.down(d, CHANNELS, 2, 3),
        (x, w) ->
            body(x, w, 2)
                .plus(x.convolve(w.apply("shortcut.weight"), w.apply("shortcut.bias"), 1, 2, 1)));
    compare(
        d,
        MedNextBlock.up(d, CHANNELS, 2, 3),
        (x, w) ->
            body(x.nearestUp(), w, 1)
                .plus(
                    x.nearestUp()
                        .convolve(w.apply("shortcut.weight"), w.apply("shortcut.bias"), 1, 1, 1)));
  }

  private static PlainImage body(PlainImage x, Function<String, double[]> w, int stride) {
    return x.convolve(w.apply("conv1.weight"), w.apply("conv1.bias"), 3, stride, CHANNELS)
        .normalise(w.apply("norm.weight"), w.apply("norm.bias"), CHANNELS)
        .convolve(w.apply("conv2.weight"), w.apply("conv2.bias"), 1, 1, 1)
        .gelu()
        .convolve(w.apply("conv3.weight"), w.apply("conv3.bias"), 1, 1, 1);
  }

  /** What a part should compute, from the image and the weights by name. */
  private interface Oracle {
    PlainImage apply(PlainImage x, Function<String, double[]> weights);
  }

  private static void compare(int dimensions, Part part, Oracle oracle) {
    int depth = dimensions == 2 ? 1 : 4;
    try (NDManager memory = Torch.open()) {
      Torch.seed(11);
      Network network =
          Network.create(
              new PartProbe(dimensions, CHANNELS, 1, () -> part), memory, DataType.FLOAT64);
      network
          .parameters()
          .values()
          .forEach(
              w -> Network.assign(w, memory.randomNormal(0, 0.5f, w.getShape(), DataType.FLOAT64)));
      Shape shape =
          dimensions == 2 ? new Shape(2, CHANNELS, 6, 8) : new Shape(2, CHANNELS, depth, 6, 8);
      NDArray x = memory.randomNormal(0, 1, shape, DataType.FLOAT64);
      NDArray y = network.apply(x, false);
      for (int sample = 0; sample < 2; sample++) {
        PlainImage plain = new PlainImage(CHANNELS, depth, 6, 8, x.get(sample).toDoubleArray());
        PlainImage expected =
            oracle.apply(plain, name -> network.parameters().get(name).toDoubleArray());
        assertArrayEquals(expected.values(), y.get(sample).toDoubleArray(), 1e-11);
      }
    }
  }

  @Test
  void nearestValuesAndMaxima() {
    try (NDManager memory = Torch.open()) {
      NDArray x = memory.create(new float[] {1, 2, 3, 4}, new Shape(1, 1, 2, 2));
      NDArray up = Resampling.nearestUp(x);
      assertArrayEquals(
          new float[] {1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4}, up.toFloatArray());
      assertArrayEquals(new float[] {1, 2, 3, 4}, Resampling.maxDown(up).toFloatArray());
      NDArray cube = memory.arange(8).toType(DataType.FLOAT32, true).reshape(1, 1, 2, 2, 2);
      assertArrayEquals(new float[] {7}, Resampling.maxDown(cube).toFloatArray());
      assertEquals(new Shape(1, 1, 4, 4, 4), Resampling.nearestUp(cube).getShape());
      assertArrayEquals(
          cube.toFloatArray(),
          Resampling.nearestUp(cube).get("0, 0, 1::2, ::2, ::2").toFloatArray());
    }
  }

  @Test
  void functions() {
    try (NDManager memory = Torch.open()) {
      NDArray x = memory.create(new double[] {-1, 0, 2});
      assertArrayEquals(new double[] {0, 0, 2}, Nonlinearity.RELU.apply(x).toDoubleArray());
      assertArrayEquals(
          new double[] {-0.2, 0, 2}, Nonlinearity.LEAKY_RELU.apply(x).toDoubleArray(), 1e-8);
      // Phi(1) = 0.841344746, Phi(2) = 0.977249868.
      assertArrayEquals(
          new double[] {-0.158655254, 0, 1.954499736},
          Nonlinearity.GELU.apply(x).toDoubleArray(),
          1e-9);
    }
  }

  @Test
  void impossiblePartsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> Convolution.dense(2, 1, 1, 4, 1));
    assertThrows(IllegalArgumentException.class, () -> ChannelNorm.group(6, 4));
  }
}
