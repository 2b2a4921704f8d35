package io.tomodrift.geometry;

/**
 * Equidistant detector: a straight line perpendicular to the central ray, channel n at {@code (n -
 * centreChannel) pitchMm}.
 *
 * @param channels number of channels, at least 2
 * @param pitchMm distance between neighbouring channels on the detector, mm
 * @param centreChannel fractional index, from 0, of the ray through the isocenter
 */
public record FlatDetector(int channels, double pitchMm, double centreChannel) implements Detector {

  /** Checks the values. */
  public FlatDetector {
    DetectorChecks.check(channels, "pitchMm", pitchMm, centreChannel);
  }

  /** A detector whose middle is {@code offsetChannels} channels before its centre channel. */
  public static FlatDetector withOffset(int channels, double pitchMm, double offsetChannels) {
    return new FlatDetector(channels, pitchMm, (channels - 1) / 2.0 + offsetChannels);
  }

  /** Position of a channel (may be fractional) on the detector, mm from the central ray. */
  public double positionMm(double channel) {
    return (channel - centreChannel) * pitchMm;
  }
}
