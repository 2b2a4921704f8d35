package io.tomodrift.fbp;

/**
 * Whole periods share a line evenly; a surplus is faded in over the first views and out over the
 * last with {@code sin^2}, so that {@code a(b) + a(b + period) + ...} is the same everywhere.
 */
record TurnWeight(int periods, double surplusRad, double lengthRad, double scale)
    implements ArcWeight {

  /**
   * Weights of an arc.
   *
   * @param measuredPerPeriod how often one period measures each line: 2 for a fan over a turn
   */
  static TurnWeight of(
      double lengthRad, double periodRad, boolean closed, double measuredPerPeriod) {
    int periods =
        (int) (closed ? Math.round(lengthRad / periodRad) : Math.floor(lengthRad / periodRad));
    double surplus = closed ? 0 : lengthRad - periods * periodRad;
    return new TurnWeight(periods, surplus, lengthRad, 1 / (periods * measuredPerPeriod));
  }

  @Override
  public double at(double positionRad, double fanAngleRad) {
    if (surplusRad <= 0) {
      return scale;
    }
    double fromEnd = Math.min(positionRad, lengthRad - positionRad);
    double ramp = Math.min(1, Math.max(0, fromEnd / surplusRad));
    double sine = Math.sin(Math.PI / 2 * ramp);
    return scale * sine * sine;
  }
}
