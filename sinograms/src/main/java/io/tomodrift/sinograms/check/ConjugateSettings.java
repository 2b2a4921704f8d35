package io.tomodrift.sinograms.check;

/**
 * How much of a scan the conjugate check looks at.
 *
 * @param stations number of places along the scan, each reading about half a turn of views
 * @param viewsPerStation views whose rays are looked at, at each of them
 * @param arcRad angle these views cover, rad
 * @param columns about how many columns are looked at
 */
public record ConjugateSettings(int stations, int viewsPerStation, double arcRad, int columns) {

  /** Checks the values. */
  public ConjugateSettings {
    if (stations < 1 || viewsPerStation < 8 || columns < 8) {
      throw new IllegalArgumentException(
          "at least 1 station, 8 views and 8 columns are needed, got %d, %d and %d"
              .formatted(stations, viewsPerStation, columns));
    }
    if (!(arcRad > 0 && arcRad <= 2 * Math.PI)) {
      throw new IllegalArgumentException("arcRad must be in (0, 2 pi], got " + arcRad);
    }
  }

  /** 3 stations of 48 views over a quarter turn, 184 columns. */
  public static ConjugateSettings defaults() {
    return new ConjugateSettings(3, 48, Math.PI / 2, 184);
  }
}
