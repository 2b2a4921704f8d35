package io.tomodrift.geometry;

/**
 * Equiangular detector: a circular arc around the source, channel n at fan angle {@code (n -
 * centreChannel) pitchRad}.
 *
 * @param channels number of channels, at least 2
 * @param pitchRad fan angle between neighbouring channels, rad
 * @param centreChannel fractional index, from 0, of the ray through the isocenter
 */
public record ArcDetector(int channels, double pitchRad, double centreChannel) implements Detector {

  /** Checks the values. */
  public ArcDetector {
    DetectorChecks.check(channels, "pitchRad", pitchRad, centreChannel);
    double widest = Math.max(centreChannel, channels - 1 - centreChannel) * pitchRad;
    if (widest >= Math.PI / 2) {
      throw DetectorChecks.tooWide(widest);
    }
  }

  /** A detector whose middle is {@code offsetChannels} channels before its centre channel. */
  public static ArcDetector withOffset(int channels, double pitchRad, double offsetChannels) {
    return new ArcDetector(channels, pitchRad, (channels - 1) / 2.0 + offsetChannels);
  }

  /** Fan angle at a channel position (may be fractional), rad. */
  public double fanAngleRad(double channel) {
    return (channel - centreChannel) * pitchRad;
  }
}
