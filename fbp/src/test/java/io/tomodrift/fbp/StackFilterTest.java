package io.tomodrift.fbp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.Angles;
import io.tomodrift.geometry.FanBeamGeometry;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.SinogramUnit;
import io.tomodrift.geometry.stack.SliceAxis;
import io.tomodrift.geometry.stack.SliceLayout;
import io.tomodrift.projectors.ProjectionFilter;
import io.tomodrift.projectors.backend.Backend;
import io.tomodrift.projectors.backend.Backends;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StackFilterTest {

  private static final FanBeamGeometry FAN = Scans.coarseArc(0.25, Angles.fullTurn(37));

  /** Discs of which every second one is cut off by the detector. */
  private static Sinogram discs(int slices, SliceLayout layout) {
    FloatStack stack = FloatStack.zeros(slices, FAN.views(), FAN.channels(), layout);
    for (int s = 0; s < slices; s++) {
      Ellipse disc = Ellipse.disc(10, 5, s % 2 == 0 ? 120 + s : 300 + s, 0.02);
      Ellipse.sinogram(FAN, disc).stack().copyInto(0, stack, s, 1);
    }
    return new Sinogram(stack, FAN, SliceAxis.UNIT, SinogramUnit.LINE_INTEGRAL);
  }

  private static FloatStack filtered(StackFilter filter, int from, int count) {
    RunContext context = RunContext.defaults().withParallelism(2);
    try (Backend backend = Backends.select("cpu", context);
        ProjectionFilter convolution = filter.open(backend)) {
      FloatStack result = filter.newFiltered(count);
      filter.filter(from, result, convolution, context);
      return result;
    }
  }

  private static float[] slice(FloatStack stack, int slice) {
    return stack.copySlices(slice, slice + 1, SliceLayout.PLANAR).data();
  }

  @ParameterizedTest
  @EnumSource(Truncation.class)
  void everySliceHasTheSameBitsInAnyLayoutBatchAndBlock(Truncation truncation) {
    FbpSettings settings = FbpSettings.defaults().withTruncation(truncation);
    FloatStack all = filtered(new StackFilter(discs(19, SliceLayout.PLANAR), settings), 0, 19);
    for (SliceLayout layout : SliceLayout.values()) {
      Sinogram sinogram = discs(19, layout);
      for (int[] batch : new int[][] {{0, 19}, {3, 1}, {2, 8}, {1, 17}}) {
        // Blocks of one view, of a few (37 is not a multiple), and of all.
        for (long blockBytes : new long[] {1, 200_000, 1 << 28}) {
          FloatStack part =
              filtered(new StackFilter(sinogram, settings, blockBytes), batch[0], batch[1]);
          for (int s = 0; s < batch[1]; s++) {
            assertArrayEquals(slice(all, batch[0] + s), slice(part, s));
          }
        }
      }
    }
  }

  @Test
  void onlyTruncatedSlicesAreContinued() {
    FloatStack plain =
        filtered(
            new StackFilter(
                discs(2, SliceLayout.PLANAR),
                FbpSettings.defaults().withTruncation(Truncation.NONE)),
            0,
            2);
    FloatStack continued =
        filtered(new StackFilter(discs(2, SliceLayout.PLANAR), FbpSettings.defaults()), 0, 2);
    double small = 0;
    double large = 0;
    for (int v = 0; v < FAN.views(); v++) {
      for (int c = 0; c < FAN.channels(); c++) {
        small = Math.max(small, Math.abs(plain.get(0, v, c) - continued.get(0, v, c)));
        large = Math.max(large, Math.abs(plain.get(1, v, c) - continued.get(1, v, c)));
      }
    }
    // The kernel reaches further with an extension, and the transform is longer; both to rounding.
    assertTrue(small < 1e-4 * large, small + " " + large);
  }

  @Test
  void transformLengthsAreThoseOfLeastWork() {
    assertEquals(1536, FftSizes.cheapest(1471));
    assertEquals(1536, FftSizes.cheapest(1500));
    assertEquals(2048, FftSizes.cheapest(2047));
    for (int least = 1; least < 3000; least += 7) {
      int size = FftSizes.cheapest(least);
      assertTrue(size >= least && size % 2 == 0 && size <= 2 * least + 2, least + ": " + size);
      assertEquals(size, FftSizes.atLeast(size));
    }
  }
}
