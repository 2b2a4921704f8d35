/**
 * Image quality measures for reconstructed slices and volumes.
 *
 * <p>Wrap what you have in {@link io.tomodrift.metrics.Samples}, then start from {@link
 * io.tomodrift.metrics.ImageMetrics#compare} for the usual table. Everything that conventions
 * differ about (range, mask, window, percentile) is an argument and part of the result. Physical
 * measures: {@link io.tomodrift.metrics.NoisePower}, {@link io.tomodrift.metrics.WireMtf}, {@link
 * io.tomodrift.metrics.EdgeMtf}, {@link io.tomodrift.metrics.ContrastToNoise}, {@link
 * io.tomodrift.metrics.Profiles}; masks: {@link io.tomodrift.metrics.Segmentation}; smoothness
 * across slices: {@link io.tomodrift.metrics.NeighbourSteps}.
 *
 * <p>The package measures one pair of images. Means over cases and their tests are absent: slices
 * of one patient are not independent cases.
 */
package io.tomodrift.metrics;
