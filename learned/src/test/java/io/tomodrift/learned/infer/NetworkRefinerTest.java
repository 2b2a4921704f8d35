package io.tomodrift.learned.infer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.error.ModelException;
import io.tomodrift.geometry.error.ResourceException;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.SliceLayout;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeFrame;
import io.tomodrift.geometry.stack.VolumeUnit;
import io.tomodrift.learned.data.HuScale;
import io.tomodrift.learned.data.PercentileScale;
import io.tomodrift.learned.nets.Network;
import io.tomodrift.learned.torch.Torch;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkRefinerTest {

  private static final RunContext CONTEXT = RunContext.defaults().withParallelism(2);
  private static final HuScale SCALE = new HuScale(-1000, 1000, 1000);
  private static final SpacingRange PIXELS = SpacingRange.ofPixels(0.5, 1);

  private final NDManager memory = Torch.open();

  @AfterEach
  void close() {
    memory.close();
  }

  private static Volume volume(int slices, int rows, int columns, double pixelMm) {
    FloatStack stack = FloatStack.planar(slices, rows, columns);
    SplittableRandom random = new SplittableRandom(8);
    for (int i = 0; i < stack.data().length; i++) {
      stack.data()[i] = (float) (2400 * random.nextDouble() - 1200);
    }
    ImageGrid grid = new ImageGrid(columns, rows, pixelMm, 0, 0);
    return new Volume(stack, VolumeFrame.gantry(grid, -3, 2), VolumeUnit.HU);
  }

  private NetworkRefiner refiner(int dimensions, float factor, float shift, RefinerSettings with) {
    return new NetworkRefiner(OneConvolution.affine(dimensions, factor, shift, memory), with);
  }

  private static WindowSettings windows(int dimensions) {
    return dimensions == 2 ? WindowSettings.squares(8, 0.5, 3) : WindowSettings.cubes(8, 0.5, 3);
  }

  private static RefinerSettings refining(int dimensions) {
    return RefinerSettings.refining(SCALE, windows(dimensions), PIXELS);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void identityKeepsTheVolume(int dimensions) {
    Volume image = volume(5, 21, 19, 0.8);
    try (NetworkRefiner refiner = refiner(dimensions, 1, 0, refining(dimensions))) {
      Volume found = refiner.refine(image, CONTEXT);
      // Nothing is thinner than the lowest value of the scale.
      float[] expected = image.stack().copy().data();
      for (int i = 0; i < expected.length; i++) {
        expected[i] = Math.max(-1000, expected[i]);
      }
      assertArrayEquals(expected, found.stack().data(), 1e-4f);
      assertEquals(image.frame(), found.frame());
      assertEquals(VolumeUnit.HU, found.unit());
    }
  }

  /** 0.5 u + 0.1 is 0.5 HU + 100; what is denser than the scale comes from the input. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void denseVoxelsComeFromTheInputIfWanted(boolean restore) {
    Volume image = volume(3, 16, 16, 0.8);
    RefinerSettings settings =
        new RefinerSettings(VolumeUnit.HU, SCALE, SCALE, windows(2), PIXELS, restore);
    FloatStack interleaved = image.stack().toLayout(SliceLayout.INTERLEAVED);
    try (NetworkRefiner refiner = refiner(2, 0.5f, 0.1f, settings)) {
      float[] found =
          refiner.refine(image.with(interleaved, VolumeUnit.HU), CONTEXT).stack().data();
      int clipped = 0;
      for (int i = 0; i < found.length; i++) {
        float hu = image.stack().data()[i];
        boolean outside = hu > 1000;
        clipped += outside ? 1 : 0;
        double expected = outside && restore ? hu : 0.5 * Math.max(-1000, Math.min(1000, hu)) + 100;
        assertEquals(expected, found[i], 2e-4);
      }
      assertTrue(clipped > 50, clipped + " voxels are out of range");
    }
  }

  @Test
  void translatesArbitraryUnitsToHu() {
    Volume image = volume(2, 16, 16, 0.8);
    FloatStack mr = image.stack().copy();
    for (int i = 0; i < mr.data().length; i++) {
      mr.data()[i] = Math.abs(mr.data()[i]);
    }
    PercentileScale input = new PercentileScale(0, 100);
    RefinerSettings settings =
        RefinerSettings.translating(input, SCALE, windows(2), SpacingRange.ANY);
    try (NetworkRefiner refiner = refiner(2, 1, 0, settings)) {
      Volume found = refiner.refine(image.with(mr, VolumeUnit.ARBITRARY), CONTEXT);
      var scale = input.fit(mr);
      for (int i = 0; i < mr.data().length; i++) {
        assertEquals(
            1000 * scale.toNetwork(mr.data()[i]), found.stack().data()[i], 1e-3, "voxel " + i);
      }
      assertEquals(VolumeUnit.HU, found.unit());
    }
  }

  @Test
  void refusesImagesItWasNotTrainedFor() {
    try (NetworkRefiner refiner = refiner(2, 1, 0, refining(2))) {
      Volume image = volume(2, 9, 9, 0.8);
      Volume wrongUnit = image.with(image.stack(), VolumeUnit.PER_MM);
      assertEquals(
          "the image is in 1/mm, the model takes HU; convert it or use another model",
          assertThrows(ModelException.class, () -> refiner.refine(wrongUnit, CONTEXT))
              .getMessage());
      assertEquals(
          "the columns of the image are 1.2000 mm apart, the model was trained for 0.5000 to 1.0000"
              + " mm; resample or reconstruct the image with that spacing, or use another model",
          assertThrows(ModelException.class, () -> refiner.refine(volume(2, 9, 9, 1.2), CONTEXT))
              .getMessage());
      for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
        FloatStack broken = image.stack().copy();
        broken.set(1, 4, 7, bad);
        assertEquals(
            "the image at slice 1, row 4, column 7 is " + bad + "; replace it before refining",
            assertThrows(
                    FormatException.class,
                    () -> refiner.refine(image.with(broken, VolumeUnit.HU), CONTEXT))
                .getMessage());
      }
      assertThrows(
          ResourceException.class, () -> refiner.refine(image, CONTEXT.withMemoryBudget(1000)));
    }
    RefinerSettings thick =
        RefinerSettings.refining(SCALE, windows(3), new SpacingRange(0.5, 1, 0.5, 1.5));
    try (NetworkRefiner refiner = refiner(3, 1, 0, thick)) {
      String message =
          assertThrows(ModelException.class, () -> refiner.refine(volume(9, 9, 9, 0.8), CONTEXT))
              .getMessage();
      assertTrue(message.startsWith("the slices of the image are 2.0000 mm apart"), message);
    }
  }

  @Test
  void refusesANetworkThatGivesNoNumbers() {
    try (NetworkRefiner refiner = refiner(2, Float.NaN, 0, refining(2))) {
      assertThrows(ModelException.class, () -> refiner.refine(volume(2, 9, 9, 0.8), CONTEXT));
    }
  }

  @Test
  void refusesWindowsThatDoNotSuitTheNetwork() {
    Network flat = OneConvolution.affine(2, 1, 0, memory);
    Network solid = OneConvolution.affine(3, 1, 0, memory);
    assertEquals(
        "a network in two dimensions takes single slices, the windows have 8",
        refusal(flat, WindowSettings.cubes(8, 0.5, 1)));
    assertEquals(
        "windows of 6 rows do not suit one-convolution, whose sides must be multiples of 4",
        refusal(flat, WindowSettings.squares(6, 0.5, 1)));
    assertEquals(
        "windows of 1 slices do not suit one-convolution, whose sides must be multiples of 4",
        refusal(solid, WindowSettings.squares(8, 0.5, 1)));
    Network two = Network.create(new OneConvolution(2, 2, 1, 1), memory);
    assertEquals(
        "a volume has one channel, the network takes 2 and gives 1",
        refusal(two, WindowSettings.squares(8, 0.5, 1)));
    assertThrows(
        IllegalArgumentException.class,
        () -> new RefinerSettings(VolumeUnit.ARBITRARY, SCALE, SCALE, windows(2), PIXELS, false));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new RefinerSettings(
                VolumeUnit.ARBITRARY,
                new PercentileScale(0, 100),
                SCALE,
                windows(2),
                PIXELS,
                true));
    assertThrows(IllegalArgumentException.class, () -> SpacingRange.ofPixels(2, 1));
  }

  private static String refusal(Network network, WindowSettings windows) {
    RefinerSettings settings = RefinerSettings.refining(SCALE, windows, PIXELS);
    return assertThrows(ModelException.class, () -> new NetworkRefiner(network, settings))
        .getMessage();
  }
}
