package io.tomodrift.learned.infer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.error.ModelException;
import io.tomodrift.geometry.error.ResourceException;
import io.tomodrift.geometry.run.ProgressListener;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.SliceLayout;
import io.tomodrift.tests.support.ArrayAssertions;
import io.tomodrift.tests.support.SeededTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SlidingWindowTest {

  private static final RunContext CONTEXT = RunContext.defaults().withParallelism(2);

  private static final WindowFunction IDENTITY = (windows, count, shape) -> windows.clone();

  /** Depends on the place within the window and on its neighbours, and so on every window. */
  private static final WindowFunction UNEVEN =
      (windows, count, shape) -> {
        int size = shape[0] * shape[1] * shape[2];
        float[] made = new float[count * size];
        for (int w = 0; w < count; w++) {
          for (int i = 0; i < size; i++) {
            float next = windows[w * size + (i + 1) % size];
            made[w * size + i] = windows[w * size + i] * (1 + 0.01f * i) - 0.3f * next;
          }
        }
        return made;
      };

  private static FloatStack random(int slices, int rows, int columns, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    FloatStack stack = FloatStack.planar(slices, rows, columns);
    for (int i = 0; i < stack.data().length; i++) {
      stack.data()[i] = (float) (2000 * random.nextDouble() - 1000);
    }
    return stack;
  }

  private static FloatStack apply(
      WindowSettings settings, FloatStack input, WindowFunction function, RunContext context) {
    return new SlidingWindow(settings).apply(input, function, VoxelMap.IDENTITY, context);
  }

  @SeededTest(repeats = 30)
  void identityGivesTheInputBackBitByBit(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    FloatStack input =
        random(1 + random.nextInt(12), 1 + random.nextInt(30), 1 + random.nextInt(30), seed);
    WindowSide[] sides = new WindowSide[3];
    for (int axis = 0; axis < 3; axis++) {
      sides[axis] =
          random.nextInt(4) == 0
              ? WindowSide.whole(1 + random.nextInt(8))
              : WindowSide.sliding(1 + random.nextInt(16), 0.95 * random.nextDouble());
    }
    Padding padding = Padding.values()[random.nextInt(3)];
    WindowSettings settings =
        new WindowSettings(sides[0], sides[1], sides[2], padding, 1 + random.nextInt(9));
    FloatStack given = random.nextBoolean() ? input : input.toLayout(SliceLayout.INTERLEAVED);
    FloatStack found = apply(settings, given, IDENTITY, CONTEXT);
    assertArrayEquals(input.data(), found.data(), () -> settings + " on " + input);
    assertEquals(SliceLayout.PLANAR, found.layout());
  }

  /** The definition, with all windows and all sums in memory and weights of its own. */
  private static double[] whole(
      FloatStack input, int[] window, double[] overlap, WindowFunction function) {
    int[] n = {input.slices(), input.rows(), input.columns()};
    double[] sum = new double[n[0] * n[1] * n[2]];
    double[] weights = new double[sum.length];
    int size = window[0] * window[1] * window[2];
    for (int z : starts(n[0], window[0], overlap[0])) {
      for (int y : starts(n[1], window[1], overlap[1])) {
        for (int x : starts(n[2], window[2], overlap[2])) {
          float[] cut = new float[size];
          for (int i = 0; i < size; i++) {
            int[] at = place(i, window);
            cut[i] = input.get(z + at[0], y + at[1], x + at[2]);
          }
          float[] made = function.apply(cut, 1, window.clone());
          for (int i = 0; i < size; i++) {
            int[] at = place(i, window);
            double w =
                weight(at[0], window[0]) * weight(at[1], window[1]) * weight(at[2], window[2]);
            int voxel = ((z + at[0]) * n[1] + y + at[1]) * n[2] + x + at[2];
            sum[voxel] += w * made[i];
            weights[voxel] += w;
          }
        }
      }
    }
    for (int i = 0; i < sum.length; i++) {
      sum[i] /= weights[i];
    }
    return sum;
  }

  private static int[] place(int i, int[] window) {
    return new int[] {
      i / (window[1] * window[2]), i / window[2] % window[1], i % window[2],
    };
  }

  private static int[] starts(int n, int window, double overlap) {
    int stride = Math.max(1, (int) (window * (1 - overlap)));
    int count = 1 + (n - window + stride - 1) / stride;
    int[] starts = new int[count];
    for (int i = 0; i < count; i++) {
      starts[i] = Math.min(i * stride, n - window);
    }
    return starts;
  }

  private static double weight(int i, int window) {
    double sigma = 0.125 * window;
    double middle = (window - 1) / 2.0;
    double top = window % 2 == 1 ? 1 : Math.exp(-0.125 / (sigma * sigma));
    double value = Math.exp(-Math.pow((i - middle) / sigma, 2) / 2) / top;
    return Math.max(1e-3, value);
  }

  /** Two slices in a block of four stand there as 1, 0, 1, 0. */
  @Test
  void blocksMirrorAVolumeOfFewSlices() {
    FloatStack input = random(2, 6, 8, 5);
    WindowSettings settings = WindowSettings.blocks(List.of(4, 6, 8), 0.25, 1);
    List<float[]> seen = new ArrayList<>();
    FloatStack found =
        apply(
            settings,
            input,
            (windows, count, shape) -> {
              assertArrayEquals(new int[] {4, 6, 8}, shape);
              seen.add(windows.clone());
              return windows;
            },
            CONTEXT);
    assertEquals(1, seen.size());
    for (int i = 0; i < seen.get(0).length; i++) {
      int slice = 1 - i / 48 % 2;
      assertEquals(input.data()[slice * 48 + i % 48], seen.get(0)[i], "value " + i);
    }
    assertArrayEquals(input.data(), found.data());
    assertThrows(
        IllegalArgumentException.class, () -> WindowSettings.blocks(List.of(4, 6), 0.25, 1));
  }

  @Test
  void streamingEqualsTheWhole() {
    FloatStack input = random(23, 19, 21, 4);
    int[] window = {6, 8, 7};
    double[] overlap = {0.5, 0.7, 0.25};
    WindowSettings settings =
        new WindowSettings(
            WindowSide.sliding(6, 0.5),
            WindowSide.sliding(8, 0.7),
            WindowSide.sliding(7, 0.25),
            Padding.MINIMUM,
            5);
    FloatStack found = apply(settings, input, UNEVEN, CONTEXT);
    ArrayAssertions.assertClose(whole(input, window, overlap, UNEVEN), found.data(), 2e-7, 1e-4);
  }

  @Test
  void neitherBatchesNorThreadsChangeABit() {
    for (WindowSettings base :
        new WindowSettings[] {
          WindowSettings.cubes(6, 0.6, 1),
          WindowSettings.squares(8, 0.5, 1),
          WindowSettings.wholeSlices(8, 1)
        }) {
      FloatStack input = random(17, 20, 18, 7);
      FloatStack one = apply(base, input, UNEVEN, CONTEXT.withParallelism(1));
      for (int batch : new int[] {2, 7, 64}) {
        WindowSettings more =
            new WindowSettings(base.slice(), base.row(), base.column(), base.padding(), batch);
        FloatStack found = apply(more, input, UNEVEN, CONTEXT.withParallelism(3));
        assertArrayEquals(one.data(), found.data(), "batch " + batch + " of " + base);
      }
    }
  }

  /** What lies beyond the volume, as the function sees it. */
  @ParameterizedTest
  @EnumSource(Padding.class)
  void smallVolumesArePaddedOnBothSides(Padding padding) {
    FloatStack input = FloatStack.wrapPlanar(new float[] {3, 1, 2}, 1, 1, 3);
    float[][] expected = {
      {1, 1, 3, 1, 2, 1, 1, 1}, {3, 3, 3, 1, 2, 2, 2, 2}, {2, 1, 3, 1, 2, 1, 3, 1},
    };
    float[][] seen = new float[1][];
    WindowSide one = WindowSide.sliding(1, 0);
    FloatStack found =
        apply(
            new WindowSettings(one, one, WindowSide.sliding(8, 0.5), padding, 1),
            input,
            (windows, count, shape) -> {
              seen[0] = windows.clone();
              return windows;
            },
            CONTEXT);
    assertArrayEquals(expected[padding.ordinal()], seen[0]);
    assertArrayEquals(input.data(), found.data());
  }

  @Test
  void reflectionWorksBeyondTheLengthAndOnASingleVoxel() {
    int[] seen = new int[12];
    for (int i = 0; i < 12; i++) {
      seen[i] = Padding.REFLECT.source(i - 5, 3);
    }
    assertArrayEquals(new int[] {1, 0, 1, 2, 1, 0, 1, 2, 1, 0, 1, 2}, seen);
    assertEquals(0, Padding.REFLECT.source(-4, 1));
    assertEquals(0, Padding.EDGE.source(-4, 5));
    assertEquals(4, Padding.EDGE.source(9, 5));
  }

  @Test
  void wholeSlicesAreOneWindowEach() {
    FloatStack input = random(3, 10, 13, 9);
    int[][] shapes = new int[1][];
    AtomicLong calls = new AtomicLong();
    apply(
        WindowSettings.wholeSlices(8, 2),
        input,
        (windows, count, shape) -> {
          shapes[0] = shape;
          calls.addAndGet(count);
          return windows;
        },
        CONTEXT);
    assertArrayEquals(new int[] {1, 16, 16}, shapes[0]);
    assertEquals(3, calls.get());
  }

  @Test
  void thePlanCountsPassesAndMemory() {
    WindowPlan cubes =
        new SlidingWindow(WindowSettings.cubes(32, 0.5, 4)).plan(64, 512, 512, CONTEXT);
    // 3 x 31 x 31 windows of 32^3 on 64 x 512 x 512 voxels.
    assertEquals(2883, cubes.windows());
    assertEquals(2883 * 32768.0 / (64 * 512 * 512), cubes.passesPerVoxel(), 1e-12);
    assertEquals(64L * 512 * 512 * 4, cubes.resultBytes());
    assertEquals(32L * 512 * 512 * 8, bandOf(32, cubes));
    assertEquals(2L * 4 * 32768 * 4, cubes.windowBytes());
    assertTrue(cubes.describe().contains("5.63 passes a voxel"), cubes.describe());
    WindowPlan slices =
        new SlidingWindow(WindowSettings.wholeSlices(8, 4)).plan(64, 512, 512, CONTEXT);
    assertEquals(1, slices.passesPerVoxel());
    assertEquals(4, slices.bandSlices());
  }

  /** A batch may straddle two layers of windows, half a window apart. */
  private static long bandOf(int slices, WindowPlan plan) {
    assertEquals(slices + 16, plan.bandSlices());
    return plan.bandBytes() - 16L * 512 * 512 * 8;
  }

  @Test
  void batchesShrinkToTheBudget() {
    SlidingWindow windows = new SlidingWindow(WindowSettings.wholeSlices(8, 16));
    long result = 40L * 64 * 64 * 4;
    long each = 64 * 64 * (8 + 2 * 4);
    RunContext tight = CONTEXT.withMemoryBudget(result + 5 * each);
    assertEquals(4, windows.plan(40, 64, 64, tight).batch());
    FloatStack input = random(40, 64, 64, 3);
    assertArrayEquals(
        apply(WindowSettings.wholeSlices(8, 16), input, UNEVEN, CONTEXT).data(),
        apply(WindowSettings.wholeSlices(8, 16), input, UNEVEN, tight).data());
    RunContext none = CONTEXT.withMemoryBudget(result / 2 + each);
    ResourceException failure =
        assertThrows(ResourceException.class, () -> windows.plan(40, 64, 64, none));
    assertEquals(
        "40 slices of 64 x 64 voxels in windows of 1 x 64 x 64 need 0.7 MB (1 slices of sums 0.0 MB,"
            + " one window 0.0 MB, result 0.7 MB), the budget is 0.4 MB; raise it (and -Xmx), or"
            + " take at most 20 slices at a time",
        failure.getMessage());
    RunContext less = CONTEXT.withMemoryBudget(each);
    assertTrue(
        assertThrows(ResourceException.class, () -> windows.plan(40, 64, 64, less))
            .getMessage()
            .endsWith("or take smaller windows"));
  }

  @Test
  void progressCountsWindowsAndCancellingStops() {
    FloatStack input = random(6, 16, 16, 1);
    long[] last = new long[2];
    apply(
        WindowSettings.squares(8, 0, 3),
        input,
        IDENTITY,
        CONTEXT.withProgress(
            (stage, done, total) -> {
              assertTrue(done > last[0], "progress must rise");
              last[0] = done;
              last[1] = total;
            }));
    assertArrayEquals(new long[] {24, 24}, last);
    AtomicLong calls = new AtomicLong();
    ProgressListener stopping =
        new ProgressListener() {
          @Override
          public void progress(String stage, long done, long total) {}

          @Override
          public boolean cancelled() {
            return calls.get() >= 2;
          }
        };
    assertThrows(
        CancellationException.class,
        () ->
            apply(
                WindowSettings.squares(8, 0, 3),
                input,
                (windows, count, shape) -> {
                  calls.incrementAndGet();
                  return windows;
                },
                CONTEXT.withProgress(stopping)));
    assertEquals(2, calls.get());
  }

  @Test
  void refusesWhatIsNotFiniteOrTooShort() {
    FloatStack input = random(2, 8, 8, 1);
    WindowSettings settings = WindowSettings.squares(8, 0, 1);
    ModelException bad =
        assertThrows(
            ModelException.class,
            () ->
                apply(
                    settings,
                    input,
                    (windows, count, shape) -> {
                      float[] made = windows.clone();
                      made[8 * 3 + 5] = Float.NaN;
                      return made;
                    },
                    CONTEXT.withParallelism(1)));
    assertTrue(bad.getMessage().contains("NaN at slice 0, row 3, column 5"), bad.getMessage());
    IllegalStateException few =
        assertThrows(
            IllegalStateException.class,
            () -> apply(settings, input, (w, n, s) -> Arrays.copyOf(w, 10), CONTEXT));
    assertTrue(few.getMessage().contains("10 values for 1 windows of 64"), few.getMessage());
    assertThrows(IllegalArgumentException.class, () -> WindowSide.sliding(0, 0));
    assertThrows(IllegalArgumentException.class, () -> WindowSide.sliding(4, 1));
    assertThrows(IllegalArgumentException.class, () -> WindowSide.sliding(4, Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> WindowSettings.cubes(4, 0.5, 0));
  }
}
