package io.tomodrift.pipeline.simulate;

import java.util.Optional;

/**
 * Noise wanted.
 *
 * @param photons quanta an element detects without an object; empty for no noise
 * @param bowtie true to let them fall toward the edge of the fan
 * @param electronicVariance variance of the read-out noise, quanta^2
 * @param fraction share of the dose, above 0 and at most 1; empty for 1
 */
public record DoseRequest(
    Optional<Double> photons,
    boolean bowtie,
    double electronicVariance,
    Optional<Double> fraction) {}
