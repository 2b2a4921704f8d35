package io.tomodrift.learned.diffusion;

/**
 * DPM-Solver++(2M), a two-step method for the clean image in {@code lambda = log(signal / sigma)}:
 * {@code x_s = (sigma_s / sigma_t) x_t - signal_s (exp(-h) - 1) D}, {@code D = (1 + 1/(2r)) x_0(t)
 * - 1/(2r) x_0(before)}, {@code h = lambda_s - lambda_t}, {@code r} the length of the step before
 * over h (Lu et al. 2022, arXiv 2211.01095, algorithm 2). Order 2 in h.
 *
 * <p>The first step has no step before and takes {@code D = x_0}. So does a step to the clean
 * image, for which h is infinite: it ends at {@code x_0}.
 */
public record DpmSolver() implements Sampler {

  @Override
  public String id() {
    return "dpm-solver++";
  }

  @Override
  public boolean addsNoise() {
    return false;
  }

  @Override
  public Sample denoise(NoisePredictor network, double[] noisy, SamplingPlan plan) {
    SamplingRun run = new SamplingRun(id(), network, plan);
    double[] x = noisy.clone();
    double[] before = null;
    for (int k = 0; k < run.steps(); k++) {
      double[] clean = run.clean(x, k);
      LambdaStep step = LambdaStep.between(run.level(k), run.level(k + 1));
      double[] ahead = clean;
      if (before != null && !run.level(k + 1).clean()) {
        double r = LambdaStep.between(run.level(k - 1), run.level(k)).length() / step.length();
        ahead = Affine.sum(1 + 1 / (2 * r), clean, -1 / (2 * r), before);
      }
      x = run.drifted(step.to(x, ahead));
      before = clean;
    }
    return run.end(x);
  }
}
