package io.tomodrift.sinograms.check;

/**
 * How thoroughly data are checked, and from where values count as bad.
 *
 * @param views number of views read, spread over the scan; {@link Integer#MAX_VALUE} for all
 * @param noiseFloor least noise assumed of a line integral, where the data show less
 * @param starvedQuanta rays with fewer quanta than this are starved
 * @param negativeLimit line integrals below this cannot come from noise
 */
public record DataCheckSettings(
    int views, double noiseFloor, double starvedQuanta, double negativeLimit) {

  /** Checks the values. */
  public DataCheckSettings {
    if (views < 2) {
      throw new IllegalArgumentException("at least 2 views must be read, got " + views);
    }
    if (!(noiseFloor > 0) || !(starvedQuanta > 0) || !(negativeLimit < 0)) {
      throw new IllegalArgumentException(
          "noiseFloor %s and starvedQuanta %s must be positive, negativeLimit %s negative"
              .formatted(noiseFloor, starvedQuanta, negativeLimit));
    }
  }

  /** 512 views, a noise of at least 0.003, starved below 10 quanta, negative below -0.5. */
  public static DataCheckSettings defaults() {
    return new DataCheckSettings(512, 0.003, 10, -0.5);
  }

  /** The same reading another number of views. */
  public DataCheckSettings withViews(int count) {
    return new DataCheckSettings(count, noiseFloor, starvedQuanta, negativeLimit);
  }

  /** The same reading every view. */
  public DataCheckSettings withAllViews() {
    return withViews(Integer.MAX_VALUE);
  }

  /** The same with another least noise. */
  public DataCheckSettings withNoiseFloor(double floor) {
    return new DataCheckSettings(views, floor, starvedQuanta, negativeLimit);
  }
}
