package io.tomodrift.projectors.cpu;

import io.tomodrift.geometry.ArcDetector;
import io.tomodrift.geometry.FanBeamGeometry;
import io.tomodrift.geometry.FlatDetector;
import io.tomodrift.geometry.ParallelBeamGeometry;
import io.tomodrift.geometry.ScanGeometry;

/** Computes {@link TileView}s of a scan, in double precision. Stateless: threads share one. */
final class TileProjection {
  private enum Beam {
    ARC,
    FLAT,
    PARALLEL
  }

  private final Beam beam;
  private final ViewDirections directions;
  private final double radiusMm;
  private final double centreChannel;
  private final double channelsPerUnit;
  private final int lastChannel;

  TileProjection(ScanGeometry geometry) {
    directions = ViewDirections.of(geometry.angles());
    lastChannel = geometry.channels() - 1;
    if (geometry instanceof FanBeamGeometry fan) {
      radiusMm = fan.sourceToIsocenterMm();
      if (fan.detector() instanceof ArcDetector arc) {
        beam = Beam.ARC;
        centreChannel = arc.centreChannel();
        channelsPerUnit = 1 / arc.pitchRad();
      } else {
        FlatDetector flat = (FlatDetector) fan.detector();
        beam = Beam.FLAT;
        centreChannel = flat.centreChannel();
        channelsPerUnit = fan.sourceToDetectorMm() / flat.pitchMm();
      }
    } else {
      FlatDetector flat = ((ParallelBeamGeometry) geometry).detector();
      beam = Beam.PARALLEL;
      radiusMm = 1;
      centreChannel = flat.centreChannel();
      channelsPerUnit = 1 / flat.pitchMm();
    }
  }

  /**
   * Computes how a view sees a tile.
   *
   * @param xMm centre of the tile
   * @param yMm centre of the tile
   * @param reachMm distance of its farthest pixel from the centre
   * @param view index of the view
   * @param viewWeight factor of every weight
   * @param out receives the result
   * @return false if the tile is too wide for the source's distance, and {@code out} useless
   */
  boolean project(
      double xMm, double yMm, double reachMm, int view, double viewWeight, TileView out) {
    double cos = directions.cos()[view];
    double sin = directions.sin()[view];
    double t = xMm * cos + yMm * sin;
    double widest;
    double centre;
    if (beam == Beam.PARALLEL) {
      set(out, cos, sin, 1, 0, 0);
      out.scale = viewWeight;
      widest = reachMm;
      centre = t;
    } else {
      double l = radiusMm + xMm * sin - yMm * cos;
      double u = t / l;
      double stretch = 1 + u * u;
      if (beam == Beam.ARC) {
        set(out, cos - u * sin, sin + u * cos, l + u * t, sin + u * cos, u * sin - cos);
        out.scale = viewWeight * stretch;
        double distance2 = t * t + l * l;
        widest = reachMm / Math.sqrt(distance2 - reachMm * reachMm);
        if (!(widest < TileView.LARGEST_Z)) {
          return false;
        }
        centre = Math.atan(u);
      } else {
        set(out, cos - u * sin, sin + u * cos, l, sin, -cos);
        out.scale = viewWeight * radiusMm * radiusMm;
        widest = reachMm * Math.sqrt(stretch) / (l - reachMm);
        if (!(l > 2 * reachMm)) {
          return false;
        }
        centre = u;
      }
    }
    double channel = centreChannel + centre * channelsPerUnit;
    double spread = widest * channelsPerUnit + 1e-3;
    if (!(Math.abs(channel) < 1e8)) {
      return false;
    }
    out.arc = beam == Beam.ARC;
    out.channelsPerUnit = channelsPerUnit;
    out.channel0 = (int) Math.floor(channel);
    out.fraction = channel - out.channel0;
    out.lowest = (int) Math.max(0, Math.floor(channel - spread));
    out.highest = (int) Math.min(lastChannel, Math.ceil(channel + spread));
    out.inside = channel - spread >= 0 && channel + spread <= lastChannel;
    return true;
  }

  private static void set(TileView out, double x, double y, double depth, double dx, double dy) {
    out.acrossX = x;
    out.acrossY = y;
    out.depth = depth;
    out.depthX = dx;
    out.depthY = dy;
  }
}
