package io.tomodrift.metrics;

/**
 * Agreement of two masks.
 *
 * <p>If exactly one mask is empty, the distances are +infinity and {@link #failed} is true: such a
 * case counts as a failure and must not be dropped from a mean. If both are empty, the overlaps are
 * 1, the distances 0, and {@link #bothEmpty} says that nothing was there to find.
 *
 * @param referenceVoxels voxels of the reference
 * @param testVoxels voxels of the test mask
 * @param dice {@code 2 |A and B| / (|A| + |B|)}
 * @param jaccard {@code |A and B| / |A or B|}
 * @param hausdorffMm largest distance from an edge voxel of one to the nearest of the other, mm
 * @param hausdorff95Mm 95th percentile of the same in the convention asked for, mm
 * @param averageDistanceMm mean distance of the edge voxels of both masks together (ASSD), mm
 * @param meanOfDirectedMeansMm mean of the two directed mean distances, mm
 * @param surfaceDice share of the edge voxels of both masks within the tolerance (NSD)
 * @param toleranceMm the tolerance of {@code surfaceDice}, mm
 * @param convention what {@code hausdorff95Mm} is
 */
public record SegmentationResult(
    long referenceVoxels,
    long testVoxels,
    double dice,
    double jaccard,
    double hausdorffMm,
    double hausdorff95Mm,
    double averageDistanceMm,
    double meanOfDirectedMeansMm,
    double surfaceDice,
    double toleranceMm,
    Segmentation.Hausdorff95 convention) {

  /** True if exactly one of the masks is empty. */
  public boolean failed() {
    return (referenceVoxels == 0) != (testVoxels == 0);
  }

  /** True if both masks are empty. */
  public boolean bothEmpty() {
    return referenceVoxels == 0 && testVoxels == 0;
  }
}
