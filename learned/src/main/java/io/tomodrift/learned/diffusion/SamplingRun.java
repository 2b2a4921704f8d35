package io.tomodrift.learned.diffusion;

import io.tomodrift.geometry.error.ModelException;

/** One image on its way: asks the network and the guide, and counts. */
final class SamplingRun {

  private final String sampler;
  private final NoisePredictor network;
  private final SamplingPlan plan;
  private int evaluations;

  SamplingRun(String sampler, NoisePredictor network, SamplingPlan plan) {
    this.sampler = sampler;
    this.network = network;
    this.plan = plan;
  }

  int steps() {
    return plan.grid().steps();
  }

  NoiseLevel level(int k) {
    return plan.grid().levels().get(k);
  }

  /** {@code (x - sigma eps) / signal}, corrected by the guide; x has the noise of level k. */
  double[] clean(double[] x, int k) {
    NoiseLevel level = level(k);
    evaluations++;
    double[] noise = checked("network predicts noise", network.noise(x, level), x.length, level);
    double[] clean = Affine.sum(1 / level.signal(), x, -level.sigma() / level.signal(), noise);
    return checked("guide gives an image", plan.guide().correct(clean, level), x.length, level);
  }

  /** Adds the noise of step k in place; asks for none if there is none to add. */
  void addNoise(double[] x, double deviation, int k) {
    if (deviation > 0) {
      double[] noise = plan.noise().noise(k, x.length);
      if (noise.length != x.length) {
        throw new IllegalArgumentException(
            "the noise of step %d has %d values for an image of %d"
                .formatted(k, noise.length, x.length));
      }
      Affine.add(x, deviation, noise);
    }
  }

  /** Moves the end of a step in place. */
  double[] drifted(double[] x) {
    return plan.drift().afterStep(x, steps());
  }

  Sample end(double[] x) {
    return new Sample(checked("sample is an image", x, x.length, level(steps())), evaluations);
  }

  private double[] checked(String what, double[] values, int length, NoiseLevel level) {
    if (values.length != length) {
      throw new ModelException(
          "%s: the %s of %d values for an image of %d at time %s"
              .formatted(sampler, what, values.length, length, level.time()));
    }
    for (int i = 0; i < length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new ModelException(
            "%s: the %s of %s at index %d, time %s (evaluation %d): check the input and the model"
                .formatted(sampler, what, values[i], i, level.time(), evaluations));
      }
    }
    return values;
  }
}
