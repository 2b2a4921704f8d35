package io.tomodrift.sinograms.rebin;

import io.tomodrift.geometry.Angles;
import io.tomodrift.geometry.FanBeamGeometry;
import io.tomodrift.geometry.helical.HelicalGeometry;
import java.util.List;

/**
 * The views around each slice that make a short scan: on the grid of a turn continued without end,
 * half a turn plus the fan, centred on the angle at which the source passes the slice.
 */
final class ShortScanWindow implements Coverage {

  private static final int CHANNELS = 17;

  /** Taken off the ends, as a share of the row height: rays lie between the sampled ones. */
  private static final double MARGIN_ROWS = 0.01;

  private final FanBeamGeometry turn;
  private final RayGroups groups;
  private final GapSet gaps = new GapSet();
  private final double rowHeightMm;
  private final int[] channels;
  private final double meanAngleRad;
  private final double meanZMm;
  private final double mmPerRad;
  private final double stepRad;
  private final int views;

  ShortScanWindow(HelicalGeometry scan, FanGrid grid, RayGroups groups, RayReach reach) {
    this.turn = grid.fan();
    this.groups = groups;
    this.rowHeightMm = scan.rowPitchAtIsocenterMm();
    this.channels = TurnCoverage.symmetricSample(turn, groups, CHANNELS);
    this.stepRad = grid.stepRad();
    this.mmPerRad = scan.feedPerTurnMm() / (2 * Math.PI);
    double angle = 0;
    double z = 0;
    double lowest = Double.POSITIVE_INFINITY;
    double highest = Double.NEGATIVE_INFINITY;
    for (int v = 0; v < scan.views(); v++) {
      angle += scan.unwrappedRad(v);
      z += scan.pose(v).zMm();
      lowest = Math.min(lowest, scan.pose(v).zMm());
      highest = Math.max(highest, scan.pose(v).zMm());
    }
    this.meanAngleRad = angle / scan.views();
    this.meanZMm = z / scan.views();
    this.views = (int) Math.ceil((Math.PI + 2 * turn.halfFanRad()) / stepRad - 1e-9) + 1;
    addGaps(new ZInterval(lowest, highest), reach);
  }

  /** Number of views of each slice. */
  int views() {
    return views;
  }

  /** First view of a slice, on the endless grid. */
  long firstView(double zMm) {
    double centre = meanAngleRad + (zMm - meanZMm) / mmPerRad;
    return Math.round((centre - turn.angles().rad(0)) / stepRad - (views - 1) / 2.0);
  }

  /** Unwrapped source angle of a view of the endless grid, rad. */
  double sourceRad(long view) {
    return turn.angles().rad(0) + view * stepRad;
  }

  /** The short scan of a slice. */
  FanBeamGeometry geometry(double zMm) {
    return turn.withAngles(Angles.uniform(views, sourceRad(firstView(zMm)), stepRad));
  }

  /** Farthest source of the rays of a slice, mm along Z. */
  double farthestMm() {
    return Math.abs(mmPerRad) * (views + 1) * stepRad / 2;
  }

  @Override
  public List<ZInterval> valid() {
    return gaps.free(MARGIN_ROWS * rowHeightMm);
  }

  @Override
  public double fractionAt(double zMm) {
    return Math.max(0, 1 - (double) gaps.around(zMm) / ((long) views * channels.length));
  }

  /** Each view serves the slices that lie half a window on either side of its source. */
  private void addGaps(ZInterval scanned, RayReach reach) {
    gaps.add(Double.NEGATIVE_INFINITY, scanned.fromMm());
    gaps.add(scanned.toMm(), Double.POSITIVE_INFINITY);
    long a = firstView(scanned.fromMm());
    long b = firstView(scanned.toMm());
    for (long view = Math.min(a, b) - 1; view <= Math.max(a, b) + views; view++) {
      double source = meanZMm + (sourceRad(view) - meanAngleRad) * mmPerRad;
      for (int channel : channels) {
        addGaps(view, channel, source - farthestMm(), source + farthestMm(), reach);
      }
    }
  }

  private void addGaps(long view, int channel, double from, double to, RayReach reach) {
    for (RayGroup group : groups.of((int) Math.floorMod(view, (long) turn.views()))) {
      if (group.serves(channel) && reach.find(group, channel, sourceRad(view))) {
        gaps.add(from, Math.min(to, reach.lowMm()));
        gaps.add(Math.max(from, reach.highMm()), to);
        return;
      }
    }
    gaps.add(from, to);
  }
}
