package io.tomodrift.learned.data;

import java.util.SplittableRandom;

/**
 * A random in-plane change of shape: rotation, scale and shear, each uniform between minus and plus
 * its limit. For translation between modalities; in sparse-view pairs it would turn the artefacts,
 * whose directions belong to the scan.
 *
 * @param rotationDegrees largest rotation either way
 * @param scale largest change of size, as a fraction below 1
 * @param shearDegrees largest shear either way
 */
public record AffineJitter(double rotationDegrees, double scale, double shearDegrees) {

  /** Checks the limits. */
  public AffineJitter {
    if (!(rotationDegrees >= 0 && rotationDegrees <= 180)
        || !(scale >= 0 && scale < 1)
        || !(shearDegrees >= 0 && shearDegrees < 60)) {
      throw new IllegalArgumentException(
          "a jitter has a rotation of 0 to 180 degrees, a scale of 0 to below 1 and a shear of 0 to below 60 degrees, got %s, %s and %s"
              .formatted(rotationDegrees, scale, shearDegrees));
    }
  }

  /** The map from offsets in the patch to offsets in the image. */
  PlaneMap draw(SplittableRandom random) {
    double angle = Math.toRadians(rotationDegrees * between(random));
    double size = 1 + scale * between(random);
    double shear = Math.tan(Math.toRadians(shearDegrees * between(random)));
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    return new PlaneMap(
        size * cos, size * (cos * shear - sin), size * sin, size * (sin * shear + cos));
  }

  private static double between(SplittableRandom random) {
    return 2 * random.nextDouble() - 1;
  }
}
