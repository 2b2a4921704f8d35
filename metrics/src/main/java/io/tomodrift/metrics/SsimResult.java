package io.tomodrift.metrics;

import java.util.List;

/**
 * Structural similarity, averaged.
 *
 * @param ssim mean of the index over all windows, at most 1
 * @param contrastStructure mean of its contrast-structure factor (what MS-SSIM uses)
 * @param windows number of windows averaged
 * @param perSlice mean index of each slice (2-D) or of each plane of window centres (3-D); NaN
 *     where a mask leaves no window
 * @param contrastPerSlice the same of the contrast-structure factor
 */
public record SsimResult(
    double ssim,
    double contrastStructure,
    long windows,
    List<Double> perSlice,
    List<Double> contrastPerSlice) {

  /** Copies the list. */
  public SsimResult {
    perSlice = List.copyOf(perSlice);
    contrastPerSlice = List.copyOf(contrastPerSlice);
  }
}
