package io.tomodrift.tests.benchmarks;

import java.util.List;
import java.util.Optional;

/** What the runner can measure. */
enum Mode {
  /** Every operator for every size of stack, one thread. */
  OPERATORS,
  /** One thread and two. */
  THREADS,
  /** A quarter, half, and all of the views. */
  VIEWS,
  /** Twenty iterations of SIRT at 60 views. */
  SIRT,
  /** Rebinning per output sample. */
  REBIN,
  /** Memory against its plan. */
  MEMORY;

  private static final List<Integer> ALL_VIEWS = List.of(1152);

  /**
   * Runs of JMH that belong together.
   *
   * @param include pattern of the names of the benchmarks
   * @param slices slices of the stack
   * @param views numbers of views; empty if the benchmark has none
   * @param threads numbers of threads
   * @param warmUps unmeasured shots
   * @param shots measured shots
   */
  record Batch(
      String include,
      int slices,
      List<Integer> views,
      List<Integer> threads,
      int warmUps,
      int shots) {

    Batch(String include, int slices, List<Integer> views, List<Integer> threads, boolean quick) {
      this(
          include,
          slices,
          views,
          threads,
          quick || slices >= 64 ? 1 : 3,
          quick || slices >= 64 ? 2 : 3);
    }
  }

  /** Sizes of stacks of a mode. */
  List<Integer> sizes(boolean quick) {
    return switch (this) {
      case OPERATORS -> quick ? List.of(1, 16) : List.of(1, 16, 64, 256);
      case THREADS, VIEWS -> quick ? List.of(16) : List.of(64);
      case SIRT -> quick ? List.of(1) : List.of(1, 64);
      case REBIN -> quick ? List.of(32) : List.of(64);
      case MEMORY -> quick ? List.of(16) : List.of(64, 256);
    };
  }

  /** The batches of a mode, one a size; none for {@link #MEMORY}. */
  List<Batch> batches(boolean quick, List<Integer> sizes) {
    return sizes.stream().flatMap(slices -> batch(quick, slices).stream()).toList();
  }

  private Optional<Batch> batch(boolean quick, int slices) {
    List<Integer> one = List.of(1);
    String some = quick ? "Fbp.backProjection" : "(Projection|Fbp)\\..*";
    List<Integer> parts = List.of(288, 576, 1152);
    return switch (this) {
      case OPERATORS ->
          Optional.of(new Batch("(Projection|Fbp)\\..*", slices, ALL_VIEWS, one, quick));
      case THREADS -> Optional.of(new Batch(some, slices, ALL_VIEWS, List.of(1, 2), quick));
      case VIEWS -> Optional.of(new Batch(some, slices, parts, one, quick));
      case SIRT -> Optional.of(new Batch("SirtBenchmark.*", slices, List.of(60), one, quick));
      case REBIN -> Optional.of(new Batch("Rebinning.*", slices, List.of(), one, quick));
      case MEMORY -> Optional.empty();
    };
  }
}
