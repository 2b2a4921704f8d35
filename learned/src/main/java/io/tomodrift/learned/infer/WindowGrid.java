package io.tomodrift.learned.infer;

import io.tomodrift.geometry.error.ResourceException;
import io.tomodrift.geometry.stack.FloatStack;

/** The windows of a volume, numbered slice first, column last. */
record WindowGrid(WindowAxis z, WindowAxis y, WindowAxis x) {

  static WindowGrid of(int slices, int rows, int columns, WindowSettings settings) {
    return new WindowGrid(
        new WindowAxis(slices, settings.slice(), settings.padding()),
        new WindowAxis(rows, settings.row(), settings.padding()),
        new WindowAxis(columns, settings.column(), settings.padding()));
  }

  long count() {
    return (long) z.count() * y.count() * x.count();
  }

  int startZ(long window) {
    return z.start((int) (window / ((long) y.count() * x.count())));
  }

  int startY(long window) {
    return y.start((int) (window / x.count() % y.count()));
  }

  int startX(long window) {
    return x.start((int) (window % x.count()));
  }

  int windowValues() {
    return Math.multiplyExact(Math.multiplyExact(z.window(), y.window()), x.window());
  }

  /** Padded slices that the windows of one batch reach into, for the worst batch. */
  private int bandSlices(int batch) {
    int most = 0;
    long count = count();
    for (long first = 0; first < count; first += batch) {
      long last = Math.min(count, first + batch) - 1;
      most = Math.max(most, startZ(last) - startZ(first) + z.window());
    }
    return most;
  }

  /**
   * The plan with as many windows at a time as fit.
   *
   * @throws ResourceException if one at a time does not fit
   */
  WindowPlan plan(int batch, long budgetBytes) {
    int n = (int) Math.min(batch, count());
    WindowPlan plan = plan(n, bandSlices(n), budgetBytes);
    while (!plan.fits() && n > 1) {
      n /= 2;
      plan = plan(n, bandSlices(n), budgetBytes);
    }
    if (!plan.fits()) {
      throw refusal(plan);
    }
    return plan;
  }

  private WindowPlan plan(int batch, int bandSlices, long budgetBytes) {
    long plane = (long) y.padded() * x.padded();
    return new WindowPlan(
        z.length(),
        y.length(),
        x.length(),
        z.window(),
        y.window(),
        x.window(),
        count(),
        batch,
        bandSlices,
        (long) Double.BYTES * bandSlices * plane,
        2L * Float.BYTES * batch * windowValues(),
        Float.BYTES
            * FloatStack.valueCount(
                z.length(), y.length(), x.length(), io.tomodrift.geometry.stack.SliceLayout.PLANAR),
        budgetBytes);
  }

  private static ResourceException refusal(WindowPlan plan) {
    long beside = plan.bandBytes() + plan.windowBytes();
    long slice = 4L * plan.rows() * plan.columns();
    long fitting = (plan.budgetBytes() - beside) / slice;
    return new ResourceException(
        "%d slices of %d x %d voxels in windows of %d x %d x %d need %s (%d slices of sums %s, one window %s, result %s), the budget is %s; raise it (and -Xmx), %s"
            .formatted(
                plan.slices(),
                plan.rows(),
                plan.columns(),
                plan.windowSlices(),
                plan.windowRows(),
                plan.windowColumns(),
                WindowPlan.mega(plan.neededBytes()),
                plan.bandSlices(),
                WindowPlan.mega(plan.bandBytes()),
                WindowPlan.mega(plan.windowBytes()),
                WindowPlan.mega(plan.resultBytes()),
                WindowPlan.mega(plan.budgetBytes()),
                fitting > 0
                    ? "or take at most %d slices at a time".formatted(fitting)
                    : "or take smaller windows"));
  }
}
