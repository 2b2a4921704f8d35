package io.tomodrift.learned.diffusion;

/**
 * UniPC of order 2 for the clean image, in {@code lambda = log(signal / sigma)}, with {@code B(h) =
 * exp(h) - 1} (Zhao et al. 2023, arXiv 2302.04867, algorithms 1 and 2). The predictor extrapolates
 * from the two last clean images. The network is asked at its end, and before the next step the
 * corrector redoes the step with that answer: no further evaluation. The corrector lifts order 2 of
 * the predictor to 3.
 *
 * <p>The first step has nothing behind it: its predictor has order 1 and its corrector uses the two
 * ends. The last step has no corrector. A step to the clean image ends at the predicted one. The
 * drift moves predicted and corrected ends alike.
 */
public record UniPc() implements Sampler {

  @Override
  public String id() {
    return "unipc";
  }

  @Override
  public boolean addsNoise() {
    return false;
  }

  @Override
  public Sample denoise(NoisePredictor network, double[] noisy, SamplingPlan plan) {
    SamplingRun run = new SamplingRun(id(), network, plan);
    double[] x = noisy.clone();
    double[] clean = run.clean(x, 0);
    double[] before = null;
    for (int k = 0; ; k++) {
      LambdaStep step = LambdaStep.between(run.level(k), run.level(k + 1));
      double r =
          k == 0
              ? Double.NaN
              : -LambdaStep.between(run.level(k - 1), run.level(k)).length() / step.length();
      double[] slope =
          before == null || run.level(k + 1).clean()
              ? null
              : Affine.sum(1 / r, before, -1 / r, clean);
      double[] predicted = run.drifted(predict(step, x, clean, slope));
      if (k + 1 == run.steps()) {
        return run.end(predicted);
      }
      double[] next = run.clean(predicted, k + 1);
      x = run.drifted(correct(step, x, clean, slope, r, next));
      before = clean;
      clean = next;
    }
  }

  /** {@code x_s} with half the slope, if there is one. */
  private static double[] predict(LambdaStep step, double[] x, double[] clean, double[] slope) {
    double[] end = step.to(x, clean);
    if (slope != null) {
      Affine.add(end, step.cleanFactor() / 2, slope);
    }
    return end;
  }

  /**
   * {@code x_s} with the clean image of its end. The weights solve {@code w1 + w2 = b1}, {@code r
   * w1 + w2 = b2} (Zhao et al. 2023, theorem 3.1).
   */
  private static double[] correct(
      LambdaStep step, double[] x, double[] clean, double[] slope, double r, double[] next) {
    double[] end = step.to(x, clean);
    double[] change = Affine.sum(1, next, -1, clean);
    if (slope == null) {
      Affine.add(end, step.cleanFactor() / 2, change);
      return end;
    }
    double h = -step.length();
    double b = Math.expm1(h);
    double second = b / h - 1;
    double b1 = second / b;
    double b2 = 2 * (second / h - 0.5) / b;
    double w1 = (b2 - b1) / (r - 1);
    Affine.add(end, step.cleanFactor() * w1, slope);
    Affine.add(end, step.cleanFactor() * (b1 - w1), change);
    return end;
  }
}
