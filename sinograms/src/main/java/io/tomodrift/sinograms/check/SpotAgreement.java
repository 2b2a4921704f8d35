package io.tomodrift.sinograms.check;

/**
 * Whether rays agree with rays of another focal spot as well as with rays of their own. If they do
 * not, the focal spots are not where the geometry has them, or there are more than it knows of.
 *
 * @param ratio RMS difference between focal spots over that within them; 1 if all is well
 * @param share root of the difference of their mean squares over the RMS line integral
 * @param sigmas how sure the difference of the two is, in standard errors
 */
record SpotAgreement(double ratio, double share, double sigmas) {

  private static final double SURE = 5;
  private static final double CLEAR = 1.1;

  /**
   * Where every ray of a coarse detector is a single line, as in some simulations, rays of two
   * spots sample edges differently and agree a little better on average than rays of one.
   */
  private static final double CLEARLY_BELOW = 0.7;

  private static final double VISIBLE = 0.015;

  boolean broken() {
    return Math.abs(sigmas) > SURE && share > VISIBLE && (ratio > CLEAR || ratio < CLEARLY_BELOW);
  }

  static SpotAgreement of(RayDifferences rays) {
    int n = rays.groups;
    double[] excess = new double[n];
    double own = 0;
    double signal = 0;
    double mean = 0;
    for (int group = 0; group < n; group++) {
      for (int ray = 0; ray < rays.raysPerGroup; ray++) {
        int at = (group * rays.raysPerGroup + ray) * rays.spots;
        double others = 0;
        for (int turn = 1; turn < rays.spots; turn++) {
          others += rays.square[at + turn] / (rays.spots - 1);
        }
        double difference = others - rays.square[at];
        if (!Double.isNaN(difference)) {
          excess[group] += difference;
          own += rays.square[at];
          signal += rays.signal[at];
        }
      }
      mean += excess[group] / n;
    }
    double square = 0;
    for (double value : excess) {
      square += (value - mean) * (value - mean);
    }
    double error = Math.sqrt(square / n / Math.max(1, n - 1));
    return new SpotAgreement(
        own > 0 ? Math.sqrt(Math.max(0, own + mean * n) / own) : 1,
        signal > 0 ? Math.sqrt(Math.abs(mean) * n / signal) : 0,
        error > 0 ? mean / error : 0);
  }
}
