package io.tomodrift.pipeline.bench;

import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.projectors.backend.Backend;
import io.tomodrift.projectors.backend.Backends;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Measures the ceilings and then every operation for every number of slices, on the same machine in
 * the same run.
 *
 * @param backend id of the backend, or {@code auto}
 * @param slices stacks to time, by their number of slices
 * @param views views of the scan
 * @param repeats measured repeats of each operation
 */
public record SpeedRun(String backend, List<Integer> slices, int views, int repeats) {

  /** Copies the list. */
  public SpeedRun {
    slices = List.copyOf(slices);
  }

  /**
   * Runs.
   *
   * @param toolVersion for the report
   * @param context threads; its listener hears what is being done
   * @param header told machine and ceilings before the operations begin
   * @param each told every measurement as soon as it is there
   */
  public SpeedReport run(
      String toolVersion,
      RunContext context,
      Consumer<SpeedReport> header,
      Consumer<Measurement> each) {
    MachineFacts machine = MachineFacts.now();
    context.progress().progress("ceilings of one core", 0, 1);
    List<Measurement> measurements = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    try (Backend opened = Backends.select(backend, context);
        CeilingMeter meter = new CeilingMeter(context.parallelism())) {
      Ceilings ceilings = meter.measure();
      SpeedReport start =
          new SpeedReport(
              toolVersion,
              machine,
              opened.id(),
              opened.device(),
              context.parallelism(),
              ceilings,
              ceilings.gups(),
              List.of(),
              List.of());
      header.accept(start);
      for (int count : slices) {
        StandardProblem problem = new StandardProblem(count, views);
        long needed = problem.bytes(opened);
        if (needed > context.memoryBudgetBytes()) {
          notes.add(tooLarge(count, needed, context.memoryBudgetBytes()));
          continue;
        }
        OperatorTimer timer = new OperatorTimer(problem, opened, context, repeats);
        double before = meter.gupsNow();
        for (Operation operation : Operation.values()) {
          context.checkCancelled();
          Timing timing = timer.time(operation);
          double after = meter.gupsNow();
          Measurement found = Measurement.of(operation, problem, timing, Math.max(before, after));
          before = after;
          measurements.add(found);
          each.accept(found);
        }
      }
      return start.with(measurements, notes);
    }
  }

  private static String tooLarge(int slices, long needed, long budget) {
    return String.format(
        Locale.ROOT,
        "%d slices left out: they need %.1f GB, the budget is %.1f GB; raise -Xmx",
        slices,
        needed * 1e-9,
        budget * 1e-9);
  }
}
