package io.tomodrift.learned.diffusion;

import java.util.SplittableRandom;

/**
 * Independent standard normal numbers that follow from a seed and the step.
 *
 * @param seed any number
 */
public record SeededNoise(long seed) implements StepNoise {

  private static final long STRIDE = 0xd1342543de82ef95L;

  /**
   * Noise to start with, independent of that of all steps.
   *
   * @param length how many
   */
  public double[] start(int length) {
    return normal(-1, length);
  }

  @Override
  public double[] noise(int step, int length) {
    if (step < 0) {
      throw new IllegalArgumentException("steps are counted from 0, got " + step);
    }
    return normal(step, length);
  }

  private double[] normal(int step, int length) {
    // Neighbouring seeds would give streams that are shifts of each other.
    SplittableRandom random = new SplittableRandom(seed ^ STRIDE * (step + 2));
    random = new SplittableRandom(random.nextLong());
    double[] values = new double[length];
    for (int i = 0; i < length; i++) {
      values[i] = random.nextGaussian();
    }
    return values;
  }
}
