package io.tomodrift.learned.diffusion;

/**
 * Ancestral sampling: each step draws from the {@link Posterior} with the predicted clean image
 * (Ho, Jain and Abbeel 2020, algorithm 2, with the smaller of its two variances). Made for all
 * timesteps of the schedule; fewer lose variance.
 */
public record Ddpm() implements Sampler {

  @Override
  public String id() {
    return "ddpm";
  }

  @Override
  public boolean addsNoise() {
    return true;
  }

  @Override
  public Sample denoise(NoisePredictor network, double[] noisy, SamplingPlan plan) {
    SamplingRun run = new SamplingRun(id(), network, plan);
    double[] x = noisy.clone();
    for (int k = 0; k < run.steps(); k++) {
      Posterior posterior = Posterior.between(run.level(k), run.level(k + 1));
      x = posterior.mean(run.clean(x, k), x);
      run.addNoise(x, Math.sqrt(posterior.variance()), k);
      x = run.drifted(x);
    }
    return run.end(x);
  }
}
