package io.tomodrift.learned.diffusion;

/**
 * What a sampler made.
 *
 * @param x image at the last level, in C order
 * @param evaluations how often the network was asked
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Sample(double[] x, int evaluations) {}
