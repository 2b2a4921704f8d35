package io.tomodrift.pipeline.raw;

import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.SliceLayout;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.pipeline.report.MetricTable;
import io.tomodrift.pipeline.report.MetricTable.Better;
import io.tomodrift.pipeline.report.MetricTable.Column;
import java.util.ArrayList;
import java.util.List;

/**
 * Errors of a volume against a reference, apart for each kind of tissue, inside the field of view.
 *
 * <p>A voxel belongs to the class its reference value tells, and to the flat part of that class if
 * its six neighbours' reference values differ from it by at most 50 HU: there blurring is no reason
 * for a difference.
 */
public final class TissueErrors {

  private static final float FLAT_HU = 50;

  /** A kind of tissue: reference values from {@code fromHu} to below {@code toHu}. */
  enum Tissue {
    LUNG("lung and gas, -1000 to -500 HU", -1000, -500),
    FAT("fat, -150 to -30 HU", -150, -30),
    SOFT("soft tissue, -30 to 150 HU", -30, 150),
    BONE("bone and contrast, above 150 HU", 150, Float.MAX_VALUE);

    private final String label;
    private final float fromHu;
    private final float toHu;

    Tissue(String label, float fromHu, float toHu) {
      this.label = label;
      this.fromHu = fromHu;
      this.toHu = toHu;
    }

    boolean holds(float hu) {
      return hu >= fromHu && hu < toHu;
    }
  }

  /**
   * One line of the table.
   *
   * @param region the tissue, all of it or its flat part
   * @param voxels how many
   * @param biasHu mean difference
   * @param rmseHu root of the mean squared difference
   */
  public record Region(String region, long voxels, double biasHu, double rmseHu) {}

  private TissueErrors() {}

  /** The lines for the voxels within {@code radiusMm} of the middle of the grid. */
  public static List<Region> of(Volume reference, Volume test, ImageGrid grid, double radiusMm) {
    FloatStack truth = reference.stack().toLayout(SliceLayout.PLANAR);
    FloatStack values = test.stack().toLayout(SliceLayout.PLANAR);
    List<Region> regions = new ArrayList<>();
    for (Tissue tissue : Tissue.values()) {
      regions.add(region(tissue, false, truth, values, grid, radiusMm));
      regions.add(region(tissue, true, truth, values, grid, radiusMm));
    }
    return regions.stream().filter(region -> region.voxels() > 0).toList();
  }

  private static Region region(
      Tissue tissue,
      boolean flat,
      FloatStack truth,
      FloatStack values,
      ImageGrid grid,
      double radiusMm) {
    long count = 0;
    double sum = 0;
    double squares = 0;
    for (int k = flat ? 1 : 0; k < truth.slices() - (flat ? 1 : 0); k++) {
      for (int j = 1; j < truth.rows() - 1; j++) {
        for (int i = 1; i < truth.columns() - 1; i++) {
          float hu = truth.get(k, j, i);
          if (tissue.holds(hu)
              && Math.hypot(
                      grid.xMm(i) - grid.xMm(0) - grid.widthMm() / 2 + grid.pixelMm() / 2,
                      grid.yMm(0) - grid.yMm(j) - grid.heightMm() / 2 + grid.pixelMm() / 2)
                  <= radiusMm
              && (!flat || isFlat(truth, k, j, i))) {
            double difference = values.get(k, j, i) - hu;
            count++;
            sum += difference;
            squares += difference * difference;
          }
        }
      }
    }
    String name = tissue.label + (flat ? ", flat" : "");
    return count == 0
        ? new Region(name, 0, 0, 0)
        : new Region(name, count, sum / count, Math.sqrt(squares / count));
  }

  private static boolean isFlat(FloatStack truth, int k, int j, int i) {
    float hu = truth.get(k, j, i);
    return near(hu, truth.get(k, j, i - 1))
        && near(hu, truth.get(k, j, i + 1))
        && near(hu, truth.get(k, j - 1, i))
        && near(hu, truth.get(k, j + 1, i))
        && near(hu, truth.get(k - 1, j, i))
        && near(hu, truth.get(k + 1, j, i));
  }

  private static boolean near(float a, float b) {
    return Math.abs(a - b) <= FLAT_HU;
  }

  /** The lines as a table. */
  static MetricTable table(List<Region> regions) {
    MetricTable table =
        MetricTable.of(
            "Region of the reference",
            List.of(
                new Column("bias", "HU", "mean difference", 2, Better.NEITHER),
                new Column("RMSE", "HU", "root mean squared difference", 2, Better.NEITHER),
                new Column("voxels", "1000", "size of the region", 1, Better.NEITHER)));
    regions.forEach(r -> table.row(r.region(), r.biasHu(), r.rmseHu(), r.voxels() / 1000.0));
    return table;
  }
}
