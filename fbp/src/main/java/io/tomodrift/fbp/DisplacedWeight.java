package io.tomodrift.fbp;

/**
 * Weight of a ray at distance s from the isocenter on a detector whose short side ends at {@code
 * overlapMm}: {@code cos^2(pi/4 (s - overlap) / overlap)} where both s and -s are measured, 1 on
 * the long side, 0 beyond the short one. Weights of s and -s add up to 1.
 *
 * @param overlapMm extent of the short side, mm, not negative
 * @param longSide +1 if the long side has positive s, else -1
 */
record DisplacedWeight(double overlapMm, int longSide) {

  double at(double lateralMm) {
    double s = longSide * lateralMm;
    if (s >= overlapMm) {
      return 1;
    }
    if (s <= -overlapMm) {
      return 0;
    }
    double cosine = Math.cos(Math.PI / 4 * (s - overlapMm) / overlapMm);
    return cosine * cosine;
  }
}
