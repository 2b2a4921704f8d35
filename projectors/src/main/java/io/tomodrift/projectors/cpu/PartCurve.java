package io.tomodrift.projectors.cpu;

import java.util.Arrays;

/**
 * How the views of a closed scan see one part of an image: the curve of its centre through the
 * sinogram, and how far and how fast the projections of its corners move off that curve.
 */
final class PartCurve {
  private final ChannelMap map;
  private final int views;
  private final double[] centre;
  private final double[] corner;
  private final double[] weight;
  private final double[] reach;
  private double speed;

  /**
   * Makes room.
   *
   * @param sections runs of views for which the reach is known
   */
  PartCurve(ChannelMap map, int views, int sections) {
    this.map = map;
    this.views = views;
    centre = new double[views];
    corner = new double[views];
    weight = new double[views];
    reach = new double[sections];
  }

  /** Follows the part around a point that reaches so far from it in x and y. */
  void moveTo(double xMm, double yMm, double halfWidthMm, double halfHeightMm) {
    map.locate(xMm, yMm, 0, views, centre, weight);
    speed = 0;
    Arrays.fill(reach, 0);
    for (int k = 0; k < 4; k++) {
      double dx = k % 2 == 0 ? halfWidthMm : -halfWidthMm;
      double dy = k < 2 ? halfHeightMm : -halfHeightMm;
      map.locate(xMm + dx, yMm + dy, 0, views, corner, weight);
      double before = corner[views - 1] - centre[views - 1];
      for (int v = 0; v < views; v++) {
        double offset = corner[v] - centre[v];
        int section = (int) ((long) v * reach.length / views);
        reach[section] = Math.max(reach[section], Math.abs(offset));
        speed = Math.max(speed, Math.abs(offset - before));
        before = offset;
      }
    }
  }

  /** Channel of the centre; views beyond the ends are those of the turn before or after. */
  double centreChannel(int view) {
    return centre[Math.floorMod(view, views)];
  }

  /** Channels between the centre and the farthest corner, in any view of a section. */
  double reachChannels(int section) {
    return reach[section];
  }

  /** Largest change of the distance of a corner from the centre, channels a view. */
  double channelsPerView() {
    return speed;
  }
}
