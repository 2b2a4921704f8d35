package io.tomodrift.sinograms.rebin;

import io.tomodrift.geometry.FanBeamGeometry;
import java.util.Arrays;
import java.util.List;

/**
 * Coverage of stacks whose views span a turn: for every view of the grid and a sample of the
 * channels of the symmetric fan, ends included, the intervals in which any turn measures the ray.
 */
final class TurnCoverage implements Coverage {

  private static final int CHANNELS = 33;

  /** Taken off the ends, as a share of the row height: rays lie between the sampled ones. */
  private static final double MARGIN_ROWS = 0.01;

  private final double marginMm;
  private final int rays;
  private final GapSet gaps = new GapSet();
  private double[] low = new double[64];
  private double[] high = new double[64];

  TurnCoverage(
      FanBeamGeometry fan,
      RayGroups groups,
      SpotPattern pattern,
      RayReach reach,
      double rowHeightMm) {
    this.marginMm = MARGIN_ROWS * rowHeightMm;
    int[] channels = symmetricSample(fan, groups, CHANNELS);
    double lowest = pattern.tracks().stream().mapToDouble(SpotTrack::lowestRad).min().orElseThrow();
    double highest =
        pattern.tracks().stream().mapToDouble(SpotTrack::highestRad).max().orElseThrow();
    for (int view = 0; view < fan.views(); view++) {
      for (int channel : channels) {
        addRay(groups.of(view), channel, fan.angles().rad(view), lowest, highest, reach);
      }
    }
    this.rays = fan.views() * channels.length;
  }

  /** Channels of the symmetric fan, evenly spread, ends included. */
  static int[] symmetricSample(FanBeamGeometry fan, RayGroups groups, int wanted) {
    int channels = fan.detector().channels();
    int first = 0;
    while (!groups.symmetric(first)) {
      first++;
    }
    int last = channels - 1;
    while (!groups.symmetric(last)) {
      last--;
    }
    int[] sample = new int[Math.min(wanted, last - first + 1)];
    for (int i = 0; i < sample.length; i++) {
      sample[i] = first + (int) Math.round((double) i * (last - first) / (sample.length - 1));
    }
    return sample;
  }

  private void addRay(
      List<RayGroup> groups,
      int channel,
      double sourceRad,
      double lowest,
      double highest,
      RayReach reach) {
    int count = 0;
    for (RayGroup group : groups) {
      if (!group.serves(channel)) {
        continue;
      }
      long first =
          (long) Math.floor((lowest - sourceRad - group.highestOffsetRad()) / (2 * Math.PI));
      long last = (long) Math.ceil((highest - sourceRad - group.lowestOffsetRad()) / (2 * Math.PI));
      for (long turn = first; turn <= last; turn++) {
        if (reach.find(group, channel, sourceRad + turn * 2 * Math.PI)) {
          count = insert(count, reach.lowMm(), reach.highMm());
        }
      }
    }
    addGaps(count);
  }

  private int insert(int count, double from, double to) {
    if (count == low.length) {
      low = Arrays.copyOf(low, 2 * count);
      high = Arrays.copyOf(high, 2 * count);
    }
    int i = count;
    for (; i > 0 && low[i - 1] > from; i--) {
      low[i] = low[i - 1];
      high[i] = high[i - 1];
    }
    low[i] = from;
    high[i] = to;
    return count + 1;
  }

  private void addGaps(int count) {
    double reached = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      if (low[i] > reached) {
        gaps.add(reached, low[i]);
      }
      reached = Math.max(reached, high[i]);
    }
    gaps.add(reached, Double.POSITIVE_INFINITY);
  }

  @Override
  public List<ZInterval> valid() {
    return gaps.free(marginMm);
  }

  @Override
  public double fractionAt(double zMm) {
    return 1 - (double) gaps.around(zMm) / rays;
  }
}
