package io.tomodrift.phantoms.anatomy;

/**
 * A random, smooth deviation of an outline from its ideal form: harmonics 2 to 7 of falling
 * amplitude, whose phases drift along Z.
 */
final class Wobble {

  private static final int FIRST = 2;
  private static final int COUNT = 6;
  private static final double DRIFT_PER_MM = 0.02;

  private final double[] amplitude = new double[COUNT];
  private final double[] phase = new double[COUNT];
  private final double[] drift = new double[COUNT];

  Wobble(SplitRandom random, double relativeAmplitude) {
    for (int k = 0; k < COUNT; k++) {
      amplitude[k] = relativeAmplitude * random.normal() / (1 + 0.6 * k);
      phase[k] = random.between(0, 2 * Math.PI);
      drift[k] = random.between(-DRIFT_PER_MM, DRIFT_PER_MM);
    }
  }

  /** Factor of the radius. */
  double factor(double angleRad, double zMm) {
    double sum = 1;
    for (int k = 0; k < COUNT; k++) {
      sum += amplitude[k] * StrictMath.cos((k + FIRST) * angleRad + phase[k] + drift[k] * zMm);
    }
    return sum;
  }
}
