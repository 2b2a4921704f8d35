package io.tomodrift.learned.diffusion;

/**
 * The noise of the integer timesteps 0 (clean) to T: {@code abar_t = prod_(i <= t) (1 - beta_i)}
 * (Ho, Jain and Abbeel 2020, eq. 4). Immutable.
 */
public final class NoiseSchedule {

  private static final double LARGEST_BETA = 0.999;
  private static final double COSINE_OFFSET = 0.008;

  private final double[] betas;
  private final double[] alphaBars;

  /** Takes the array, whose element 0 stands for nothing. */
  private NoiseSchedule(double[] betas) {
    this.betas = betas;
    alphaBars = new double[betas.length];
    alphaBars[0] = 1;
    for (int t = 1; t < betas.length; t++) {
      alphaBars[t] = alphaBars[t - 1] * (1 - betas[t]);
    }
  }

  /** 1000 timesteps with betas of 1e-4 to 0.02 (Ho, Jain and Abbeel 2020, section 4). */
  public static NoiseSchedule usual() {
    return linear(1000, 1e-4, 0.02);
  }

  /**
   * Betas that rise linearly.
   *
   * @param timesteps T, at least 1
   * @param first beta of timestep 1
   * @param last beta of timestep T
   */
  public static NoiseSchedule linear(int timesteps, double first, double last) {
    requireTimesteps(timesteps);
    if (!(first > 0 && first < 1 && last >= first && last < 1)) {
      throw new IllegalArgumentException(
          "betas rise within 0 and 1, got %s to %s".formatted(first, last));
    }
    double[] betas = new double[timesteps + 1];
    for (int t = 1; t <= timesteps; t++) {
      betas[t] = timesteps == 1 ? first : first + (last - first) * (t - 1) / (timesteps - 1);
    }
    return new NoiseSchedule(betas);
  }

  /**
   * {@code abar_t = f(t) / f(0)}, {@code f(t) = cos^2(pi/2 (t/T + s) / (1 + s))}, {@code s =
   * 0.008}, with betas of at most 0.999 (Nichol and Dhariwal 2021, eq. 17).
   *
   * @param timesteps T, at least 1
   */
  public static NoiseSchedule cosine(int timesteps) {
    requireTimesteps(timesteps);
    double[] betas = new double[timesteps + 1];
    for (int t = 1; t <= timesteps; t++) {
      double kept = cosineAlphaBar(t, timesteps) / cosineAlphaBar(t - 1, timesteps);
      betas[t] = Math.min(1 - kept, LARGEST_BETA);
    }
    return new NoiseSchedule(betas);
  }

  /** Before betas are limited. */
  static double cosineAlphaBar(int t, int timesteps) {
    return cosineSquared((double) t / timesteps) / cosineSquared(0);
  }

  private static double cosineSquared(double time) {
    double cosine = Math.cos((time + COSINE_OFFSET) / (1 + COSINE_OFFSET) * Math.PI / 2);
    return cosine * cosine;
  }

  private static void requireTimesteps(int timesteps) {
    if (timesteps < 1) {
      throw new IllegalArgumentException("a schedule has at least 1 timestep, got " + timesteps);
    }
  }

  /** T. */
  public int timesteps() {
    return betas.length - 1;
  }

  /**
   * Variance of the noise that timestep t adds.
   *
   * @param t from 1 to T
   */
  public double beta(int t) {
    return betas[requireTimestep(t, 1)];
  }

  /**
   * Share of the signal at timestep t.
   *
   * @param t from 0 (clean) to T
   */
  public double alphaBar(int t) {
    return alphaBars[requireTimestep(t, 0)];
  }

  /**
   * The level of a timestep; its time is {@code t / T}.
   *
   * @param t from 0 (clean) to T
   */
  public NoiseLevel level(int t) {
    return new NoiseLevel((double) t / timesteps(), alphaBar(t));
  }

  /** The level of a timestep between 1 and T with the given {@link NoiseLevel#lambda}. */
  NoiseLevel levelAt(double lambda) {
    int below = 1;
    int above = timesteps();
    while (above - below > 1) {
      int middle = (below + above) >>> 1;
      if (level(middle).lambda() >= lambda) {
        below = middle;
      } else {
        above = middle;
      }
    }
    double first = level(below).lambda();
    double part = above == below ? 0 : (first - lambda) / (first - level(above).lambda());
    return new NoiseLevel((below + part) / timesteps(), 1 / (1 + Math.exp(-2 * lambda)));
  }

  private int requireTimestep(int t, int first) {
    if (t < first || t > timesteps()) {
      throw new IllegalArgumentException(
          "timesteps are %d to %d here, got %d".formatted(first, timesteps(), t));
    }
    return t;
  }
}
