package io.tomodrift.learned.model;

import io.tomodrift.learned.data.Normalisation;
import java.util.List;
import java.util.Objects;

/**
 * The images that a model was trained for.
 *
 * @param input how values of its input become the network's
 * @param target how the network's values become those of its result
 * @param smallestSpacingMm smallest distance of neighbouring pixels of a slice
 * @param largestSpacingMm largest distance of neighbouring pixels
 * @param sliceSpacingsMm smallest and largest distance of neighbouring slices; empty for networks
 *     in two dimensions, which see single slices
 * @param viewCount views of the scan that its input is reconstructed from; 0 if there is none
 * @param inputMethod what reconstructed its input, {@code fbp} or {@code fista-tv}; {@value
 *     #NO_SCAN} if there is no scan
 * @param windowSides sides of the training patches in pixels, {@code [rows, columns]} or {@code
 *     [slices, rows, columns]}
 */
public record ModelDomain(
    Normalisation input,
    Normalisation target,
    double smallestSpacingMm,
    double largestSpacingMm,
    List<Double> sliceSpacingsMm,
    int viewCount,
    String inputMethod,
    List<Integer> windowSides) {

  /** Input that is no reconstruction of a scan. */
  public static final String NO_SCAN = "none";

  /** Checks the values. */
  public ModelDomain {
    Objects.requireNonNull(input, "input");
    Objects.requireNonNull(target, "target");
    if (!(smallestSpacingMm > 0)
        || !(largestSpacingMm >= smallestSpacingMm)
        || largestSpacingMm == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException(
          "spacings must be positive and rise, got %s to %s mm"
              .formatted(smallestSpacingMm, largestSpacingMm));
    }
    if (inputMethod.isBlank()) {
      throw new IllegalArgumentException("inputMethod must not be blank");
    }
    requireSliceSpacings(sliceSpacingsMm);
    sliceSpacingsMm = List.copyOf(sliceSpacingsMm);
    if (viewCount < 0) {
      throw new IllegalArgumentException("viewCount must not be negative, got " + viewCount);
    }
    if (windowSides.stream().anyMatch(side -> side == null || side < 1)) {
      throw new IllegalArgumentException("windowSides must be positive, got " + windowSides);
    }
    windowSides = List.copyOf(windowSides);
  }

  private static void requireSliceSpacings(List<Double> found) {
    boolean numbers =
        found.stream().allMatch(mm -> mm != null && mm > 0 && mm != Double.POSITIVE_INFINITY);
    if (!numbers || !(found.isEmpty() || (found.size() == 2 && found.get(0) <= found.get(1)))) {
      throw new IllegalArgumentException(
          "sliceSpacingsMm must be the smallest and the largest, positive, or none, got " + found);
    }
  }
}
