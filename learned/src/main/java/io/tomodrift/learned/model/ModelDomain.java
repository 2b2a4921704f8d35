package io.tomodrift.learned.model;

import io.tomodrift.learned.data.Normalisation;
import java.util.List;
import java.util.Objects;

/**
 * The images that a model was trained for.
 *
 * @param input how values of its input become the network's
 * @param target how the network's values become those of its result
 * @param pixelMm smallest and largest distance of rows and of columns
 * @param sliceMm smallest and largest distance of slices; empty if it does not matter
 * @param viewCount views of the scan that its input is reconstructed from; 0 if there is none
 * @param windowSides sides of the training patches in pixels, {@code [rows, columns]} or {@code
 *     [slices, rows, columns]}
 */
public record ModelDomain(
    Normalisation input,
    Normalisation target,
    List<Double> pixelMm,
    List<Double> sliceMm,
    int viewCount,
    List<Integer> windowSides) {

  /** Checks the values. */
  public ModelDomain {
    Objects.requireNonNull(input, "input");
    Objects.requireNonNull(target, "target");
    requireRange("pixelMm", pixelMm);
    if (!sliceMm.isEmpty()) {
      requireRange("sliceMm", sliceMm);
    }
    pixelMm = List.copyOf(pixelMm);
    sliceMm = List.copyOf(sliceMm);
    if (viewCount < 0) {
      throw new IllegalArgumentException("viewCount must not be negative, got " + viewCount);
    }
    if (windowSides.stream().anyMatch(side -> side == null || side < 1)) {
      throw new IllegalArgumentException("windowSides must be positive, got " + windowSides);
    }
    windowSides = List.copyOf(windowSides);
  }

  private static void requireRange(String name, List<Double> range) {
    boolean rises =
        range.size() == 2
            && range.stream().allMatch(mm -> mm != null && mm > 0 && mm < Double.MAX_VALUE)
            && range.get(0) <= range.get(1);
    if (!rises) {
      throw new IllegalArgumentException(
          "%s must be the smallest and the largest spacing in mm, got %s".formatted(name, range));
    }
  }
}
