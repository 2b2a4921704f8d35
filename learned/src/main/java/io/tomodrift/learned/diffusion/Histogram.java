package io.tomodrift.learned.diffusion;

import java.util.List;

/**
 * Histogram of all values of a set of images, normalised to a sum of 1. Values outside the range
 * are counted in the first and last bin. As a distance: the sum of the absolute differences of the
 * bins, 0 to 2.
 *
 * @param from lower end of the first bin
 * @param to upper end of the last bin
 * @param bins number of equal bins
 */
public record Histogram(double from, double to, int bins) implements SetDistance {

  /** Checks the range. */
  public Histogram {
    if (bins < 1 || !(from < to) || !Double.isFinite(to - from)) {
      throw new IllegalArgumentException(
          "a histogram needs a range and at least 1 bin, got %s to %s in %d bins"
              .formatted(from, to, bins));
    }
  }

  /** Shares of the bins. */
  public double[] of(List<double[]> images) {
    double[] shares = new double[bins];
    long count = 0;
    for (double[] image : images) {
      for (double value : image) {
        if (Double.isNaN(value)) {
          throw new IllegalArgumentException(
              "value %d of the set is no number: no histogram".formatted(count));
        }
        double bin = Math.floor((value - from) / (to - from) * bins);
        shares[(int) Math.max(0, Math.min(bins - 1, bin))]++;
        count++;
      }
    }
    if (count == 0) {
      throw new IllegalArgumentException("a histogram needs at least one value");
    }
    for (int i = 0; i < bins; i++) {
      shares[i] /= count;
    }
    return shares;
  }

  @Override
  public double between(List<double[]> generated, List<double[]> targets) {
    double[] mine = of(generated);
    double[] theirs = of(targets);
    double sum = 0;
    for (int i = 0; i < bins; i++) {
      sum += Math.abs(mine[i] - theirs[i]);
    }
    return sum;
  }
}
