package io.tomodrift.learned.infer;

import java.util.Locale;

/**
 * What a sliding window costs, known before anything is allocated. The caller's input, and what the
 * function on the windows takes, are not counted.
 *
 * @param slices slices of the volume
 * @param rows rows of the volume
 * @param columns columns of the volume
 * @param windowSlices slices of a window
 * @param windowRows rows of a window
 * @param windowColumns columns of a window
 * @param windows number of windows
 * @param batch windows handed over together
 * @param bandSlices slices that are added up at a time
 * @param bandBytes the sums of these slices
 * @param windowBytes one batch of windows and what is made of it
 * @param resultBytes the resulting volume
 * @param budgetBytes the limit given
 */
public record WindowPlan(
    int slices,
    int rows,
    int columns,
    int windowSlices,
    int windowRows,
    int windowColumns,
    long windows,
    int batch,
    int bandSlices,
    long bandBytes,
    long windowBytes,
    long resultBytes,
    long budgetBytes) {

  /** Voxels of all windows over voxels of the volume: passes of a network for each voxel. */
  public double passesPerVoxel() {
    double volume = (double) slices * rows * columns;
    return windows * ((double) windowSlices * windowRows * windowColumns / volume);
  }

  /** Bytes in all. */
  public long neededBytes() {
    return bandBytes + windowBytes + resultBytes;
  }

  boolean fits() {
    long values = (long) batch * windowSlices * windowRows * windowColumns;
    return neededBytes() <= budgetBytes && values <= Integer.MAX_VALUE - 8L;
  }

  /** One line for printing. */
  public String describe() {
    return "%d x %d x %d voxels in %d window%s of %d x %d x %d, %d at a time, %.2f passes a voxel: %s (%d slices of sums %s, windows %s, result %s) of a budget of %s"
        .formatted(
            slices,
            rows,
            columns,
            windows,
            windows == 1 ? "" : "s",
            windowSlices,
            windowRows,
            windowColumns,
            batch,
            passesPerVoxel(),
            mega(neededBytes()),
            bandSlices,
            mega(bandBytes),
            mega(windowBytes),
            mega(resultBytes),
            mega(budgetBytes));
  }

  static String mega(long bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }
}
