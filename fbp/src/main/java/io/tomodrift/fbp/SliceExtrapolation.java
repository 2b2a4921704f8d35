package io.tomodrift.fbp;

import io.tomodrift.geometry.stack.FloatStack;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which slices of a stack are extrapolated, and how. Decided over the whole stack, so that it does
 * not depend on how the slices are batched.
 */
final class SliceExtrapolation {

  private static final Logger LOG = LoggerFactory.getLogger(SliceExtrapolation.class);

  private final TruncationExtrapolation method;
  private final boolean[] slices;

  private SliceExtrapolation(TruncationExtrapolation method, boolean[] slices) {
    this.method = method;
    this.slices = slices;
  }

  static SliceExtrapolation of(
      FloatStack sinogram, RedundancyWeights weights, FbpSettings settings) {
    boolean[] slices = new boolean[sinogram.slices()];
    switch (settings.truncation()) {
      case NONE -> {}
      case COSINE, WATER -> Arrays.fill(slices, true);
      case AUTO -> {
        int open = weights.openSide();
        slices = new TruncationDetector(sinogram, open >= 0, open <= 0).truncatedSlices();
        report(slices);
      }
    }
    TruncationExtrapolation method =
        settings.truncation() == Truncation.COSINE
            ? TruncationExtrapolation.cosine()
            : TruncationExtrapolation.water(settings.water());
    return new SliceExtrapolation(method, slices);
  }

  private static void report(boolean[] slices) {
    int count = 0;
    int first = -1;
    for (int s = 0; s < slices.length; s++) {
      if (slices[s]) {
        first = count == 0 ? s : first;
        count++;
      }
    }
    if (count > 0) {
      LOG.info(
          "projections of {} of {} slices (first: {}) do not fall to zero at the detector's edge; they are continued as water, values near the edge of the field of view are estimates",
          count,
          slices.length,
          first);
    }
  }

  boolean any() {
    for (boolean slice : slices) {
      if (slice) {
        return true;
      }
    }
    return false;
  }

  /** Whether a slice of the sinogram is continued. */
  boolean applies(int slice) {
    return slices[slice];
  }

  void extend(double[] line, double[] lateralMm, int from, int to) {
    method.extend(line, lateralMm, from, to);
  }
}
