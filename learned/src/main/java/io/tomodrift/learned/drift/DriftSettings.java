package io.tomodrift.learned.drift;

import java.util.List;

/**
 * How a drift field is computed. Immutable; start with {@link #defaults()}.
 *
 * @param temperatures tau of eq. 14, in units of the mean distance that the scale is made of
 * @param selfMask added to the distance of a sample from itself, in units of the mean distance, so
 *     that it does not repel itself
 * @param scale which distances S is the mean of
 * @param scaleAcrossLocations whether these distances are between all locations (eq. 11) or within
 *     each; across costs (samples x locations)^2 distances
 * @param forceNormalisation whether the field of each temperature is divided by its root mean
 *     square before the sum; without, temperatures and feature maps differ by orders of magnitude
 * @param affinityFloor least product of the two softmaxes before the root; 0 for none, 1e-6 in the
 *     released code
 * @param distanceFloor least distance, in units of the features; 0 for none, 1e-4 in the released
 *     code
 * @param scaleFloor least S, in units of the features
 */
public record DriftSettings(
    List<Double> temperatures,
    double selfMask,
    DriftScale scale,
    boolean scaleAcrossLocations,
    boolean forceNormalisation,
    double affinityFloor,
    double distanceFloor,
    double scaleFloor) {

  /** Checks the values. */
  public DriftSettings {
    temperatures = List.copyOf(temperatures);
    if (temperatures.isEmpty() || temperatures.stream().anyMatch(t -> !(t > 0 && t < 1e6))) {
      throw new IllegalArgumentException(
          "temperatures must be positive and there must be one, got " + temperatures);
    }
    if (!(selfMask >= 0 && affinityFloor >= 0 && affinityFloor < 1 && distanceFloor >= 0)) {
      throw new IllegalArgumentException(
          "mask and floors must not be negative and the floor of affinities is below 1, got mask %s,"
                  .formatted(selfMask)
              + " affinity floor %s, distance floor %s".formatted(affinityFloor, distanceFloor));
    }
    if (!(scaleFloor > 0)) {
      throw new IllegalArgumentException("the least scale must be positive, got " + scaleFloor);
    }
  }

  /** The form of the paper, with forces normalised. */
  public static DriftSettings defaults() {
    return new DriftSettings(
        List.of(0.02, 0.05, 0.2), 1e6, DriftScale.POSITIVES, true, true, 0, 0, 1e-6);
  }

  /** The form of the released code of drifting models. */
  public static DriftSettings released() {
    return new DriftSettings(
        List.of(0.02, 0.05, 0.2), 100, DriftScale.ALL_WITH_SELF, false, true, 1e-6, 1e-4, 1e-3);
  }

  /** The same with other temperatures. */
  public DriftSettings withTemperatures(List<Double> values) {
    return new DriftSettings(
        values,
        selfMask,
        scale,
        scaleAcrossLocations,
        forceNormalisation,
        affinityFloor,
        distanceFloor,
        scaleFloor);
  }

  /** The same with all temperatures multiplied, as the paper's table V does. */
  public DriftSettings withTemperaturesTimes(double factor) {
    return withTemperatures(temperatures.stream().map(t -> t * factor).toList());
  }

  /** The same with another scale. */
  public DriftSettings withScale(DriftScale other, boolean acrossLocations) {
    return new DriftSettings(
        temperatures,
        selfMask,
        other,
        acrossLocations,
        forceNormalisation,
        affinityFloor,
        distanceFloor,
        scaleFloor);
  }

  /** The same with forces normalised or not. */
  public DriftSettings withForceNormalisation(boolean on) {
    return new DriftSettings(
        temperatures,
        selfMask,
        scale,
        scaleAcrossLocations,
        on,
        affinityFloor,
        distanceFloor,
        scaleFloor);
  }

  /** The same with another mask. */
  public DriftSettings withSelfMask(double value) {
    return new DriftSettings(
        temperatures,
        value,
        scale,
        scaleAcrossLocations,
        forceNormalisation,
        affinityFloor,
        distanceFloor,
        scaleFloor);
  }

  /** The same with another floor of affinities. */
  public DriftSettings withAffinityFloor(double value) {
    return new DriftSettings(
        temperatures,
        selfMask,
        scale,
        scaleAcrossLocations,
        forceNormalisation,
        value,
        distanceFloor,
        scaleFloor);
  }
}
