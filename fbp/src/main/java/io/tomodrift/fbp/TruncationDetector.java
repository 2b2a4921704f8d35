package io.tomodrift.fbp;

import io.tomodrift.geometry.stack.FloatStack;
import java.util.Arrays;

/**
 * Finds slices whose projections do not fall to zero at the edges of the detector: in more than 5 %
 * of the views the mean of the three outermost channels of a side is above three standard
 * deviations of their noise (robust, from second differences) and above 0.5 % of the slice's
 * largest line integral.
 */
public final class TruncationDetector {

  private static final int EDGE_CHANNELS = 3;
  private static final double SIGMAS = 3;
  private static final double VIEW_SHARE = 0.05;
  private static final double FLOOR_OF_MAXIMUM = 0.005;
  private static final int MAXIMUM_EVERY = 8;

  private final FloatStack sinogram;
  private final boolean firstSide;
  private final boolean lastSide;

  /**
   * Prepares the search.
   *
   * @param sinogram line integrals, rows are views
   * @param firstSide whether to look at channel 0
   * @param lastSide whether to look at the last channel
   */
  public TruncationDetector(FloatStack sinogram, boolean firstSide, boolean lastSide) {
    this.sinogram = sinogram;
    this.firstSide = firstSide;
    this.lastSide = lastSide;
  }

  /** Share of the views of a slice that are cut off on the worse side, 0 to 1. */
  public double truncatedShare(int slice) {
    if (sinogram.columns() < 2 * EDGE_CHANNELS) {
      return 0;
    }
    double floor = FLOOR_OF_MAXIMUM * maximum(slice);
    double first = firstSide ? sideShare(slice, 0, 1, floor) : 0;
    double last = lastSide ? sideShare(slice, sinogram.columns() - 1, -1, floor) : 0;
    return Math.max(first, last);
  }

  /** Which slices are truncated. */
  public boolean[] truncatedSlices() {
    boolean[] truncated = new boolean[sinogram.slices()];
    for (int s = 0; s < truncated.length; s++) {
      truncated[s] = truncatedShare(s) > VIEW_SHARE;
    }
    return truncated;
  }

  private double sideShare(int slice, int edge, int inward, double floor) {
    int views = sinogram.rows();
    double[] level = new double[views];
    double[] roughness = new double[views];
    for (int v = 0; v < views; v++) {
      double a = sinogram.get(slice, v, edge);
      double b = sinogram.get(slice, v, edge + inward);
      double c = sinogram.get(slice, v, edge + 2 * inward);
      level[v] = (a + b + c) / EDGE_CHANNELS;
      roughness[v] = Math.abs(a - 2 * b + c);
    }
    Arrays.sort(roughness);
    double sigma = 1.4826 * roughness[views / 2] / Math.sqrt(6);
    double threshold = Math.max(SIGMAS * sigma, floor);
    return (double) Arrays.stream(level).filter(x -> x > threshold).count() / views;
  }

  private double maximum(int slice) {
    double maximum = 0;
    for (int v = 0; v < sinogram.rows(); v += MAXIMUM_EVERY) {
      for (int c = 0; c < sinogram.columns(); c++) {
        maximum = Math.max(maximum, sinogram.get(slice, v, c));
      }
    }
    return maximum;
  }
}
