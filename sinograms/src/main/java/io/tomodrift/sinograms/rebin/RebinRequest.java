package io.tomodrift.sinograms.rebin;

import io.tomodrift.geometry.error.GeometryException;
import java.util.Optional;

/**
 * Which slices are wanted.
 *
 * @param fromZMm Z of the first slice, mm, gantry frame; absent: as low as there is data
 * @param toZMm Z not exceeded by the last slice, mm; absent: as high as there is data
 * @param sliceSpacingMm distance between slices, mm, positive
 * @param sliceThicknessMm width over which each slice is averaged, mm; 0 for none beyond that of
 *     the detector rows
 * @param incomplete true to allow slices for which some rays are missing (they are then 0)
 */
public record RebinRequest(
    Optional<Double> fromZMm,
    Optional<Double> toZMm,
    double sliceSpacingMm,
    double sliceThicknessMm,
    boolean incomplete) {

  /** Checks the values. */
  public RebinRequest {
    fromZMm.ifPresent(z -> requireFinite("fromZMm", z));
    toZMm.ifPresent(z -> requireFinite("toZMm", z));
    if (!(sliceSpacingMm > 0) || Double.isInfinite(sliceSpacingMm)) {
      throw new GeometryException(
          "sliceSpacingMm must be positive and finite, got " + sliceSpacingMm);
    }
    if (!(sliceThicknessMm >= 0) || Double.isInfinite(sliceThicknessMm)) {
      throw new GeometryException(
          "sliceThicknessMm must be finite and not negative, got " + sliceThicknessMm);
    }
    if (fromZMm.isPresent() && toZMm.isPresent() && fromZMm.get() > toZMm.get()) {
      throw new GeometryException(
          "the first slice at Z %s mm is above the last at %s mm; swap them"
              .formatted(fromZMm.get(), toZMm.get()));
    }
  }

  private static void requireFinite(String name, double zMm) {
    if (!Double.isFinite(zMm)) {
      throw new GeometryException(name + " must be finite, got " + zMm);
    }
  }

  /** All complete slices, this far apart, mm, as thin as the detector allows. */
  public static RebinRequest every(double sliceSpacingMm) {
    return new RebinRequest(Optional.empty(), Optional.empty(), sliceSpacingMm, 0, false);
  }

  /** The same request between two heights, mm. */
  public RebinRequest between(double lowestZMm, double highestZMm) {
    return new RebinRequest(
        Optional.of(lowestZMm),
        Optional.of(highestZMm),
        sliceSpacingMm,
        sliceThicknessMm,
        incomplete);
  }

  /** The same request with another thickness, mm. */
  public RebinRequest withThickness(double thicknessMm) {
    return new RebinRequest(fromZMm, toZMm, sliceSpacingMm, thicknessMm, incomplete);
  }

  /** The same request, accepting (or refusing) incomplete slices. */
  public RebinRequest withIncomplete(boolean accepted) {
    return new RebinRequest(fromZMm, toZMm, sliceSpacingMm, sliceThicknessMm, accepted);
  }
}
