package io.tomodrift.fbp;

/**
 * Weight {@code c(b) / (c(b) + c(b'))} of a fan ray at b whose line is measured again at {@code b'
 * = b + pi + 2 g} (modulo a turn), where c rises smoothly from the ends of the arc and is 0
 * outside. A line measured once has weight 1. Noo et al. 2002, Phys. Med. Biol. 47(14):2525, eq.
 * 29.
 *
 * @param lengthRad length of the arc, below a turn, rad
 */
record LimitedAngleWeight(double lengthRad) implements ArcWeight {

  private static final double WIDEST_RAMP_RAD = Math.toRadians(10);

  @Override
  public double at(double positionRad, double fanAngleRad) {
    double own = taper(positionRad);
    double conjugate = positionRad + Math.PI + 2 * fanAngleRad;
    double others = taper(conjugate) + taper(conjugate - 2 * Math.PI);
    return own + others == 0 ? 1 : own / (own + others);
  }

  private double taper(double positionRad) {
    double fromEnd = Math.min(positionRad, lengthRad - positionRad);
    if (fromEnd <= 0) {
      return 0;
    }
    double sine =
        Math.sin(Math.PI / 2 * Math.min(1, fromEnd / Math.min(WIDEST_RAMP_RAD, lengthRad / 2)));
    return sine * sine;
  }
}
