package io.tomodrift.geometry;

/**
 * One row of detector channels. The type carries the unit of the pitch: an {@link ArcDetector} is
 * sampled in radians, a {@link FlatDetector} in millimetres.
 */
public sealed interface Detector permits ArcDetector, FlatDetector {

  /** Number of channels. */
  int channels();

  /**
   * Fractional index, from 0, of the channel hit by the ray through the isocenter; {@code (channels
   * - 1) / 2} plus the detector offset (a quarter on most clinical scanners).
   */
  double centreChannel();

  /** Offset of the centre channel from the middle of the row, in channels. */
  default double offsetChannels() {
    return centreChannel() - (channels() - 1) / 2.0;
  }
}
