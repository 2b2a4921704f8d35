package io.tomodrift.sinograms.check;

import io.tomodrift.geometry.helical.FocalSpotMode;
import java.util.stream.IntStream;

/** Chooses views spread over a scan. */
final class ViewSample {

  private static final int LONGEST_PERIOD = FocalSpotMode.MOST_POSITIONS;

  private ViewSample() {}

  /** Rising indices of {@code wanted} of {@code views} views, of every focal spot equally many. */
  static int[] spread(int views, int wanted) {
    if (wanted >= views) {
      return IntStream.range(0, views).toArray();
    }
    boolean room = views / wanted >= LONGEST_PERIOD;
    return IntStream.range(0, wanted)
        .map(i -> onFocalSpot((int) ((long) i * views / wanted), room ? i % LONGEST_PERIOD : -1))
        .toArray();
  }

  private static int onFocalSpot(int view, int state) {
    return state < 0 ? view : view / LONGEST_PERIOD * LONGEST_PERIOD + state;
  }
}
