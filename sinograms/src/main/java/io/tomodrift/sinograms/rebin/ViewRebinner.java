package io.tomodrift.sinograms.rebin;

import io.tomodrift.geometry.helical.ConeDetector;
import java.util.List;

/**
 * Rebins one view of the grid at a time, for all heights of a slab. Scratch space of one thread.
 */
final class ViewRebinner {

  /** Views rebinned together. */
  static final int BLOCK = 4;

  private static final double TWO_PI = 2 * Math.PI;

  private final SliceSampler[] samplers = new SliceSampler[BLOCK];
  private final double lowestRad;
  private final double highestRad;
  private final boolean oneTurn;
  private final double lowestMm;
  private final double highestMm;
  private final double centreRow;
  private final int lastRow;
  private final ColumnRuns[] runs = new ColumnRuns[2];
  private final ChannelRun[] channels = new ChannelRun[2];
  private SliceSampler sampler;
  private int fromRow;
  private int toRow;

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
    this.centreRow = detector.centreRow();
    this.lastRow = detector.rows() - 1;
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double z : heightsMm) {
      low = Math.min(low, z);
      high = Math.max(high, z);
    }
    this.lowestMm = low;
    this.highestMm = high;
    boolean cubic = settings.interpolation() == RayInterpolation.CUBIC;
    int fanChannels = plan.geometry().channels();
    boolean nearest = settings.mode() != RebinMode.WEIGHTED;
    for (int i = 0; i < BLOCK; i++) {
      samplers[i] = new SliceSampler(heightsMm, fanChannels, lastRow + 1, weight, nearest);
    }
    for (int i = 0; i < runs.length; i++) {
      runs[i] = new ColumnRuns(window, detector.columns(), detector.rows(), cubic);
      channels[i] = new ChannelRun(detector.rows(), centreRow, cubic);
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
        if (g < groups.get(view).size()) {
          sampler = samplers[view];
          rebinTurn(groups.get(view).get(g), sourceRad[view] + turn * TWO_PI);
        }
      }
    }
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

  private void rebinTurn(RayGroup group, double sourceRad) {
    fromRow = Integer.MAX_VALUE;
    toRow = Integer.MIN_VALUE;
    for (int s = 0; s < group.spots(); s++) {
      runs[s].aim(group.map(s), group.track(s), sourceRad);
      includeRows(runs[s]);
    }
    boolean reaches = fromRow <= lastRow && toRow >= 0;
    boolean seen = fromRow <= toRow;
    if (!seen || (!reaches && group.outer().length == 0)) {
      return;
    }
    fromRow = Math.max(0, Math.min(lastRow, fromRow));
    toRow = Math.max(0, Math.min(lastRow, toRow));
    for (int s = 0; s < group.spots(); s++) {
      runs[s].interpolate(fromRow, toRow);
    }
    if (reaches) {
      for (int channel : group.channels()) {
        addMeasured(group, channel);
      }
    }
    for (int channel : group.outer()) {
      if (channels[0].read(runs[0], channel, fromRow, toRow)) {
        sampler.addStandIn(channel, channels[0]);
      }
    }
  }

  /** Widens the range of rows to what any column needs, with one to spare on each side. */
  private void includeRows(ColumnRuns column) {
    RayMap map = column.map();
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < map.columns(); c++) {
      double middle = column.zMm(c) + map.liftMm(c);
      double rowsPerMm = map.rowsPerMm(c);
      double lowest = (lowestMm - middle) * rowsPerMm;
      double highest = (highestMm - middle) * rowsPerMm;
      // A column that did not measure has NaN here, which compares false.
      low = lowest < low ? lowest : low;
      high = highest > high ? highest : high;
    }
    if (low <= high) {
      fromRow = Math.min(fromRow, (int) Math.floor(low + centreRow) - 1);
      toRow = Math.max(toRow, (int) Math.ceil(high + centreRow) + 1);
    }
  }

  private void addMeasured(RayGroup group, int channel) {
    boolean first = channels[0].read(runs[0], channel, fromRow, toRow);
    boolean second = group.spots() > 1 && channels[1].read(runs[1], channel, fromRow, toRow);
    if (first && second) {
      sampler.add(channel, channels[0], channels[1]);
    } else if (first || second) {
      sampler.add(channel, channels[first ? 0 : 1]);
    }
  }
}
