package io.tomodrift.phantoms.anatomy;

/**
 * A splittable random generator whose sequence is fixed here, so that a seed means the same body on
 * every JDK and thread count. Every organ draws from its own split: adding one does not change the
 * others.
 *
 * <p><b>Reference</b>: Steele, Lea and Flood, Fast splittable pseudorandom number generators,
 * OOPSLA 2014 (the SplitMix64 finaliser).
 */
final class SplitRandom {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private long state;

  SplitRandom(long seed) {
    state = mix(seed + GOLDEN);
  }

  /**
   * An independent generator that depends on the state here and the name; the state stays as it is.
   */
  SplitRandom split(String name) {
    long hash = state;
    for (int i = 0; i < name.length(); i++) {
      hash = mix(hash ^ (name.charAt(i) * GOLDEN));
    }
    return new SplitRandom(hash);
  }

  static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  long nextLong() {
    state += GOLDEN;
    return mix(state);
  }

  /** Uniform in [0, 1). */
  double unit() {
    return (nextLong() >>> 11) * 0x1.0p-53;
  }

  double between(double low, double high) {
    return low + (high - low) * unit();
  }

  int below(int bound) {
    return (int) (unit() * bound);
  }

  boolean chance(double probability) {
    return unit() < probability;
  }

  /** About normal, mean 0, deviation 1, never beyond 3.5: organs have no outliers. */
  double normal() {
    double sum = 0;
    for (int i = 0; i < 4; i++) {
      sum += unit();
    }
    return (sum - 2) * Math.sqrt(3);
  }
}
