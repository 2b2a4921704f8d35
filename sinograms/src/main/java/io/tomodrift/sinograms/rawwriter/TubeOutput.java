package io.tomodrift.sinograms.rawwriter;

import java.util.Arrays;

/** What the tube emitted in each view. Implementations are safe for any number of threads. */
public interface TubeOutput {

  /** Tube current of a view, mA; written rounded to 1 mA. */
  double currentMa(int view);

  /** Whether the incident quanta are known, so that (7033,1065) PhotonStatistics is written. */
  default boolean hasPhotons() {
    return false;
  }

  /**
   * Noise-equivalent quanta that would reach the detector elements of each column without an
   * object.
   *
   * @param target one value a column
   */
  default void photons(int view, float[] target) {
    throw new UnsupportedOperationException("the incident quanta are not known");
  }

  /** The same current in all views, quanta not known. */
  static TubeOutput constant(double currentMa) {
    return view -> currentMa;
  }

  /** The same current and the same quanta per column in all views. */
  static TubeOutput constant(double currentMa, float[] photonsPerColumn) {
    float[] photons = photonsPerColumn.clone();
    return new TubeOutput() {
      @Override
      public double currentMa(int view) {
        return currentMa;
      }

      @Override
      public boolean hasPhotons() {
        return true;
      }

      @Override
      public void photons(int view, float[] target) {
        if (target.length != photons.length) {
          throw new IllegalArgumentException(
              "quanta are given for %d columns, the detector has %d"
                  .formatted(photons.length, target.length));
        }
        System.arraycopy(photons, 0, target, 0, target.length);
      }

      @Override
      public String toString() {
        return currentMa + " mA, quanta " + Arrays.toString(photons);
      }
    };
  }
}
