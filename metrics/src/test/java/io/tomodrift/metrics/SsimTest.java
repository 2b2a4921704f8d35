package io.tomodrift.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.SliceLayout;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SsimTest {

  private static final RunContext CONTEXT = RunContext.defaults();

  @Test
  void equalImagesHaveIndexOne() {
    Samples x = Samples.of(noise(3, 20, 24, 1));
    SsimResult result = Ssim.slices(x, x, SsimSettings.standard(), DataRange.HU_2000, CONTEXT);
    assertEquals(1, result.ssim(), 1e-15);
    assertEquals(3 * 10 * 14, result.windows());
  }

  @Test
  void constantsOfAnOffsetFollowTheClosedForm() {
    // Without structure only the luminance term is left.
    Samples x = Samples.of(new double[256], 16, 16).map(v -> 200);
    Samples y = x.map(v -> 260);
    double c1 = 100;
    double expected = (2 * 200 * 260 + c1) / (200 * 200 + 260 * 260 + c1);
    SsimResult result =
        Ssim.slices(x, y, SsimSettings.standard(), DataRange.ofLength(1000), CONTEXT);
    assertEquals(expected, result.ssim(), 1e-9);
    // The same image in HU: values count from the range's lower end.
    SsimResult shifted =
        Ssim.slices(
            x.map(v -> v - 500),
            y.map(v -> v - 500),
            SsimSettings.standard(),
            new DataRange(-500, 500),
            CONTEXT);
    assertEquals(expected, shifted.ssim(), 1e-9);
  }

  @Test
  void threadsLayoutAndSliceOrderDoNotMatter() {
    FloatStack a = noise(5, 30, 26, 2);
    FloatStack b = noise(5, 30, 26, 3);
    SsimSettings settings = SsimSettings.gaussian(5, 1.5);
    DataRange range = DataRange.HU_2000;
    SsimResult one =
        Ssim.slices(Samples.of(a), Samples.of(b), settings, range, CONTEXT.withParallelism(1));
    SsimResult four =
        Ssim.slices(
            Samples.of(a.toLayout(SliceLayout.INTERLEAVED)),
            Samples.of(b),
            settings,
            range,
            CONTEXT.withParallelism(4));
    assertEquals(one, four);
    assertEquals(
        one.ssim(), one.perSlice().stream().mapToDouble(v -> v).average().orElseThrow(), 1e-15);
    SsimResult cube1 =
        Ssim.volume(Samples.of(a), Samples.of(b), settings, range, CONTEXT.withParallelism(1));
    SsimResult cube3 =
        Ssim.volume(Samples.of(a), Samples.of(b), settings, range, CONTEXT.withParallelism(3));
    assertEquals(cube1, cube3);
    assertEquals(1, cube1.perSlice().size());
  }

  @Test
  void maskSelectsWindowCentres() {
    Samples x = Samples.of(noise(1, 21, 21, 4));
    Samples y = Samples.of(noise(1, 21, 21, 5));
    boolean[] inside = new boolean[441];
    inside[10 * 21 + 12] = true;
    inside[0] = true; // no window fits here
    SsimResult result =
        Ssim.slices(
            x, y, Mask.of(inside, 1, 21, 21), SsimSettings.standard(), DataRange.HU_2000, CONTEXT);
    double[][] map = Ssim.map(x, y, 0, SsimSettings.standard(), DataRange.HU_2000);
    assertEquals(1, result.windows());
    assertEquals(map[5][7], result.ssim(), 1e-15);
  }

  @Test
  void smallImagesAndUnequalShapesAreRefused() {
    Samples small = Samples.of(new double[100], 10, 10);
    Samples other = Samples.of(new double[121], 11, 11);
    SsimSettings settings = SsimSettings.standard();
    DataRange range = DataRange.HU_2000;
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> Ssim.slices(small, small, settings, range, CONTEXT))
            .getMessage();
    assertTrue(message.contains("11") && message.contains("10 rows"), message);
    assertThrows(
        IllegalArgumentException.class, () -> Ssim.slices(small, other, settings, range, CONTEXT));
    assertThrows(
        IllegalArgumentException.class,
        () -> MsSsim.volume(small, small, settings, range, CONTEXT));
  }

  @Test
  void fiveLevelsNeedSixteenWindows() {
    SsimSettings settings = SsimSettings.standard();
    Samples large = Samples.of(noise(1, 176, 176, 6));
    Samples small = Samples.of(noise(1, 175, 180, 6));
    DataRange range = DataRange.HU_2000;
    assertEquals(5, MsSsim.slices(large, large, settings, range, CONTEXT).weights().size());
    MsSsimResult four = MsSsim.slices(small, small, settings, range, CONTEXT);
    assertEquals(4, four.weights().size());
    assertTrue(four.reducedLevels());
    assertEquals(1, four.value(), 1e-12);
  }

  static FloatStack noise(int slices, int rows, int columns, long seed) {
    FloatStack stack = FloatStack.planar(slices, rows, columns);
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < stack.data().length; i++) {
      stack.data()[i] = (float) random.nextDouble(-1000, 1000);
    }
    return stack;
  }
}
