package io.tomodrift.metrics;

import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.metrics.DifferenceStatistics.Normalisation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Compares a test image or volume with a reference: the error measures, correlation and SSIM in one
 * table. The reference always comes first.
 *
 * <p><b>Accuracy</b>: sums in double. <b>Threading</b>: slices run in parallel, results do not
 * depend on the number of threads.
 */
public final class ImageMetrics {

  private ImageMetrics() {}

  /** Statistics of test - reference over all slices; {@code mask} may be null for every voxel. */
  public static DifferenceStatistics statistics(
      Samples reference, Samples test, Mask mask, RunContext context) {
    DifferenceSums sums =
        DifferenceSums.joined(DifferenceSums.perSlice(reference, test, mask, context));
    requireVoxels(sums);
    return sums.statistics();
  }

  /** As {@link #statistics}, for each slice; slices the mask leaves empty hold NaN. */
  public static List<DifferenceStatistics> perSlice(
      Samples reference, Samples test, Mask mask, RunContext context) {
    return Arrays.stream(DifferenceSums.perSlice(reference, test, mask, context))
        .map(DifferenceSums::statistics)
        .toList();
  }

  /**
   * The table of a comparison: MAE, RMSE, bias, max abs, PSNR, NRMSE, correlation and the SSIM of
   * slices, overall and per slice.
   *
   * @param mask voxels to compare, null for every one
   * @param maskName what the table says the mask is
   * @param unit unit of the values, such as HU
   * @param range range for PSNR and SSIM
   */
  public static MetricTable compare(
      Samples reference,
      Samples test,
      Mask mask,
      String maskName,
      String unit,
      DataRange range,
      SsimSettings ssimSettings,
      RunContext context) {
    DifferenceSums[] parts = DifferenceSums.perSlice(reference, test, mask, context);
    DifferenceSums joined = DifferenceSums.joined(parts);
    requireVoxels(joined);
    Rows rows =
        new Rows(
            joined.statistics(),
            Arrays.stream(parts).map(DifferenceSums::statistics).toList(),
            new ArrayList<>());
    rows.add("MAE", unit, "mean |test - reference|", DifferenceStatistics::mae);
    rows.add("RMSE", unit, "root of mean (test - reference)^2", DifferenceStatistics::rmse);
    rows.add("bias", unit, "mean of test - reference", DifferenceStatistics::bias);
    rows.add("max abs", unit, "largest |test - reference|", DifferenceStatistics::maxAbs);
    rows.add(
        "PSNR",
        "dB",
        "20 log10(L) - 10 log10(MSE), L = %s %s".formatted(range.length(), unit),
        part -> part.psnrDb(range));
    rows.add("NRMSE", "1", "RMSE / RMS of the reference", part -> part.nrmse());
    rows.add(
        "NRMSE min-max",
        "1",
        "RMSE / (max - min of the reference)",
        part -> part.nrmse(Normalisation.MIN_MAX));
    rows.add(
        "NRMSE mean", "1", "RMSE / mean of the reference", part -> part.nrmse(Normalisation.MEAN));
    rows.add("correlation", "1", "Pearson", DifferenceStatistics::correlation);
    SsimResult ssim = Ssim.slices(reference, test, mask, ssimSettings, range, context);
    rows.metrics.add(
        new Metric(
            "SSIM",
            ssim.ssim(),
            "1",
            "2-D, %s, range %s %s".formatted(ssimSettings.describe(), range, unit),
            ssim.perSlice()));
    return new MetricTable(maskName, joined.count(), rows.metrics);
  }

  private static void requireVoxels(DifferenceSums sums) {
    if (sums.count() == 0) {
      throw new IllegalArgumentException("the mask has no voxel, so there is nothing to compare");
    }
  }

  private record Rows(
      DifferenceStatistics overall, List<DifferenceStatistics> slices, List<Metric> metrics) {

    void add(
        String name, String unit, String definition, ToDoubleFunction<DifferenceStatistics> value) {
      metrics.add(
          new Metric(
              name,
              value.applyAsDouble(overall),
              unit,
              definition,
              slices.stream().map(value::applyAsDouble).toList()));
    }
  }
}
