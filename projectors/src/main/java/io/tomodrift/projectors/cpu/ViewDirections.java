package io.tomodrift.projectors.cpu;

import io.tomodrift.geometry.Angles;

/**
 * Sines and cosines of the view angles.
 *
 * @param cos cosine of each view angle
 * @param sin sine of each view angle
 */
@SuppressWarnings("ArrayRecordComponent") // a private pair of tables, never compared
record ViewDirections(double[] cos, double[] sin) {

  static ViewDirections of(Angles angles) {
    double[] cos = new double[angles.count()];
    double[] sin = new double[angles.count()];
    for (int v = 0; v < cos.length; v++) {
      cos[v] = Math.cos(angles.rad(v));
      sin[v] = Math.sin(angles.rad(v));
    }
    return new ViewDirections(cos, sin);
  }
}
