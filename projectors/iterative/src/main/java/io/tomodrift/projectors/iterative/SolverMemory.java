package io.tomodrift.projectors.iterative;

import io.tomodrift.geometry.error.ResourceException;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.SliceLayout;
import java.util.Locale;
import java.util.function.IntToLongFunction;

/** Sizes of stacks, and the refusal of work that does not fit the budget. */
final class SolverMemory {

  private SolverMemory() {}

  /** Bytes of {@code images} image stacks and {@code datas} data stacks of the operator's sizes. */
  static long stacks(ViewSubsets operator, int slices, int images, int datas) {
    long image =
        FloatStack.valueCount(
            slices, operator.grid().rows(), operator.grid().columns(), SliceLayout.INTERLEAVED);
    long data =
        FloatStack.valueCount(
            slices,
            operator.geometry().views(),
            operator.geometry().channels(),
            SliceLayout.INTERLEAVED);
    return Float.BYTES * (images * image + datas * data);
  }

  /** True if no stack exceeds what one array holds. */
  static boolean fitsArrays(ViewSubsets operator, int slices) {
    long image = stacks(operator, slices, 1, 0);
    long data = stacks(operator, slices, 0, 1);
    return Math.max(image, data) / Float.BYTES <= Integer.MAX_VALUE - 8L;
  }

  /**
   * Demands that {@code bytes(slices)} fits the budget.
   *
   * @throws ResourceException naming the number of slices that would
   */
  static void require(
      String solver,
      ViewSubsets operator,
      int slices,
      IntToLongFunction bytes,
      RunContext context) {
    long budget = context.memoryBudgetBytes();
    long needed = bytes.applyAsLong(slices);
    if (needed <= budget) {
      return;
    }
    int fitting = slices - 1;
    while (fitting > 0 && bytes.applyAsLong(fitting) > budget) {
      fitting--;
    }
    String advice =
        fitting > 0
            ? "solve at most %d at a time, or raise the budget (and -Xmx)".formatted(fitting)
            : "one slice alone needs %s; raise the budget (and -Xmx) or reduce pixels or views"
                .formatted(mega(bytes.applyAsLong(1)));
    throw new ResourceException(
        "%s on %d slice%s of %d x %d pixels, %d views x %d channels needs %s besides the data, the budget is %s; %s"
            .formatted(
                solver,
                slices,
                slices == 1 ? "" : "s",
                operator.grid().columns(),
                operator.grid().rows(),
                operator.geometry().views(),
                operator.geometry().channels(),
                mega(needed),
                mega(budget),
                advice));
  }

  static String mega(long bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }
}
