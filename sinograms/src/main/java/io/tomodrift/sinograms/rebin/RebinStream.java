package io.tomodrift.sinograms.rebin;

import io.tomodrift.geometry.FanBeamGeometry;
import io.tomodrift.geometry.error.ResourceException;
import io.tomodrift.geometry.helical.HelicalGeometry;
import io.tomodrift.geometry.helical.ProjectionSource;
import io.tomodrift.geometry.run.ParallelLoop;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.SinogramUnit;
import java.io.IOException;
import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.Objects;

/**
 * Rebins a scan slab by slab, in the order of the slices, reading each view once.
 *
 * <p>With g the measured line integral, kappa the angle of a ray with the plane of rotation and W
 * the weight of its row:
 *
 * <pre>
 * p(beta, gamma, Z) = sum W g cos(kappa) / sum W
 * </pre>
 *
 * over the rays of all turns and directions that run in the vertical plane of (beta, gamma) and
 * cross the plane Z where they are nearest to the axis. In view and column direction measured rays
 * are interpolated by {@link RayInterpolation}, in row direction linearly, between the rows of all
 * focal spot positions that measured the same vertical plane.
 *
 * <p><b>Shape</b>: sinograms {@code [view][channel][slice]}, INTERLEAVED. <b>Units</b>: line
 * integrals. <b>Accuracy</b>: exact up to interpolation for objects constant along Z. Rays of
 * channels beyond the symmetric fan that no row measured get the nearest row; other missing rays,
 * which only incomplete slices have, are 0. <b>Threading</b>: uses the threads of the context; the
 * result depends neither on their number nor on the size of the slabs. An instance serves one
 * thread.
 *
 * <p><b>Reference</b>: Noo, Defrise and Clackdoyle 1999, Phys. Med. Biol. 44(2):561, eq. 9 to 12;
 * flying focal spot after Kachelriess et al. 2006, IEEE Trans. Med. Imaging 25(2):109.
 */
public final class RebinStream implements AutoCloseable {

  private final RebinPlan plan;
  private final RunContext context;
  private final RowWeight weight;
  private ViewWindow window;
  private int nextSlice;

  /**
   * Starts before the first slice; nothing is read yet.
   *
   * @param source projections of the plan's scan; stays open and belongs to the caller
   */
  public RebinStream(ProjectionSource source, RebinPlan plan, RunContext context) {
    this.plan = Objects.requireNonNull(plan, "plan");
    this.context = Objects.requireNonNull(context, "context");
    HelicalGeometry scan = source.geometry();
    if (scan.views() != plan.scan().views() || !scan.detector().equals(plan.scan().detector())) {
      throw new IllegalArgumentException(
          "the plan is for %s, the projections are of %s".formatted(plan.scan(), scan));
    }
    this.window = new ViewWindow(source);
    this.weight = new RowWeight(scan.detector().rows(), plan.settings().smoothFrom());
  }

  /** True if slices are left. */
  public boolean hasNext() {
    return window != null && nextSlice < plan.slices();
  }

  /**
   * Rebins the next slices; in mode {@link RebinMode#SHORT_SCAN} a single one, as each has view
   * angles of its own.
   *
   * @param maxSlices most slices wanted, at least 1
   * @throws ResourceException if the slab does not fit the memory budget
   * @throws IOException if projections cannot be read
   */
  public RebinnedSlab next(int maxSlices) throws IOException {
    if (maxSlices < 1) {
      throw new IllegalArgumentException("maxSlices must be at least 1, got " + maxSlices);
    }
    if (!hasNext()) {
      throw new NoSuchElementException("all %d slices are done".formatted(plan.slices()));
    }
    int count = Math.min(maxSlices, plan.slices() - nextSlice);
    if (plan.settings().mode() == RebinMode.SHORT_SCAN) {
      count = 1;
    }
    requireMemory(count);
    int from = nextSlice;
    window.moveTo(plan.viewsNeeded(from, from + count), context);
    RebinnedSlab slab = rebin(from, count);
    nextSlice += count;
    return slab;
  }

  private void requireMemory(int count) {
    long needed = plan.slabBytes(count);
    long budget = context.memoryBudgetBytes();
    if (needed > budget) {
      int fitting = plan.slicesFitting(budget, count);
      throw new ResourceException(
          "rebinning %d slices at a time needs %.0f MB, available are %.0f MB; %s"
              .formatted(
                  count,
                  needed * 1e-6,
                  budget * 1e-6,
                  fitting > 0
                      ? "%d slices at a time fit".formatted(fitting)
                      : "one slice needs %.0f MB".formatted(plan.slabBytes(1) * 1e-6)));
    }
  }

  private RebinnedSlab rebin(int from, int count) {
    FanBeamGeometry fan = plan.geometry(from);
    FloatStack stack = FloatStack.interleaved(count, fan.views(), fan.channels());
    int[][] measured = new int[fan.views()][count];
    double[] heights = plan.sliceSet().sectionsMm(from, from + count);
    double[] angles = windowAngles();
    int period = plan.groupPeriod();
    int viewsOfOne = (fan.views() + period - 1) / period;
    int blocksOfOne = (viewsOfOne + Lanes.VIEWS - 1) / Lanes.VIEWS;
    ParallelLoop.run(
        context,
        "rebin",
        blocksOfOne * period,
        () -> new ViewRebinner(plan, window, heights, angles[0], angles[1], weight),
        (rebinner, block) -> {
          int first = block % period + block / period * Lanes.VIEWS * period;
          rebinBlock(rebinner, first, period, from, stack, fan, measured);
        });
    Sinogram sinogram =
        new Sinogram(stack, fan, plan.sliceAxis().from(from), SinogramUnit.LINE_INTEGRAL);
    return new RebinnedSlab(from, sinogram, completeness(measured, fan.channels()));
  }

  /** Rebins views {@code first}, {@code first + period} and so on, which read the same groups. */
  private void rebinBlock(
      ViewRebinner rebinner,
      int first,
      int period,
      int slice,
      FloatStack stack,
      FanBeamGeometry fan,
      int[][] measured) {
    double[] sourceRad = new double[Lanes.VIEWS];
    int count = 0;
    for (int v = first; v < fan.views() && count < Lanes.VIEWS; v += period) {
      sourceRad[count++] = fan.angles().rad(v);
    }
    if (count == 0) {
      return;
    }
    int views = count;
    int sections = plan.sectionsPerSlice();
    int[] wholeChannels = new int[1];
    rebinner.rebin(
        plan.groups(slice, first),
        sourceRad,
        views,
        (channel, rays, whole) -> {
          boolean counts = plan.symmetric(channel);
          wholeChannels[0] += counts && whole ? 1 : 0;
          for (int i = 0; i < views; i++) {
            int view = first + i * period;
            int at = stack.index(0, view, channel);
            if (whole) {
              rays.wholeMeans(i, sections, stack.data(), at);
            } else {
              rays.means(i, sections, stack.data(), at, counts ? measured[view] : null);
            }
          }
        });
    for (int i = 0; i < views; i++) {
      int[] rays = measured[first + i * period];
      Arrays.setAll(rays, k -> rays[k] + wholeChannels[0] * sections);
    }
  }

  private double[] windowAngles() {
    ViewRange range = window.range();
    if (range.count() == 0) {
      return new double[2];
    }
    double a = plan.scan().unwrappedRad(range.first());
    double b = plan.scan().unwrappedRad(range.end() - 1);
    return new double[] {Math.min(a, b), Math.max(a, b)};
  }

  private float[] completeness(int[][] measured, int channels) {
    long rays = 0;
    for (int channel = 0; channel < channels; channel++) {
      rays += plan.symmetric(channel) ? (long) measured.length * plan.sectionsPerSlice() : 0;
    }
    long[] sums = new long[measured[0].length];
    for (int[] view : measured) {
      Arrays.setAll(sums, slice -> sums[slice] + view[slice]);
    }
    float[] completeness = new float[sums.length];
    for (int slice = 0; slice < sums.length; slice++) {
      completeness[slice] = (float) ((double) sums[slice] / rays);
    }
    return completeness;
  }

  /** Lets go of the projections in memory. */
  @Override
  public void close() {
    window = null;
  }
}
