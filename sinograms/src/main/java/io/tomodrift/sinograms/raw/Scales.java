package io.tomodrift.sinograms.raw;

import io.tomodrift.geometry.helical.StoredScale;

/** Scales of stored values. */
final class Scales {

  private static final int STEPS = 65535;

  private Scales() {}

  /** One that can hold what either can; the same if they are equal. */
  static StoredScale spanning(StoredScale a, StoredScale b) {
    if (a.equals(b)) {
      return a;
    }
    double low = Math.min(a.intercept(), b.intercept());
    double high = Math.max(top(a), top(b));
    return new StoredScale((high - low) / STEPS, low);
  }

  private static double top(StoredScale scale) {
    return scale.intercept() + STEPS * scale.slope();
  }
}
