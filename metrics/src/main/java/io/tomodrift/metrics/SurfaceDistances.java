package io.tomodrift.metrics;

import java.util.Arrays;

/** Distances between the edge voxels of two masks, both ways, each list sorted. */
final class SurfaceDistances {

  private final double[] forward;
  private final double[] backward;

  private SurfaceDistances(double[] forward, double[] backward) {
    this.forward = forward;
    this.backward = backward;
  }

  /** From each edge voxel of the reference to the nearest of the test mask, mm. */
  double[] forward() {
    return forward;
  }

  /** From each edge voxel of the test mask to the nearest of the reference, mm. */
  double[] backward() {
    return backward;
  }

  static SurfaceDistances between(MaskPair pair) {
    boolean[] first = pair.edge(pair.reference());
    boolean[] second = pair.edge(pair.test());
    return new SurfaceDistances(distances(first, second, pair), distances(second, first, pair));
  }

  private static double[] distances(boolean[] from, boolean[] to, MaskPair pair) {
    double[] map = DistanceMap.of(to, pair.shape(), pair.spacingMm());
    double[] result = new double[map.length];
    int count = 0;
    for (int i = 0; i < map.length; i++) {
      if (from[i]) {
        result[count++] = map[i];
      }
    }
    double[] sorted = Arrays.copyOf(result, count);
    Arrays.sort(sorted);
    return sorted;
  }

  double hausdorff() {
    return Math.max(forward[forward.length - 1], backward[backward.length - 1]);
  }

  double[] pooled() {
    double[] all = Arrays.copyOf(forward, forward.length + backward.length);
    System.arraycopy(backward, 0, all, forward.length, backward.length);
    Arrays.sort(all);
    return all;
  }

  /** Percentile by linear interpolation between the order statistics. */
  static double percentile(double[] sorted, double percent) {
    double position = percent / 100 * (sorted.length - 1);
    int below = (int) Math.floor(position);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }

  double within(double toleranceMm) {
    long count = Arrays.stream(pooled()).filter(distance -> distance <= toleranceMm).count();
    return (double) count / (forward.length + backward.length);
  }
}
