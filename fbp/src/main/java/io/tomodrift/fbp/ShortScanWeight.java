package io.tomodrift.fbp;

/**
 * Short-scan weight over an arc of {@code pi + 2 delta}, with {@code Bf(g) = 2 (delta - g)}, {@code
 * b(g) = q Bf(g)} and a smooth step S from -1/2 to 1/2:
 *
 * <pre>
 * w = 1/2 [ S(beta / b(g) - 1/2) + S((beta - Bf(g)) / b(g) + 1/2)
 *         - S((beta - pi + 2 g) / b(-g) - 1/2) - S((beta - pi - 2 delta) / b(-g) + 1/2) ]
 * </pre>
 *
 * q = 1 is Parker's weight. Wesarg, Ebert and Bortfeld 2002, Med. Phys. 29(3):372.
 *
 * @param delta half of what the arc has beyond half a turn, rad; at least the half fan angle
 * @param q width of the transitions, in (0, 1]
 */
record ShortScanWeight(double delta, double q) implements ArcWeight {

  private static final double NARROWEST_RAD = 1e-9;

  @Override
  public double at(double positionRad, double fanAngleRad) {
    double first = Math.max(2 * (delta - fanAngleRad), NARROWEST_RAD);
    double last = Math.max(2 * (delta + fanAngleRad), NARROWEST_RAD);
    double rise = q * first;
    double fall = q * last;
    double fromEnd = positionRad - Math.PI - 2 * delta;
    return 0.5
        * (step(positionRad / rise - 0.5)
            + step((positionRad - first) / rise + 0.5)
            - step((fromEnd + last) / fall - 0.5)
            - step(fromEnd / fall + 0.5));
  }

  private static double step(double x) {
    if (x <= -0.5) {
      return 0;
    }
    return x >= 0.5 ? 1 : (1 + Math.sin(Math.PI * x)) / 2;
  }
}
