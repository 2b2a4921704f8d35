package io.tomodrift.fbp;

/**
 * How the rays that measure the same line share it. A fan ray (beta, gamma) and its conjugate (beta
 * + pi + 2 gamma, -gamma) are one line, as are (theta, s) and (theta + pi, -s) of a parallel beam;
 * the weights of all measurements of a line add up to 1. See {@link RedundancyWeights}.
 */
public enum Redundancy {
  /**
   * Chosen by the arc of the scan: DISPLACED for a whole turn with a detector more than a twentieth
   * of its channels off centre, FULL_TURN for whole turns (half turns of a parallel beam),
   * OVER_SCAN above, WESARG below down to half a turn plus the fan.
   */
  AUTO,
  /** Constant: one over the number of times each line is measured. */
  FULL_TURN,
  /** More than whole turns: the surplus views are faded against those they repeat. */
  OVER_SCAN,
  /** Short scan. Parker 1982, Med. Phys. 9(2):254, over the actual arc (Silver 2000). */
  PARKER,
  /**
   * Short scan with a narrower transition, hence less noise. Wesarg, Ebert and Bortfeld 2002, Med.
   * Phys. 29(3):372.
   */
  WESARG,
  /**
   * A detector that sees little more than half of the object, over whole turns: the side measured
   * once has weight 1, the middle is faded. Cho, Johnson and Griffin 1995, Phys. Med. Biol. 40(11):
   * 1863; Wang 2002, Med. Phys. 29(7):1634.
   */
  DISPLACED,
  /**
   * An arc too short to measure every line: the measured ones share correctly, the others are
   * missing and leave streaks and shading. Noo, Defrise, Clackdoyle and Kudo 2002, Phys. Med. Biol.
   * 47(14):2525.
   */
  LIMITED_ANGLE
}
