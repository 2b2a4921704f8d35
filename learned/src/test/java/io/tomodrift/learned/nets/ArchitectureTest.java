package io.tomodrift.learned.nets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.tomodrift.learned.nets.blocks.Norm;
import io.tomodrift.learned.torch.Ops;
import io.tomodrift.learned.torch.Torch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every architecture. */
class ArchitectureTest {

  static List<Architecture> small() {
    List<Architecture> all = new ArrayList<>();
    for (int d = 2; d <= 3; d++) {
      all.add(new UNet(d, 2, 1, List.of(2, 3, 4), Norm.NONE, true));
      all.add(new ResUNet(d, 1, 2, List.of(2, 3), Norm.INSTANCE, true));
      all.add(new RedCnn(d, 1, 1, 3, 3, true));
      all.add(new MedNext(d, 1, 1, 2, 3, List.of(2, 1, 3, 1, 2), List.of(1, 2, 1, 1, 1), true));
      all.add(new UNet(d, 1, 1, List.of(2, 3), Norm.INSTANCE, false));
      all.add(new PatchGan(d, 2, List.of(3, 4)));
      all.add(new FeatureEncoder(d, 1, List.of(2, 3)));
      all.add(new AutoEncoder(d, 1, List.of(2, 3)));
      all.add(new TimeResNet(d, 1, 1, List.of(4, 6), 1, Norm.NONE, false));
      all.add(new TimeResNet(d, 2, 1, List.of(4, 8), 2, Norm.GROUP, true));
    }
    return all;
  }

  /** Multiples of the side that are odd and not all the same. */
  private static long[] sides(Architecture architecture) {
    long multiple = architecture.sideMultiple();
    return architecture.dimensions() == 2
        ? new long[] {3 * multiple, 5 * multiple}
        : new long[] {3 * multiple, multiple, multiple};
  }

  private static Shape shape(Architecture architecture, long samples, long channels) {
    long[] sides = sides(architecture);
    long[] shape = new long[sides.length + 2];
    shape[0] = samples;
    shape[1] = channels;
    System.arraycopy(sides, 0, shape, 2, sides.length);
    return new Shape(shape);
  }

  @ParameterizedTest
  @MethodSource("small")
  void gradientsAgreeWithDifferences(Architecture architecture) {
    assertEquals(0, GradientCheck.largestError(architecture, sides(architecture)), 1e-6);
  }

  @ParameterizedTest
  @MethodSource("small")
  void sameSeedSameWeightsAndSameResults(Architecture architecture) {
    try (NDManager memory = Torch.open()) {
      NDArray x = memory.ones(shape(architecture, 2, architecture.inputChannels()));
      List<float[]> weights = new ArrayList<>();
      for (long seed : new long[] {7, 7, 8}) {
        Torch.seed(seed);
        try (Network network = Network.create(architecture, memory)) {
          var all = new float[0];
          for (NDArray w : network.parameters().values()) {
            float[] values = w.toFloatArray();
            int end = all.length;
            all = Arrays.copyOf(all, end + values.length);
            System.arraycopy(values, 0, all, end, values.length);
          }
          assertEquals(all.length, network.parameterCount());
          weights.add(all);
          float[] first = Timed.apply(network, x, false).toFloatArray();
          assertArrayEquals(first, Timed.apply(network, x, false).toFloatArray());
          assertEquals(
              network.parameters().size(),
              network.parameters().keySet().stream().distinct().count());
        }
      }
      assertArrayEquals(weights.get(0), weights.get(1));
      assertFalse(Arrays.equals(weights.get(0), weights.get(2)));
    }
  }

  @ParameterizedTest
  @MethodSource("small")
  void residualNetworksStartAsTheIdentityAndShapesFit(Architecture architecture) {
    try (NDManager memory = Torch.open()) {
      Network network = Network.create(architecture, memory);
      NDArray x =
          memory.randomNormal(
              0, 1, shape(architecture, 2, architecture.inputChannels()), DataType.FLOAT32);
      NDArray y = Timed.apply(network, x, false);
      if (architecture.residual()) {
        assertEquals(shape(architecture, 2, architecture.outputChannels()), y.getShape());
        for (int c = 0; c < architecture.outputChannels(); c++) {
          assertArrayEquals(x.get(":, 0").toFloatArray(), y.get(":, " + c).toFloatArray());
        }
      }
      assertArrayEquals(
          architecture.block().getOutputShapes(new Shape[] {x.getShape()})[0].getShape(),
          y.getShape().getShape());
    }
  }

  /** Results stay when the input goes, and the input stays as it was. */
  @ParameterizedTest
  @MethodSource("small")
  void inputsAreLeftAlone(Architecture architecture) {
    try (NDManager memory = Torch.open()) {
      Network network = Network.create(architecture, memory);
      NDArray x =
          memory.randomNormal(
              0, 1, shape(architecture, 1, architecture.inputChannels()), DataType.FLOAT32);
      float[] before = x.toFloatArray();
      int arrays = memory.getManagedArrays().size();
      int outputs = Timed.all(network, x, false).size();
      assertArrayEquals(before, x.toFloatArray());
      assertEquals(arrays + outputs, memory.getManagedArrays().size(), "arrays left behind");
    }
  }

  /** Networks close what they have used before the backward pass; the engine must have its own. */
  @ParameterizedTest
  @MethodSource("small")
  void gradientsSurviveGarbageCollection(Architecture architecture) {
    try (NDManager memory = Torch.open()) {
      Torch.seed(4);
      Network network = Network.create(architecture, memory);
      network
          .parameters()
          .values()
          .forEach(
              w -> Network.assign(w, memory.randomNormal(0, 0.5f, w.getShape(), DataType.FLOAT32)));
      NDArray x =
          memory.randomNormal(
              0, 1, shape(architecture, 2, architecture.inputChannels()), DataType.FLOAT32);
      float[] expected = inputGradient(memory, network, x, false);
      for (int i = 0; i < 3; i++) {
        assertArrayEquals(expected, inputGradient(memory, network, x, true));
      }
    }
  }

  private static float[] inputGradient(
      NDManager memory, Network network, NDArray values, boolean garbage) {
    try (NDManager step = memory.newSubManager();
        GradientCollector gradients = Torch.gradients()) {
      NDArray x = values.duplicate();
      x.attach(step);
      x.setRequiresGradient(true);
      NDArray y = Ops.mean(Ops.square(Timed.apply(network, x, true)));
      if (garbage) {
        System.gc();
        List<NDArray> others = new ArrayList<>();
        for (int size = 1; size < 3000; size += 7) {
          others.add(step.full(new Shape(size), Float.NaN));
          others.add(step.create(new float[size]));
        }
        System.gc();
        others.forEach(NDArray::close);
      }
      gradients.backward(y);
      return x.getGradient().toFloatArray();
    }
  }

  @ParameterizedTest
  @EnumSource(Preset.class)
  void presetsHaveNamesThatAreFound(Preset preset) {
    assertEquals(preset, Preset.named(preset.id()));
    int dimensions = preset == Preset.ENCODER_3D ? 3 : 2;
    Architecture architecture = preset.of(dimensions);
    assertEquals(dimensions, architecture.dimensions());
    assertEquals(architecture, Architectures.fromMap(Architectures.toMap(architecture)));
  }

  @Test
  void countsOfWeights() {
    try (NDManager memory = Torch.open()) {
      // 24 filters: the first, eight between, the last.
      assertCount(memory, Preset.REDCNN_N, 2, 240 + 8 * (9 * 24 * 24 + 24) + 9 * 24 + 1);
      // Convolutions of side 4, two inputs; norms of two numbers a channel.
      long gan = 16 * 2 * 16 + 16 + 16 * 16 * 32 + 32 + 64 + 16 * 32 * 64 + 64 + 128;
      assertCount(memory, Preset.PATCHGAN_N, 2, gan + 9 * 64 * 64 + 64 + 128 + 9 * 64 + 1);
      long residual = unit(1, 12, true) + unit(12, 24, true) + unit(24, 48, true);
      assertCount(
          memory, Preset.RESUNET_N, 3, residual + unit(36, 12, true) + unit(72, 24, true) + 13);
      assertCount(memory, Preset.ENCODER_3D, 3, 27 * 8 + 8 + 27 * 128 + 16 + 27 * 512 + 32);
    }
  }

  private static long unit(long in, long out, boolean shortcut) {
    long convolutions = 27 * in * out + 27 * out * out + 2 * out;
    return convolutions + 4 * out + (shortcut ? in * out + out : 0);
  }

  private static void assertCount(NDManager memory, Preset preset, int dimensions, long expected) {
    try (Network network = Network.create(preset.of(dimensions), memory)) {
      assertEquals(expected, network.parameterCount(), preset.id());
    }
  }

  @Test
  void otherResultsStartSmallButNotAtZero() {
    try (NDManager memory = Torch.open()) {
      Torch.seed(2);
      Network network = Network.create(Preset.MEDNEXT_N.of(2, 1, 1, false), memory);
      NDArray y =
          network.apply(
              memory.randomNormal(0, 1, new Shape(1, 1, 32, 32), DataType.FLOAT32), false);
      double rms = Math.sqrt(y.square().mean().getFloat());
      assertTrue(rms > 1e-3 && rms < 1, "rms " + rms);
    }
  }
}
