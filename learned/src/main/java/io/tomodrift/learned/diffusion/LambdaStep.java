package io.tomodrift.learned.diffusion;

/**
 * The exact solution over a step if the clean image were constant: {@code x_s = noisyFactor x_t +
 * cleanFactor x_0} (Lu et al. 2022, arXiv 2211.01095, proposition 4.1).
 *
 * @param length {@code h = lambda_s - lambda_t}, infinite to the clean image
 * @param noisyFactor {@code sigma_s / sigma_t}
 * @param cleanFactor {@code signal_s (1 - exp(-h))}
 */
record LambdaStep(double length, double noisyFactor, double cleanFactor) {

  static LambdaStep between(NoiseLevel from, NoiseLevel to) {
    double length = to.lambda() - from.lambda();
    return new LambdaStep(length, to.sigma() / from.sigma(), -to.signal() * Math.expm1(-length));
  }

  /** A fresh array. */
  double[] to(double[] x, double[] clean) {
    return Affine.sum(noisyFactor, x, cleanFactor, clean);
  }
}
