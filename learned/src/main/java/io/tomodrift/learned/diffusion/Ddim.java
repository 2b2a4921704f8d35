package io.tomodrift.learned.diffusion;

/**
 * Denoising diffusion implicit model: {@code x_s = sqrt(abar_s) x_0 + sqrt(1 - abar_s - s^2) eps +
 * s z}, {@code s = eta sqrt((1 - abar_s) / (1 - abar_t)) sqrt(1 - abar_t / abar_s)} (Song, Meng and
 * Ermon 2021, eqs. 12 and 16).
 *
 * @param eta 0 for no noise in the steps, of order 1 in their length; 1 for as much as {@link Ddpm}
 */
public record Ddim(double eta) implements Sampler {

  /** Checks the value. */
  public Ddim {
    if (!(eta >= 0 && eta <= 1)) {
      throw new IllegalArgumentException("eta is 0 to 1, got " + eta);
    }
  }

  @Override
  public String id() {
    return "ddim";
  }

  @Override
  public boolean addsNoise() {
    return eta > 0;
  }

  @Override
  public Sample denoise(NoisePredictor network, double[] noisy, SamplingPlan plan) {
    SamplingRun run = new SamplingRun(id(), network, plan);
    double[] x = noisy.clone();
    for (int k = 0; k < run.steps(); k++) {
      NoiseLevel from = run.level(k);
      NoiseLevel to = run.level(k + 1);
      double deviation = deviation(from, to);
      double direction =
          Math.sqrt(Math.max(0, 1 - to.alphaBar() - deviation * deviation)) / from.sigma();
      x = Affine.sum(to.signal() - direction * from.signal(), run.clean(x, k), direction, x);
      run.addNoise(x, deviation, k);
      x = run.drifted(x);
    }
    return run.end(x);
  }

  /** Standard deviation of the noise that a step adds. */
  double deviation(NoiseLevel from, NoiseLevel to) {
    return eta * (to.sigma() / from.sigma()) * Math.sqrt(1 - from.alphaBar() / to.alphaBar());
  }
}
