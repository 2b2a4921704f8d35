package io.tomodrift.learned.diffusion;

import io.tomodrift.geometry.error.ModelException;

/**
 * Makes an image from noise by a network that predicts noise. All samplers see the network through
 * the clean image {@code x_0 = (x - sigma eps) / signal} alone, after the guide corrected it: noise
 * that they need follows from the state and the corrected image. One evaluation a step. Samplers
 * are values without state: one may serve several threads, if the network may.
 */
public sealed interface Sampler permits Ddpm, Ddim, DpmSolver, UniPc {

  /** Name in configurations. */
  String id();

  /** Whether {@link SamplingPlan#noise} is read. */
  boolean addsNoise();

  /**
   * Samples from noise, which the drift of the plan moves first.
   *
   * @param network predicts the noise
   * @param startNoise standard normal numbers in C order; it stays as it is
   * @param plan levels, noise of the steps, drift and guide
   * @throws ModelException if the network or the guide gives infinite values or no numbers, or too
   *     few
   */
  default Sample sample(NoisePredictor network, double[] startNoise, SamplingPlan plan) {
    return denoise(network, plan.drift().shifted(startNoise), plan);
  }

  /**
   * Goes on from an image that has the noise of the first level, with its drift if there is one.
   *
   * @param network predicts the noise
   * @param noisy image in C order; it stays as it is
   * @param plan levels, noise of the steps, drift and guide
   * @throws ModelException if the network or the guide gives infinite values or no numbers, or too
   *     few
   */
  Sample denoise(NoisePredictor network, double[] noisy, SamplingPlan plan);
}
