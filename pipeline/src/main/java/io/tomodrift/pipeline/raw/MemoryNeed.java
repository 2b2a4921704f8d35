package io.tomodrift.pipeline.raw;

import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.geometry.error.ResourceException;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.sinograms.rebin.RebinPlan;

/**
 * Memory a reconstruction from raw data needs at once.
 *
 * @param windowBytes views of a slab
 * @param slabBytes projections of a slab, as rebinned, kept, filtered, and its slices
 * @param resultBytes slices, and projections if they are kept
 */
public record MemoryNeed(long windowBytes, long slabBytes, long resultBytes) {

  /** The need of a plan. */
  public static MemoryNeed of(RawPlan plan, RebinPlan rebinning, int slabSlices) {
    ScanGeometry scan = rebinning.geometry();
    int slab = Math.min(slabSlices, rebinning.slices());
    long projection = 4L * scan.views() * scan.channels();
    long image = 4L * plan.grid().rows() * plan.grid().columns();
    int volumes = plan.fullView() && plan.views().isPresent() ? 2 : 1;
    long results = rebinning.slices() * (volumes * image);
    if (plan.keepSinogram()) {
      results += rebinning.slices() * projection;
    }
    return new MemoryNeed(
        rebinning.windowBytes(slab), slab * (3 * projection + 2 * image), results);
  }

  /** All together. */
  public long totalBytes() {
    return windowBytes + slabBytes + resultBytes;
  }

  /**
   * Checks that it fits.
   *
   * @throws ResourceException with the numbers if not
   */
  public void require(RunContext context) {
    if (totalBytes() > context.memoryBudgetBytes()) {
      throw new ResourceException(
          ("the reconstruction needs %s, %.1f GB are available; choose fewer slices with --z or a"
                  + " larger --slice-spacing-mm, do not keep the sinogram, or give the JVM more with"
                  + " TOMODRIFT_JAVA_OPTS=-Xmx..")
              .formatted(describe(), context.memoryBudgetBytes() * 1e-9));
    }
  }

  /** The numbers in words. */
  public String describe() {
    return "%.2f GB (views %.2f, slab %.2f, results %.2f)"
        .formatted(totalBytes() * 1e-9, windowBytes * 1e-9, slabBytes * 1e-9, resultBytes * 1e-9);
  }
}
