package io.tomodrift.metrics;

import java.util.Arrays;

/**
 * Overlap and surface distance of two masks.
 *
 * <p>The edge of a mask is the mask without its erosion by the cross of face neighbours; outside
 * the array is background; distances are between voxel centres.
 *
 * <p><b>Accuracy</b>: exact up to rounding, 1e-12 mm. <b>Threading</b>: one thread.
 *
 * <p><b>Reference</b>: Maier-Hein et al. 2024, Nature Methods 21:195; Nikolov et al. 2021, J. Med.
 * Internet Res. 23:e26151, for surface Dice.
 */
public final class Segmentation {

  private static final double PERCENT = 95;

  /**
   * What is called the 95 % Hausdorff distance; values of different conventions cannot be mixed.
   */
  public enum Hausdorff95 {
    /** Maximum of the 95th percentiles of both directions, as in MONAI. */
    MAX_OF_DIRECTED,
    /** 95th percentile of the distances of both directions together, as in medpy. */
    POOLED,
    /**
     * Maximum over both directions of the percentile weighted by surface area, on the grid of voxel
     * corners, as in DeepMind's surface-distance. The areas equal that program's in two dimensions
     * and for cubic voxels; for spacings of 2, 0.9, 0.7 mm, 32 of 256 kinds of cells, whose surface
     * is not flat, differ by up to 7 %.
     */
    SURFACE_WEIGHTED
  }

  private Segmentation() {}

  /**
   * Compares two masks with {@link Hausdorff95#MAX_OF_DIRECTED} and a tolerance of 1 mm.
   *
   * @param spacingMm (row, column) or (slice, row, column) spacing, mm
   */
  public static SegmentationResult compare(Mask reference, Mask test, double... spacingMm) {
    return compare(reference, test, Hausdorff95.MAX_OF_DIRECTED, 1, spacingMm);
  }

  /**
   * Compares two masks.
   *
   * @param toleranceMm distance up to which surfaces agree, for the surface Dice
   * @param spacingMm (row, column) or (slice, row, column) spacing, mm
   */
  public static SegmentationResult compare(
      Mask reference, Mask test, Hausdorff95 convention, double toleranceMm, double... spacingMm) {
    check(reference, test, toleranceMm, spacingMm);
    long a = reference.count();
    long b = test.count();
    long both = reference.and(test).count();
    if (a == 0 || b == 0) {
      double overlap = a == b ? 1 : 0;
      double distance = a == b ? 0 : Double.POSITIVE_INFINITY;
      return new SegmentationResult(
          a,
          b,
          overlap,
          overlap,
          distance,
          distance,
          distance,
          distance,
          overlap,
          toleranceMm,
          convention);
    }
    MaskPair pair = MaskPair.of(reference, test, spacingMm);
    SurfaceDistances distances = SurfaceDistances.between(pair);
    double forward = mean(distances.forward());
    double backward = mean(distances.backward());
    return new SegmentationResult(
        a,
        b,
        2.0 * both / (a + b),
        (double) both / (a + b - both),
        distances.hausdorff(),
        hausdorff95(pair, distances, convention),
        mean(distances.pooled()),
        (forward + backward) / 2,
        distances.within(toleranceMm),
        toleranceMm,
        convention);
  }

  private static double hausdorff95(
      MaskPair pair, SurfaceDistances distances, Hausdorff95 convention) {
    return switch (convention) {
      case MAX_OF_DIRECTED ->
          Math.max(
              SurfaceDistances.percentile(distances.forward(), PERCENT),
              SurfaceDistances.percentile(distances.backward(), PERCENT));
      case POOLED -> SurfaceDistances.percentile(distances.pooled(), PERCENT);
      case SURFACE_WEIGHTED -> SurfaceElements.hausdorff(pair, PERCENT);
    };
  }

  private static double mean(double... values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static void check(Mask reference, Mask test, double toleranceMm, double... spacingMm) {
    reference.requireSame(test);
    if (spacingMm.length != reference.dimensions()) {
      throw new IllegalArgumentException(
          "masks of %d dimensions need as many spacings, got %s"
              .formatted(reference.dimensions(), Arrays.toString(spacingMm)));
    }
    for (double spacing : spacingMm) {
      if (!(spacing > 0) || Double.isInfinite(spacing)) {
        throw new IllegalArgumentException(
            "spacings must be positive and finite, got " + Arrays.toString(spacingMm));
      }
    }
    if (!(toleranceMm >= 0)) {
      throw new IllegalArgumentException("toleranceMm must not be negative, got " + toleranceMm);
    }
  }
}
