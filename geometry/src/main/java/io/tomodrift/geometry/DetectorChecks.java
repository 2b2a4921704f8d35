package io.tomodrift.geometry;

import io.tomodrift.geometry.error.GeometryException;

/** What both kinds of detector check. */
final class DetectorChecks {

  private DetectorChecks() {}

  static void check(int channels, String pitchName, double pitch, double centreChannel) {
    if (channels < 2) {
      throw new GeometryException("a detector needs at least 2 channels, got " + channels);
    }
    if (!(pitch > 0) || Double.isInfinite(pitch)) {
      throw new GeometryException(pitchName + " must be positive and finite, got " + pitch);
    }
    if (!(centreChannel >= 0 && centreChannel <= channels - 1)) {
      throw new GeometryException(
          "centreChannel %s is not on the detector (0 to %d): the ray through the isocenter must be measured"
              .formatted(centreChannel, channels - 1));
    }
  }

  static GeometryException tooWide(double fanAngleRad) {
    return new GeometryException(
        "the fan reaches %.2f degrees from the central ray, 90 or more is impossible; is the pitch in radians?"
            .formatted(Math.toDegrees(fanAngleRad)));
  }
}
