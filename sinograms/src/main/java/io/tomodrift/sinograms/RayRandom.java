package io.tomodrift.sinograms;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * One independent random stream a ray, found from the seed and the ray's indices alone: the numbers
 * of a ray do not depend on which thread draws them or on what was drawn before. The stream is
 * SplitMix64 (Steele, Lea, Flood 2014) started at a mixed counter.
 */
final class RayRandom implements UniformRandomProvider {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private long state;

  /** Moves to the stream of a ray. */
  void moveTo(long seed, int slice, int view, int channel) {
    long mixed = mix(seed + GOLDEN);
    mixed = mix(mixed + GOLDEN + slice);
    mixed = mix(mixed + GOLDEN + view);
    state = mix(mixed + GOLDEN + channel);
  }

  @Override
  public long nextLong() {
    state += GOLDEN;
    return mix(state);
  }

  private static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
