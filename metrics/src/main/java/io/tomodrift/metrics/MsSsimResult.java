package io.tomodrift.metrics;

import java.util.List;

/**
 * Multi-scale structural similarity.
 *
 * @param value the index, 0 to 1; for slices, the mean over slices
 * @param levelValues mean contrast-structure factor of each level, mean SSIM at the last, before
 *     clipping; for slices, the mean over slices
 * @param weights exponents of the levels, sum 1
 * @param reducedLevels true if the image was too small for five levels: such a value must not be
 *     compared with values of five
 * @param perSlice the index of each slice; empty for a volume
 */
public record MsSsimResult(
    double value,
    List<Double> levelValues,
    List<Double> weights,
    boolean reducedLevels,
    List<Double> perSlice) {

  /** Copies the lists. */
  public MsSsimResult {
    levelValues = List.copyOf(levelValues);
    weights = List.copyOf(weights);
    perSlice = List.copyOf(perSlice);
  }
}
