package io.tomodrift.learned.infer;

import io.tomodrift.learned.diffusion.SeededNoise;
import io.tomodrift.learned.diffusion.StepNoise;
import java.util.SplittableRandom;

/**
 * Noise of several images at once, of each image its own: image i of a seed has the same noise
 * however many are made.
 *
 * @param seed of all
 * @param first number of the first image
 * @param count how many
 */
record ImageNoise(long seed, int first, int count) implements StepNoise {

  private static final long STRIDE = 0x9e3779b97f4a7c15L;

  /** Noise to start with. */
  double[] start(int length) {
    return all(length, -1);
  }

  @Override
  public double[] noise(int step, int length) {
    return all(length, step);
  }

  private double[] all(int length, int step) {
    int one = length / count;
    double[] values = new double[length];
    for (int i = 0; i < count; i++) {
      long its = new SplittableRandom(seed + STRIDE * (first + i)).nextLong();
      SeededNoise noise = new SeededNoise(its);
      double[] part = step < 0 ? noise.start(one) : noise.noise(step, one);
      System.arraycopy(part, 0, values, i * one, one);
    }
    return values;
  }
}
