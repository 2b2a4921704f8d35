package io.tomodrift.learned.train;

import java.util.SplittableRandom;

/**
 * Random sources that follow from the seed of a run and the number of a step alone, so that a
 * resumed run draws what an uninterrupted one draws.
 *
 * @param seed of the run
 */
record StepSeeds(long seed) {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  /** What a random source is for. */
  enum Use {
    DATA(1),
    OBJECTIVE(2),
    ENGINE(3),
    VALIDATION(4);

    private final int salt;

    Use(int salt) {
      this.salt = salt;
    }
  }

  /** The source of one use in one step; {@code part} tells the phases of a step apart. */
  SplittableRandom source(long step, Use use, int part) {
    long mixed = mix(seed + GOLDEN);
    mixed = mix(mixed ^ (step + 1) * GOLDEN);
    mixed = mix(mixed ^ use.salt * GOLDEN);
    return new SplittableRandom(mix(mixed ^ (part + 1) * GOLDEN));
  }

  /** David Stafford's variant 13 of the finaliser of MurmurHash3. */
  private static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
