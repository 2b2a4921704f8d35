package io.tomodrift.sinograms.check;

/**
 * How well the data agree with a hypothesis.
 *
 * @param name short name
 * @param description what would have to be true
 * @param normalisedRms weighted root mean square difference of conjugate rays over that of the line
 *     integrals
 * @param ratio RMS difference over that of the geometry in use, on the rays both have: above 1 is
 *     worse
 * @param sigmas how sure that is, in standard errors; positive if worse than the geometry in use
 * @param rays number of rays compared
 */
public record HypothesisScore(
    String name, String description, double normalisedRms, double ratio, double sigmas, int rays) {

  private static final double SURE = 5;
  private static final double CLEAR = 0.02;

  /** True if the data decide against it and for the geometry in use. */
  public boolean rejected() {
    return sigmas > SURE && ratio > 1 + CLEAR;
  }

  /** True if the data decide for it and against the geometry in use. */
  public boolean preferred() {
    return sigmas < -SURE && ratio < 1 - CLEAR;
  }
}
