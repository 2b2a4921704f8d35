package io.tomodrift.fbp;

import io.tomodrift.geometry.stack.HounsfieldScale;
import io.tomodrift.projectors.Interpolation;
import java.util.Objects;

/**
 * Everything that can be chosen about a filtered back projection; start from {@link #defaults()}.
 *
 * @param window multiplied to the ramp's spectrum
 * @param cutoff frequency above which the filter is zero, as a fraction of the Nyquist frequency,
 *     in (0, 1]
 * @param interpolation how the back projector reads between channels
 * @param redundancy how rays that measure the same line share it
 * @param wesargQ width of the transitions of {@link Redundancy#WESARG}, in (0, 1]
 * @param truncation what to do with projections cut off by the detector
 * @param water attenuation of water, for {@link Truncation#WATER}
 * @param limitedAngle true to reconstruct arcs too short to measure every line, instead of refusing
 * @param maskOutsideFov true to overwrite the pixels that not every view sees
 * @param maskValuePerMm what masked pixels get, 1/mm
 * @param fast true to back project in fewer operations, for one whole turn in even steps and linear
 *     interpolation
 */
public record FbpSettings(
    FilterWindow window,
    double cutoff,
    Interpolation interpolation,
    Redundancy redundancy,
    double wesargQ,
    Truncation truncation,
    HounsfieldScale water,
    boolean limitedAngle,
    boolean maskOutsideFov,
    double maskValuePerMm,
    boolean fast) {

  /** Checks the values. */
  public FbpSettings {
    Objects.requireNonNull(window, "window");
    Objects.requireNonNull(interpolation, "interpolation");
    Objects.requireNonNull(redundancy, "redundancy");
    Objects.requireNonNull(truncation, "truncation");
    Objects.requireNonNull(water, "water");
    if (fast && interpolation != Interpolation.LINEAR) {
      throw new IllegalArgumentException(
          "fast back projection goes with linear interpolation only, got " + interpolation);
    }
    checkFraction("cutoff", cutoff);
    checkFraction("wesargQ", wesargQ);
    if (!Double.isFinite(maskValuePerMm)) {
      throw new IllegalArgumentException("maskValuePerMm must be finite, got " + maskValuePerMm);
    }
  }

  private static void checkFraction(String name, double value) {
    if (!(value > 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " must be in (0, 1], got " + value);
    }
  }

  /**
   * The bare ramp, linear interpolation, automatic redundancy (q 0.25 for short scans), automatic
   * treatment of truncation, incomplete arcs refused, no mask, the direct back projection.
   */
  public static FbpSettings defaults() {
    return new FbpSettings(
        RampWindow.RAM_LAK,
        1,
        Interpolation.LINEAR,
        Redundancy.AUTO,
        0.25,
        Truncation.AUTO,
        HounsfieldScale.DEFAULT,
        false,
        false,
        0,
        false);
  }

  /** The same settings with another window. */
  public FbpSettings withWindow(FilterWindow other) {
    return new FbpSettings(
        other,
        cutoff,
        interpolation,
        redundancy,
        wesargQ,
        truncation,
        water,
        limitedAngle,
        maskOutsideFov,
        maskValuePerMm,
        fast);
  }

  /** The same settings with another cut-off, as a fraction of the Nyquist frequency. */
  public FbpSettings withCutoff(double fraction) {
    return new FbpSettings(
        window,
        fraction,
        interpolation,
        redundancy,
        wesargQ,
        truncation,
        water,
        limitedAngle,
        maskOutsideFov,
        maskValuePerMm,
        fast);
  }

  /** The same settings with another interpolation. */
  public FbpSettings withInterpolation(Interpolation other) {
    return new FbpSettings(
        window,
        cutoff,
        other,
        redundancy,
        wesargQ,
        truncation,
        water,
        limitedAngle,
        maskOutsideFov,
        maskValuePerMm,
        fast);
  }

  /** The same settings with another kind of redundancy weight. */
  public FbpSettings withRedundancy(Redundancy other) {
    return new FbpSettings(
        window,
        cutoff,
        interpolation,
        other,
        wesargQ,
        truncation,
        water,
        limitedAngle,
        maskOutsideFov,
        maskValuePerMm,
        fast);
  }

  /** The same settings with another width of Wesarg's transitions. */
  public FbpSettings withWesargQ(double q) {
    return new FbpSettings(
        window,
        cutoff,
        interpolation,
        redundancy,
        q,
        truncation,
        water,
        limitedAngle,
        maskOutsideFov,
        maskValuePerMm,
        fast);
  }

  /** The same settings with another treatment of truncation. */
  public FbpSettings withTruncation(Truncation other) {
    return new FbpSettings(
        window,
        cutoff,
        interpolation,
        redundancy,
        wesargQ,
        other,
        water,
        limitedAngle,
        maskOutsideFov,
        maskValuePerMm,
        fast);
  }

  /** The same settings with another attenuation of water. */
  public FbpSettings withWater(HounsfieldScale scale) {
    return new FbpSettings(
        window,
        cutoff,
        interpolation,
        redundancy,
        wesargQ,
        truncation,
        scale,
        limitedAngle,
        maskOutsideFov,
        maskValuePerMm,
        fast);
  }

  /** The same settings, accepting (or refusing) arcs too short to measure every line. */
  public FbpSettings withLimitedAngle(boolean accepted) {
    return new FbpSettings(
        window,
        cutoff,
        interpolation,
        redundancy,
        wesargQ,
        truncation,
        water,
        accepted,
        maskOutsideFov,
        maskValuePerMm,
        fast);
  }

  /** The same settings with pixels outside the field of view set to a value in 1/mm. */
  public FbpSettings withMaskOutsideFov(double valuePerMm) {
    return new FbpSettings(
        window,
        cutoff,
        interpolation,
        redundancy,
        wesargQ,
        truncation,
        water,
        limitedAngle,
        true,
        valuePerMm,
        fast);
  }

  /** The same settings with fast or direct back projection. */
  public FbpSettings withFast(boolean wanted) {
    return new FbpSettings(
        window,
        cutoff,
        interpolation,
        redundancy,
        wesargQ,
        truncation,
        water,
        limitedAngle,
        maskOutsideFov,
        maskValuePerMm,
        wanted);
  }
}
