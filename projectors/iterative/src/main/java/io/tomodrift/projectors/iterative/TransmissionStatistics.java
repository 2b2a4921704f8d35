package io.tomodrift.projectors.iterative;

import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;

/**
 * The quanta behind line integrals, which give rays their weights.
 *
 * @param photons N0, quanta a ray detects without an object, positive
 * @param electronicVariance variance of the read-out noise in quanta squared, not negative; 0 makes
 *     the weights exp(-p) whatever the quanta
 */
public record TransmissionStatistics(double photons, double electronicVariance) {

  /** Checks the values. */
  public TransmissionStatistics {
    RayWeights.requireStatistics(photons, electronicVariance);
  }

  /** Weights as {@link RayWeights#transmission}. */
  public RayWeights weights(FloatStack lineIntegrals, RunContext context) {
    return RayWeights.transmission(lineIntegrals, photons, electronicVariance, context);
  }
}
