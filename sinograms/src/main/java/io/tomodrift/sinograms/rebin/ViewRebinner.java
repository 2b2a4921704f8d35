package io.tomodrift.sinograms.rebin;

import io.tomodrift.geometry.helical.ConeDetector;
import java.util.List;

/**
 * Rebins some neighbouring views of the grid at a time, for all heights of a slab. Scratch space of
 * one thread.
 */
final class ViewRebinner {

  /** Views rebinned together. */
  static final int BLOCK = 8;

  /** Channels whose columns are interpolated together, so that they stay in the cache. */
  private static final int CHANNELS = 32;

  /** Columns that these read, with neighbours and some that they skip. */
  private static final int KEPT_COLUMNS = CHANNELS + 8;

  private static final double TWO_PI = 2 * Math.PI;

  private final SliceSampler[] samplers = new SliceSampler[BLOCK];
  private final double lowestRad;
  private final double highestRad;
  private final boolean oneTurn;
  private final ZInterval heights;
  private final int[] members = new int[BLOCK];
  private final double[] memberRad = new double[BLOCK];
  private final ColumnRuns[] runs = new ColumnRuns[2];
  private final ChannelRun[] channels = new ChannelRun[2];
  private final InterlacedRows interlaced;
  private SliceSampler sampler;

  /**
   * Prepares for a slab.
   *
   * @param heightsMm Z of everything to sample, in any order
   * @param lowestRad lowest unwrapped angle in the window
   * @param highestRad highest unwrapped angle in the window
   */
  ViewRebinner(
      RebinPlan plan,
      ViewWindow window,
      double[] heightsMm,
      double lowestRad,
      double highestRad,
      RowWeight weight) {
    RebinSettings settings = plan.settings();
    ConeDetector detector = plan.scan().detector();
    this.lowestRad = lowestRad;
    this.highestRad = highestRad;
    this.oneTurn = settings.mode() == RebinMode.SHORT_SCAN;
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double z : heightsMm) {
      low = Math.min(low, z);
      high = Math.max(high, z);
    }
    this.heights = new ZInterval(low, high);
    boolean cubic = settings.interpolation() == RayInterpolation.CUBIC;
    int fanChannels = plan.geometry().channels();
    boolean nearest = settings.mode() != RebinMode.WEIGHTED;
    for (int i = 0; i < BLOCK; i++) {
      samplers[i] = new SliceSampler(heightsMm, fanChannels, detector.rows(), weight, nearest);
    }
    this.interlaced = new InterlacedRows(detector.rows());
    for (int i = 0; i < runs.length; i++) {
      runs[i] =
          new ColumnRuns(
              window,
              detector.columns(),
              KEPT_COLUMNS,
              detector.rows(),
              detector.centreRow(),
              cubic,
              BLOCK);
      channels[i] = new ChannelRun(detector.rows(), detector.centreRow(), cubic);
    }
  }

  /**
   * Estimates all rays of some views; the result stays until the next call.
   *
   * @param groups ray groups of each view, at most {@link #BLOCK}
   * @param sourceRad source angle of each view, rad
   */
  void rebin(List<List<RayGroup>> groups, double[] sourceRad) {
    for (SliceSampler sampler : samplers) {
      sampler.clear();
    }
    int most = groups.stream().mapToInt(List::size).max().orElse(0);
    for (int g = 0; g < most; g++) {
      rebinGroups(groups, g, sourceRad);
    }
  }

  private void rebinGroups(List<List<RayGroup>> groups, int g, double[] sourceRad) {
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    for (int view = 0; view < groups.size(); view++) {
      if (g < groups.get(view).size()) {
        RayGroup group = groups.get(view).get(g);
        first = Math.min(first, oneTurn ? 0 : firstTurn(group, sourceRad[view]));
        last = Math.max(last, oneTurn ? 0 : lastTurn(group, sourceRad[view]));
      }
    }
    for (long turn = first; turn <= last; turn++) {
      for (int view = 0; view < groups.size(); view++) {
        if (g < groups.get(view).size() && isFirstOf(groups, g, view)) {
          rebinTurn(groups, g, groups.get(view).get(g), sourceRad, turn * TWO_PI);
        }
      }
    }
  }

  private static boolean isFirstOf(List<List<RayGroup>> groups, int g, int view) {
    RayGroup group = groups.get(view).get(g);
    for (int earlier = 0; earlier < view; earlier++) {
      if (g < groups.get(earlier).size() && groups.get(earlier).get(g) == group) {
        return false;
      }
    }
    return true;
  }

  /** The rays of one of the views last rebinned. */
  SliceSampler rays(int view) {
    return samplers[view];
  }

  private long firstTurn(RayGroup group, double sourceRad) {
    return (long) Math.floor((lowestRad - sourceRad - group.highestOffsetRad()) / TWO_PI);
  }

  private long lastTurn(RayGroup group, double sourceRad) {
    return (long) Math.ceil((highestRad - sourceRad - group.lowestOffsetRad()) / TWO_PI);
  }

  /** One turn of all views that read a group. */
  private void rebinTurn(
      List<List<RayGroup>> groups, int g, RayGroup group, double[] sourceRad, double turnRad) {
    int count = 0;
    for (int view = 0; view < groups.size(); view++) {
      if (g < groups.get(view).size() && groups.get(view).get(g) == group) {
        members[count] = view;
        memberRad[count++] = sourceRad[view] + turnRad;
      }
    }
    boolean seen = false;
    boolean reaches = false;
    for (int s = 0; s < group.spots(); s++) {
      seen |= runs[s].aim(group.map(s), group.track(s), memberRad, count, heights);
      reaches |= runs[s].reaches();
    }
    if (!seen || (!reaches && group.outer().length == 0)) {
      return;
    }
    int[] wanted = reaches ? group.channels() : group.outer();
    int start = 0;
    while (start < wanted.length) {
      start = addRays(group, wanted, start, count, reaches);
    }
  }

  /** Adds the rays of as many channels as read columns that fit; returns the next channel. */
  private int addRays(RayGroup group, int[] wanted, int start, int count, boolean reaches) {
    int end = Math.min(wanted.length, start + CHANNELS);
    for (int s = 0; s < group.spots(); s++) {
      end = interpolateColumns(runs[s], wanted, start, end);
    }
    for (int k = 0; k < count; k++) {
      sampler = samplers[members[k]];
      for (int s = 0; s < group.spots(); s++) {
        runs[s].turnTo(k);
      }
      for (int i = start; i < end; i++) {
        if (reaches) {
          addMeasured(group, wanted[i]);
        }
        if (group.isOuter(wanted[i]) && channels[0].locate(runs[0], wanted[i])) {
          sampler.addStandIn(wanted[i], channels[0]);
        }
      }
    }
    return end;
  }

  /** Interpolates the columns that channels read; returns the end of those whose columns fit. */
  private static int interpolateColumns(ColumnRuns run, int[] wanted, int start, int end) {
    RayMap map = run.map();
    int low = Integer.MAX_VALUE;
    int high = Integer.MIN_VALUE;
    int i = start;
    for (; i < end; i++) {
      double place = map.place(wanted[i]);
      if (!Double.isNaN(place)) {
        int newLow = Math.min(low, Math.max(0, (int) place - 1));
        int newHigh = Math.max(high, Math.min(map.columns() - 1, (int) place + 2));
        if (newHigh - newLow >= KEPT_COLUMNS) {
          break;
        }
        low = newLow;
        high = newHigh;
      }
    }
    if (low <= high) {
      run.interpolate(low, high);
    }
    return i;
  }

  private void addMeasured(RayGroup group, int channel) {
    boolean first = channels[0].locate(runs[0], channel);
    boolean second = group.spots() > 1 && channels[1].locate(runs[1], channel);
    if (first && second) {
      sampler.add(channel, channels[0], channels[1], interlaced);
    } else if (first || second) {
      sampler.add(channel, channels[first ? 0 : 1]);
    }
  }
}
