package io.tomodrift.metrics;

import io.tomodrift.geometry.run.ParallelLoop;
import io.tomodrift.geometry.run.RunContext;
import java.util.ArrayList;
import java.util.List;

/**
 * Structural similarity: {@code (2 mx my + C1)(2 sxy + C2) / ((mx^2 + my^2 + C1)(sx^2 + sy^2 +
 * C2))} with means, variances and covariance of a window, averaged over all windows inside the
 * image.
 *
 * <p><b>Units</b>: the range is in the unit of the images and stated by the caller. The index
 * changes with an offset of both images: values are taken relative to {@link DataRange#min()}.
 *
 * <p><b>Accuracy</b>: double precision; 1e-12 against numpy.
 *
 * <p><b>Threading</b>: slices run in parallel, results do not depend on the number of threads.
 *
 * <p><b>Reference</b>: Wang, Bovik, Sheikh, Simoncelli 2004, IEEE Trans. Image Process. 13:600,
 * equations 6 and 13.
 */
public final class Ssim {

  private Ssim() {}

  /** Index of each slice by itself; the overall value is that of all windows together. */
  public static SsimResult slices(
      Samples reference, Samples test, SsimSettings settings, DataRange range, RunContext context) {
    return slices(reference, test, null, settings, range, context);
  }

  /**
   * As {@link #slices(Samples, Samples, SsimSettings, DataRange, RunContext)}, averaged over the
   * windows whose centre is in the mask (all if null); the windows themselves are not cut.
   */
  public static SsimResult slices(
      Samples reference,
      Samples test,
      Mask mask,
      SsimSettings settings,
      DataRange range,
      RunContext context) {
    return average(reference, test, mask, settings, range, context, false);
  }

  /** Index with a separable three-dimensional window. */
  public static SsimResult volume(
      Samples reference, Samples test, SsimSettings settings, DataRange range, RunContext context) {
    return volume(reference, test, null, settings, range, context);
  }

  /** As {@link #volume(Samples, Samples, SsimSettings, DataRange, RunContext)} within a mask. */
  public static SsimResult volume(
      Samples reference,
      Samples test,
      Mask mask,
      SsimSettings settings,
      DataRange range,
      RunContext context) {
    return average(reference, test, mask, settings, range, context, true);
  }

  /**
   * The two-dimensional map of a slice.
   *
   * @return {@code [rows - size + 1][columns - size + 1]}
   */
  public static double[][] map(
      Samples reference, Samples test, int slice, SsimSettings settings, DataRange range) {
    check(reference, test, settings, false);
    SsimKernel kernel = new SsimKernel(settings, range.length(), reference, false);
    kernel.run(shifted(reference, range), shifted(test, range), slice);
    double[][] map = new double[kernel.mapRows()][kernel.mapColumns()];
    for (int r = 0; r < map.length; r++) {
      System.arraycopy(kernel.ssim, r * kernel.mapColumns(), map[r], 0, kernel.mapColumns());
    }
    return map;
  }

  /** The index of the whole image or volume taken as one window of equal weights. */
  public static double global(
      Samples reference, Samples test, SsimSettings settings, DataRange range, RunContext context) {
    Samples x = shifted(reference, range);
    Samples y = shifted(test, range);
    DifferenceSums sums = DifferenceSums.joined(DifferenceSums.perSlice(x, y, null, context));
    double c1 = Math.pow(settings.k1() * range.length(), 2);
    double c2 = Math.pow(settings.k2() * range.length(), 2);
    double unbias =
        settings.covariance() == SsimSettings.Covariance.SAMPLE
            ? sums.count() / (sums.count() - 1.0)
            : 1;
    return sums.ssim(c1, c2, unbias);
  }

  private static SsimResult average(
      Samples reference,
      Samples test,
      Mask mask,
      SsimSettings settings,
      DataRange range,
      RunContext context,
      boolean acrossSlices) {
    check(reference, test, settings, acrossSlices);
    if (mask != null) {
      Shapes.requireSame(reference, mask);
    }
    Samples x = shifted(reference, range);
    Samples y = shifted(test, range);
    int half = acrossSlices ? settings.size() / 2 : 0;
    PlaneMean[] means = new PlaneMean[reference.slices() - 2 * half];
    ParallelLoop.run(
        context,
        "SSIM",
        means.length,
        () -> new SsimKernel(settings, range.length(), reference, acrossSlices),
        (kernel, plane) -> {
          kernel.run(x, y, plane);
          means[plane] = PlaneMean.of(kernel, mask, plane + half, settings.size() / 2);
        });
    return result(means);
  }

  private static SsimResult result(PlaneMean... means) {
    double ssim = 0;
    double contrastStructure = 0;
    long windows = 0;
    List<Double> perSlice = new ArrayList<>();
    List<Double> contrastPerSlice = new ArrayList<>();
    for (PlaneMean mean : means) {
      ssim += mean.ssim;
      contrastStructure += mean.contrastStructure;
      windows += mean.windows;
      perSlice.add(mean.ssim / mean.windows);
      contrastPerSlice.add(mean.contrastStructure / mean.windows);
    }
    return new SsimResult(
        ssim / windows, contrastStructure / windows, windows, perSlice, contrastPerSlice);
  }

  private static Samples shifted(Samples samples, DataRange range) {
    return range.min() == 0 ? samples : samples.map(value -> value - range.min());
  }

  private static void check(
      Samples reference, Samples test, SsimSettings settings, boolean acrossSlices) {
    Shapes.requireSame(reference, test);
    int side = Math.min(reference.rows(), reference.columns());
    side = acrossSlices ? Math.min(side, reference.slices()) : side;
    if (side < settings.size()) {
      throw new IllegalArgumentException(
          "an SSIM window of side %d does not fit into %s; choose a smaller window"
              .formatted(settings.size(), reference));
    }
  }

  private record PlaneMean(double ssim, double contrastStructure, long windows) {

    static PlaneMean of(SsimKernel kernel, Mask mask, int slice, int half) {
      double ssim = 0;
      double contrastStructure = 0;
      long windows = 0;
      for (int r = 0; r < kernel.mapRows(); r++) {
        for (int c = 0; c < kernel.mapColumns(); c++) {
          if (mask == null || mask.contains(slice, r + half, c + half)) {
            ssim += kernel.ssim[r * kernel.mapColumns() + c];
            contrastStructure += kernel.contrastStructure[r * kernel.mapColumns() + c];
            windows++;
          }
        }
      }
      return new PlaneMean(ssim, contrastStructure, windows);
    }
  }
}
