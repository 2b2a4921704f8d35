package io.tomodrift.sinograms.rebin;

import io.tomodrift.geometry.helical.ConeDetector;
import java.util.ArrayList;
import java.util.List;

/**
 * Rebins some views of the grid at a time, for all heights of a slab, channel by channel. Scratch
 * space of one thread.
 */
final class ViewRebinner {

  private static final double TWO_PI = 2 * Math.PI;

  private final RebinPlan plan;
  private final ViewWindow window;
  private final double lowestRad;
  private final double highestRad;
  private final boolean oneTurn;
  private final boolean cubic;
  private final ConeDetector detector;
  private final ZInterval heights;
  private final BlockSampler sampler;
  private final ColumnPlanes.Scratch scratch;
  private final ChannelRays first;
  private final ChannelRays second;
  private final List<Pass> passes = new ArrayList<>();
  private int passCount;

  /** One turn of one ray group. */
  private static final class Pass {
    private final ColumnPlanes[] planes = new ColumnPlanes[2];
    private RayGroup group;
    private boolean reaches;
  }

  /** Receives the rays of one channel, which the sampler holds until this returns. */
  @FunctionalInterface
  interface Receiver {
    /** Takes a channel; {@code whole} if all of its rays were measured. */
    void take(int channel, BlockSampler rays, boolean whole);
  }

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
    this.plan = plan;
    this.window = window;
    this.detector = plan.scan().detector();
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
    this.cubic = settings.interpolation() == RayInterpolation.CUBIC;
    boolean nearest = settings.mode() != RebinMode.WEIGHTED;
    this.sampler = new BlockSampler(heightsMm, detector.rows(), weight, nearest);
    this.scratch = new ColumnPlanes.Scratch(window, detector.rows());
    this.first = new ChannelRays(detector.rows(), detector.centreRow(), cubic);
    this.second = new ChannelRays(detector.rows(), detector.centreRow(), cubic);
  }

  /**
   * Estimates all rays of some views that read the same groups, one focal spot step apart.
   *
   * @param groups ray groups of the views
   * @param sourceRad source angles, rising, rad; {@code count} of them, at most {@link Lanes#VIEWS}
   */
  void rebin(List<RayGroup> groups, double[] sourceRad, int count, Receiver receiver) {
    passCount = 0;
    for (RayGroup group : groups) {
      long from = oneTurn ? 0 : firstTurn(group, sourceRad[count - 1]);
      long to = oneTurn ? 0 : lastTurn(group, sourceRad[0]);
      for (long turn = from; turn <= to; turn++) {
        addPass(group, sourceRad, count, turn * TWO_PI);
      }
    }
    int channels = plan.geometry().channels();
    for (int channel = 0; channel < channels; channel++) {
      sampler.clear();
      for (int p = 0; p < passCount; p++) {
        if (passes.get(p).group.serves(channel)) {
          addRays(passes.get(p), channel);
        }
      }
      boolean whole = sampler.finish(count);
      receiver.take(channel, sampler, whole);
    }
  }

  private long firstTurn(RayGroup group, double sourceRad) {
    return (long) Math.floor((lowestRad - sourceRad - group.highestOffsetRad()) / TWO_PI);
  }

  private long lastTurn(RayGroup group, double sourceRad) {
    return (long) Math.ceil((highestRad - sourceRad - group.lowestOffsetRad()) / TWO_PI);
  }

  private void addPass(RayGroup group, double[] sourceRad, int count, double turnRad) {
    double from = sourceRad[0] + turnRad + group.lowestOffsetRad();
    double to = sourceRad[count - 1] + turnRad + group.highestOffsetRad();
    boolean seen = false;
    boolean reaches = false;
    for (int s = 0; s < group.spots(); s++) {
      ZInterval sources = group.track(s).zBetween(from, to);
      if (sources != null) {
        seen = true;
        reaches |=
            sources.fromMm() - plan.reachMm() <= heights.toMm()
                && sources.toMm() + plan.reachMm() >= heights.fromMm();
      }
    }
    if (!seen || (!reaches && group.outer().length == 0)) {
      return;
    }
    Pass pass = nextPass();
    pass.group = group;
    pass.reaches = reaches;
    double[] memberRad = new double[count];
    for (int k = 0; k < count; k++) {
      memberRad[k] = sourceRad[k] + turnRad;
    }
    for (int s = 0; s < group.spots(); s++) {
      if (pass.planes[s] == null) {
        pass.planes[s] = new ColumnPlanes(window, scratch, detector, cubic);
      }
      pass.planes[s].start(group.map(s), group.track(s), memberRad, count, heights);
    }
  }

  private Pass nextPass() {
    if (passCount == passes.size()) {
      passes.add(new Pass());
    }
    return passes.get(passCount++);
  }

  private void addRays(Pass pass, int channel) {
    boolean outer = pass.group.isOuter(channel);
    if (!pass.reaches && !outer) {
      return;
    }
    boolean a = first.locate(pass.planes[0], channel);
    boolean b = pass.group.spots() > 1 && second.locate(pass.planes[1], channel);
    if (a && pass.reaches) {
      sampler.add(first, b ? second : null);
    } else if (b && pass.reaches) {
      sampler.add(second, null);
    }
    if (outer && a) {
      sampler.addStandIn(first);
    }
  }
}
