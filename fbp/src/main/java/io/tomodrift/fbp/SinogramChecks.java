package io.tomodrift.fbp;

import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.run.ParallelLoop;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.SinogramUnit;
import io.tomodrift.geometry.stack.SliceLayout;
import java.util.Arrays;

/** Refuses sinograms that would spoil whole images. */
final class SinogramChecks {

  private SinogramChecks() {}

  static void requireUsable(Sinogram sinogram, RunContext context) {
    if (sinogram.unit() != SinogramUnit.LINE_INTEGRAL) {
      throw new FormatException(
          "filtered back projection needs line integrals, the sinogram holds %s; take -ln(counts / air) first"
              .formatted(sinogram.unit()));
    }
    FloatStack stack = sinogram.stack();
    long[] bad = new long[stack.rows()];
    ParallelLoop.run(context, "check", stack.rows(), view -> bad[view] = countBad(stack, view));
    long total = Arrays.stream(bad).sum();
    if (total > 0) {
      throw firstBad(stack, total);
    }
  }

  private static long countBad(FloatStack stack, int view) {
    return stack.layout() == SliceLayout.PLANAR
        ? countBadPlanar(stack, view)
        : countBadInterleaved(stack, view);
  }

  private static long countBadPlanar(FloatStack stack, int view) {
    long bad = 0;
    for (int s = 0; s < stack.slices(); s++) {
      int index = stack.index(s, view, 0);
      bad += countBad(stack.data(), index, index + stack.columns());
    }
    return bad;
  }

  private static long countBadInterleaved(FloatStack stack, int view) {
    long bad = 0;
    for (int c = 0; c < stack.columns(); c++) {
      int index = stack.index(0, view, c);
      bad += countBad(stack.data(), index, index + stack.slices());
    }
    return bad;
  }

  private static long countBad(float[] data, int from, int to) {
    long bad = 0;
    for (int i = from; i < to; i++) {
      bad += Float.isFinite(data[i]) ? 0 : 1;
    }
    return bad;
  }

  private static FormatException firstBad(FloatStack stack, long total) {
    for (int s = 0; s < stack.slices(); s++) {
      for (int v = 0; v < stack.rows(); v++) {
        for (int c = 0; c < stack.columns(); c++) {
          float value = stack.get(s, v, c);
          if (!Float.isFinite(value)) {
            return new FormatException(
                "%d values of the sinogram are not finite, the first is %s at slice %d, view %d, channel %d; repair dead channels or saturated counts first"
                    .formatted(total, value, s, v, c));
          }
        }
      }
    }
    throw new IllegalStateException("the sinogram changed while it was checked");
  }
}
