package io.tomodrift.fbp;

/** A weight as a function of the position on the scan's arc and of the ray. */
@FunctionalInterface
interface ArcWeight {

  /**
   * The weight of a ray.
   *
   * @param positionRad distance from the start of the arc, in the sense of rotation, rad
   * @param fanAngleRad fan angle, positive in the sense of rotation, rad; 0 for a parallel beam
   */
  double at(double positionRad, double fanAngleRad);
}
