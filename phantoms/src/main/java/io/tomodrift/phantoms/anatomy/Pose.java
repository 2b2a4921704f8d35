package io.tomodrift.phantoms.anatomy;

/**
 * How the patient lies: turned about Z, shifted, and bent by a smooth random displacement, so that
 * no organ keeps an ideal form.
 */
final class Pose {

  private final double cos;
  private final double sin;
  private final double shiftXMm;
  private final double shiftYMm;
  private final double coarseMm;
  private final double fineMm;
  private final BandNoise[] coarse = new BandNoise[2];
  private final BandNoise[] fine = new BandNoise[2];

  Pose(SplitRandom random, double coarseMm, double fineMm) {
    double turn = 0.035 * random.normal();
    cos = StrictMath.cos(turn);
    sin = StrictMath.sin(turn);
    shiftXMm = 5 * random.normal();
    shiftYMm = 5 * random.normal();
    this.coarseMm = coarseMm;
    this.fineMm = fineMm;
    for (int i = 0; i < 2; i++) {
      coarse[i] = new BandNoise(random, 75);
      fine[i] = new BandNoise(random, 19);
    }
  }

  double bodyX(double x, double y, double z) {
    double px = cos * (x - shiftXMm) + sin * (y - shiftYMm);
    return px + coarseMm * coarse[0].at(x, y, 0.5 * z) + fineMm * fine[0].at(x, y, 0.5 * z);
  }

  double bodyY(double x, double y, double z) {
    double py = -sin * (x - shiftXMm) + cos * (y - shiftYMm);
    return py + coarseMm * coarse[1].at(x, y, 0.5 * z) + fineMm * fine[1].at(x, y, 0.5 * z);
  }

  /** X on the image of a point of the undisturbed body, mm. */
  double imageX(double bodyXMm, double bodyYMm) {
    return cos * bodyXMm - sin * bodyYMm + shiftXMm;
  }

  /** Y on the image of a point of the undisturbed body, mm. */
  double imageY(double bodyXMm, double bodyYMm) {
    return sin * bodyXMm + cos * bodyYMm + shiftYMm;
  }

  /** How far the displacement can move a point, mm. */
  double reachMm() {
    return coarseMm + fineMm;
  }
}
