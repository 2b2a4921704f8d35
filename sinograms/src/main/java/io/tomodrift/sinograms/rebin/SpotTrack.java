package io.tomodrift.sinograms.rebin;

import io.tomodrift.geometry.helical.HelicalGeometry;
import java.util.Arrays;

/** The views of one focal spot position in the order of acquisition, found by angle. */
final class SpotTrack {

  /** Distance from a measured view, in steps, below which nothing is interpolated. */
  private static final double SNAP_STEPS = 1e-3;

  /** Views farther apart than this, in steps, have no neighbour: something is missing between. */
  private static final double GAP_STEPS = 1.5;

  private final int[] views;
  private final int direction;
  private final double[] turned;
  private final double[] zMm;
  private final double stepRad;
  private final double stepsPerRad;

  SpotTrack(HelicalGeometry scan, int[] views, int direction, double stepRad) {
    this.views = views;
    this.direction = direction;
    this.stepRad = stepRad;
    this.stepsPerRad = 1 / stepRad;
    this.turned = Arrays.stream(views).mapToDouble(v -> direction * scan.unwrappedRad(v)).toArray();
    this.zMm = Arrays.stream(views).mapToDouble(v -> scan.pose(v).zMm()).toArray();
  }

  int count() {
    return views.length;
  }

  int view(int index) {
    return views[index];
  }

  /** Lowest unwrapped angle of a focal centre, rad. */
  double lowestRad() {
    return Math.min(direction * turned[0], direction * turned[views.length - 1]);
  }

  /** Highest unwrapped angle of a focal centre, rad. */
  double highestRad() {
    return Math.max(direction * turned[0], direction * turned[views.length - 1]);
  }

  /**
   * Place of an unwrapped angle among the views, fractional between neighbours; NaN where nothing
   * was measured.
   */
  double position(double angleRad) {
    return position(angleRad, guess(angleRad));
  }

  /** An index of {@link #position} to search from, good where views are evenly spaced. */
  int guess(double angleRad) {
    double guess = (direction * angleRad - turned[0]) / stepRad;
    return (int) Math.max(0, Math.min(views.length - 2.0, guess));
  }

  /** As {@link #position(double)}, searched from an index that is near. */
  double position(double angleRad, int near) {
    double x = direction * angleRad;
    int last = views.length - 1;
    int i = Math.min(near, last - 1);
    while (i > 0 && x < turned[i]) {
      i--;
    }
    while (i < last - 1 && x >= turned[i + 1]) {
      i++;
    }
    double below = (x - turned[i]) * stepsPerRad;
    double above = (turned[i + 1] - x) * stepsPerRad;
    if (Math.abs(below) <= SNAP_STEPS) {
      return i;
    }
    if (Math.abs(above) <= SNAP_STEPS) {
      return i + 1;
    }
    if (below < 0 || above < 0 || below + above > GAP_STEPS) {
      return Double.NaN;
    }
    return i + below / (below + above);
  }

  /** Z of the focal centre at a place, mm. */
  double zMm(double position) {
    int i = (int) position;
    double t = position - i;
    return t == 0 ? zMm[i] : zMm[i] + t * (zMm[i + 1] - zMm[i]);
  }

  /** Z of the focal centre in all views of an interval of angles, mm; null if there is none. */
  ZInterval zBetween(double fromRad, double toRad) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    int first = indexBefore(direction > 0 ? fromRad : toRad);
    int last = indexBefore(direction > 0 ? toRad : fromRad);
    double slack = GAP_STEPS * stepRad;
    if (toRad < lowestRad() - slack || fromRad > highestRad() + slack) {
      return null;
    }
    for (int i = Math.max(0, first - 1); i <= Math.min(views.length - 1, last + 1); i++) {
      low = Math.min(low, zMm[i]);
      high = Math.max(high, zMm[i]);
    }
    return new ZInterval(low, high);
  }

  /** The last view not after an angle, or the first. */
  private int indexBefore(double angleRad) {
    int at = Arrays.binarySearch(turned, direction * angleRad);
    return Math.max(0, at >= 0 ? at : -at - 2);
  }

  /** True if the view at an index and the one after it are neighbours. */
  boolean joined(int index) {
    return index >= 0
        && index + 1 < views.length
        && turned[index + 1] - turned[index] <= GAP_STEPS * stepRad;
  }
}
