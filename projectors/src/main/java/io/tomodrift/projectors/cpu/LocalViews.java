package io.tomodrift.projectors.cpu;

import java.util.Arrays;

/**
 * The views of a part of an image: cut out around the curve of its centre, and fewer than those of
 * the scan. Row {@code k points() + m} is view {@code k factor()} of the section at {@code (m -
 * middle()) / LocalGrid.POINTS} channels from the curve. Owned by one thread.
 */
final class LocalViews {
  /** Points made at a time, few enough for their rows to stay in a near cache. */
  private static final int STRIP = 8;

  /** Views made at a time. */
  private static final int BLOCK_VIEWS = 18;

  /** Channels beyond the ends of the detector that repeat the last one; beyond them all is zero. */
  private static final int MARGIN = 4;

  /** Largest product of the factor and the speed of the part's corners, in channels. */
  private static final double LARGEST_DRIFT = 1;

  private final LaneKernels kernels;
  private final int channels;
  private final int sectionViews;
  private final int padding;
  private final int lanes;
  private final ListTaps reading = new ListTaps(STRIP, LocalGrid.TAPS);
  private final int[] origin = new int[LocalGrid.POINTS];
  private final float[][] weights = new float[LocalGrid.POINTS][LocalGrid.TAPS];
  private final LaneRows cutRows = new LaneRows();
  private final LaneRows rows = new LaneRows();
  private float[] cut = new float[0];
  private float[] values = new float[0];
  private ListTaps filter;
  private int factor;
  private int middle;
  private int points;

  /**
   * Makes an empty set.
   *
   * @param sectionViews views of the scan that one section has
   * @param padding views before the section among the rows it is made from
   */
  LocalViews(LaneKernels kernels, int channels, int sectionViews, int padding, int lanes) {
    this.kernels = kernels;
    this.channels = channels;
    this.sectionViews = sectionViews;
    this.padding = padding;
    this.lanes = lanes;
    for (int m = 0; m < STRIP; m++) {
      for (int tap = 0; tap < LocalGrid.TAPS; tap++) {
        reading.add(m, 0, 0);
      }
    }
  }

  /** Most rows that a part of so many channels can need. */
  static long mostRows(int sectionViews, double reachChannels, double channelsPerView) {
    int factor = ViewDecimation.factor(LARGEST_DRIFT / channelsPerView, sectionViews);
    return (long) sectionViews / factor * pointsFor(reachChannels);
  }

  /** Taps that a section of a part takes, the back projection of its pixels included. */
  static double taps(int sectionViews, double reachChannels, double channelsPerView, long pixels) {
    int factor = ViewDecimation.factor(LARGEST_DRIFT / channelsPerView, sectionViews);
    double filtering = (2.0 * ViewDecimation.reach(factor) + 1) / factor;
    double making = pointsFor(reachChannels) * (LocalGrid.TAPS + filtering);
    return sectionViews * (making + 2.0 * pixels / factor);
  }

  /** Rows held besides. */
  static long cutRows() {
    int factor = ViewDecimation.LARGEST_FACTOR;
    return (long) STRIP * ((BLOCK_VIEWS - 1) * factor + 2 * ViewDecimation.reach(factor) + 1);
  }

  private static int pointsFor(double reachChannels) {
    int needed = 2 * middleFor(reachChannels) + 1;
    return (needed + STRIP - 1) / STRIP * STRIP;
  }

  private static int middleFor(double reachChannels) {
    return (int) Math.ceil(reachChannels * LocalGrid.POINTS) + 2;
  }

  /** Views of the scan that one stands for. */
  int factor() {
    return factor;
  }

  /** Number of views. */
  int count() {
    return sectionViews / factor;
  }

  /** Points in a view. */
  int points() {
    return points;
  }

  /** The point on the curve. */
  int middle() {
    return middle;
  }

  /** The views. */
  LaneRows rows() {
    return rows;
  }

  /**
   * Makes the views of one section.
   *
   * @param scan rows of the section, from {@code padding} views before it to as many after it
   * @param curve where the part is
   * @param section which
   */
  void make(LaneRows scan, PartCurve curve, int section) {
    choose(curve, section);
    int needed = count() * points * lanes;
    if (values.length < needed) {
      values = new float[needed];
    } else {
      Arrays.fill(values, 0, needed, 0);
    }
    for (int first = 0; first < count(); first += BLOCK_VIEWS) {
      int end = Math.min(count(), first + BLOCK_VIEWS);
      for (int point = 0; point < points; point += STRIP) {
        if (factor == 1) {
          read(scan, curve, section, first, end, point, values, points);
        } else {
          addStrip(scan, curve, section, first, end, point);
        }
      }
    }
    rows.take(values, count() * points, lanes, kernels.separateRows(lanes));
  }

  private void choose(PartCurve curve, int section) {
    int before = factor;
    factor = ViewDecimation.factor(LARGEST_DRIFT / curve.channelsPerView(), sectionViews);
    middle = middleFor(curve.reachChannels(section));
    points = pointsFor(curve.reachChannels(section));
    if (factor == before) {
      return;
    }
    double[] weight = ViewDecimation.filter(factor);
    filter = new ListTaps(STRIP, weight.length);
    for (int m = 0; m < STRIP; m++) {
      for (int k = 0; k < weight.length; k++) {
        filter.add(m, k * STRIP + m, (float) weight[k]);
      }
    }
  }

  /** Cuts a strip out of all views of the scan that a block of views needs, and filters it. */
  private void addStrip(
      LaneRows scan, PartCurve curve, int section, int first, int end, int point) {
    int reach = ViewDecimation.reach(factor);
    int from = first * factor - reach;
    int to = (end - 1) * factor + reach + 1;
    int needed = (to - from) * STRIP * lanes;
    if (cut.length < needed) {
      cut = new float[needed];
    } else {
      Arrays.fill(cut, 0, needed, 0);
    }
    read(scan, curve, section, from, to, point, cut, STRIP);
    cutRows.take(cut, (to - from) * STRIP, lanes, kernels.separateRows(lanes));
    for (int k = first; k < end; k++) {
      int base = (k - first) * factor * STRIP;
      int sum = (k * points + point) * lanes;
      kernels.addLists(cutRows, base, filter, 0, STRIP, values, sum, lanes);
    }
  }

  /**
   * Reads a strip of points of views {@code from} to {@code to - 1}; factor 1 keeps their place.
   */
  private void read(
      LaneRows scan,
      PartCurve curve,
      int section,
      int from,
      int to,
      int point,
      float[] target,
      int stride) {
    boolean cutting = target == cut;
    int firstView = cutting ? from : 0;
    int column = cutting ? 0 : point;
    for (int v = from; v < to; v++) {
      double centre = curve.centreChannel(section * sectionViews + v);
      place(centre, point, (v + padding) * channels);
      int sum = ((v - firstView) * stride + column) * lanes;
      kernels.addLists(scan, 0, reading, 0, STRIP, target, sum, lanes);
    }
  }

  private void place(double centre, int point, int row) {
    int[] position = reading.position();
    float[] weight = reading.weight();
    for (int phase = 0; phase < LocalGrid.POINTS; phase++) {
      double channel = centre + (double) (point + phase - middle) / LocalGrid.POINTS;
      origin[phase] = (int) Math.floor(channel);
      LocalGrid.weights(channel - origin[phase], weights[phase]);
    }
    for (int m = 0; m < STRIP; m++) {
      float[] shares = weights[m % LocalGrid.POINTS];
      int before = origin[m % LocalGrid.POINTS] + m / LocalGrid.POINTS;
      for (int tap = 0; tap < LocalGrid.TAPS; tap++) {
        int wanted = before - 1 + tap;
        boolean known = wanted >= -MARGIN && wanted < channels + MARGIN;
        int at = tap * reading.stride() + m;
        position[at] = row + Math.max(0, Math.min(channels - 1, wanted));
        weight[at] = known ? shares[tap] : 0;
      }
    }
  }
}
