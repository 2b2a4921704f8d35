package io.tomodrift.learned.diffusion;

/**
 * What samplers have in common.
 *
 * @param grid noise levels, from noise to clean
 * @param noise noise of the steps; read by samplers that add some only
 * @param drift shift of the start and of each step
 * @param guide corrects each predicted clean image
 */
public record SamplingPlan(NoiseGrid grid, StepNoise noise, LatentDrift drift, Guide guide) {

  /** Neither noise of steps nor drift nor guide. */
  public static SamplingPlan of(NoiseGrid grid) {
    return new SamplingPlan(grid, StepNoise.NONE, LatentDrift.NONE, Guide.NONE);
  }

  /** With noise for samplers that need it. */
  public SamplingPlan withNoise(StepNoise other) {
    return new SamplingPlan(grid, other, drift, guide);
  }

  /** With a drift. */
  public SamplingPlan withDrift(LatentDrift other) {
    return new SamplingPlan(grid, noise, other, guide);
  }

  /** With a guide. */
  public SamplingPlan withGuide(Guide other) {
    return new SamplingPlan(grid, noise, drift, other);
  }
}
