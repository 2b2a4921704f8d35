package io.tomodrift.sinograms.raw;

/**
 * A view that was put in: the mean of two others, weighted by nearness.
 *
 * @param before index of the nearest view before it of the same focal spot position
 * @param after index of the nearest one after it
 * @param weightAfter weight of the latter, 0 to 1
 */
record Blend(int before, int after, double weightAfter) {}
