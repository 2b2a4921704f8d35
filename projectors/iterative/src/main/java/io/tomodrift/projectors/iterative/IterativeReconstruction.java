package io.tomodrift.projectors.iterative;

import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.error.ResourceException;
import io.tomodrift.geometry.run.ProgressListener;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.SinogramUnit;
import io.tomodrift.geometry.stack.SliceLayout;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeFrame;
import io.tomodrift.geometry.stack.VolumeUnit;
import io.tomodrift.projectors.ProjectorModel;
import io.tomodrift.projectors.Reconstructor;
import io.tomodrift.projectors.backend.Backend;
import java.util.Objects;
import java.util.Optional;

/**
 * An iterative solver as a reconstruction of whole stacks, in batches that fit the memory budget.
 * All rays weigh the same and the start is zero, unless said otherwise.
 *
 * <p><b>Shape</b>: a sinogram of either layout; the volume is PLANAR. <b>Units</b>: line integrals
 * give 1/mm. The result depends on the batches to rounding only.
 */
public final class IterativeReconstruction implements Reconstructor {

  /** More slices than this gain nothing from each other. */
  private static final int LARGEST_BATCH = 64;

  private static final int LANE_UNIT = 16;

  private final IterativeSolver solver;
  private final int subsets;
  private final ProjectorModel model;
  private final Backend backend;
  private final Optional<TransmissionStatistics> statistics;
  private final Optional<Reconstructor> start;

  /**
   * Creates the method.
   *
   * @param solver what solves each batch
   * @param subsets subsets of the views, 1 for solvers that use none
   * @param model the ray model
   * @param backend what projects; stays open and belongs to the caller
   */
  public IterativeReconstruction(
      IterativeSolver solver, int subsets, ProjectorModel model, Backend backend) {
    this(solver, subsets, model, backend, Optional.empty(), Optional.empty());
  }

  private IterativeReconstruction(
      IterativeSolver solver,
      int subsets,
      ProjectorModel model,
      Backend backend,
      Optional<TransmissionStatistics> statistics,
      Optional<Reconstructor> start) {
    this.solver = Objects.requireNonNull(solver, "solver");
    this.subsets = subsets;
    this.model = Objects.requireNonNull(model, "model");
    this.backend = Objects.requireNonNull(backend, "backend");
    this.statistics = statistics;
    this.start = start;
  }

  /** The same with rays weighted by the statistics of their quanta. */
  public IterativeReconstruction weightedBy(TransmissionStatistics quanta) {
    return new IterativeReconstruction(solver, subsets, model, backend, Optional.of(quanta), start);
  }

  /** The same, starting from what another method makes of each batch. */
  public IterativeReconstruction startingFrom(Reconstructor method) {
    return new IterativeReconstruction(
        solver, subsets, model, backend, statistics, Optional.of(method));
  }

  /**
   * Plans the batches without allocating anything.
   *
   * @throws ResourceException if one slice exceeds the memory budget, naming the size that fits
   */
  public SolverPlan plan(Sinogram sinogram, ImageGrid grid, RunContext context) {
    try (ViewSubsets operator = operator(sinogram, grid)) {
      return plan(operator, sinogram, context);
    }
  }

  /**
   * Reconstructs every slice of a stack, batch by batch.
   *
   * @throws FormatException if the sinogram holds counts, or values that are not finite
   * @throws ResourceException if one slice exceeds the memory budget, naming the size that fits
   */
  @Override
  public Volume reconstruct(Sinogram sinogram, ImageGrid grid, RunContext context) {
    return run(sinogram, grid, context).volume();
  }

  /** As {@link #reconstruct}, with the objective of every iteration. */
  public Outcome run(Sinogram sinogram, ImageGrid grid, RunContext context) {
    if (sinogram.unit() != SinogramUnit.LINE_INTEGRAL) {
      throw new FormatException(
          "%s needs line integrals, the sinogram holds %s; take -ln(counts / air) first"
              .formatted(solver.name(), sinogram.unit()));
    }
    int slices = sinogram.slices();
    FloatStack volume;
    BatchLogs logs = new BatchLogs();
    try (ViewSubsets operator = operator(sinogram, grid)) {
      SolverPlan plan = plan(operator, sinogram, context);
      int batch = plan.batchSlices();
      volume = FloatStack.planar(slices, grid.rows(), grid.columns());
      for (int from = 0; from < slices; from += batch) {
        int count = Math.min(batch, slices - from);
        RunContext part = context.withProgress(overall(context, from / batch, plan.batches()));
        Solution found = solver.solve(problem(operator, sinogram, from, count, part), part);
        found.image().copyInto(0, volume, from, count);
        logs.add(found.log());
      }
    }
    VolumeFrame frame =
        VolumeFrame.gantry(grid, sinogram.sliceAxis().firstZMm(), sinogram.sliceAxis().spacingMm());
    return new Outcome(new Volume(volume, frame, VolumeUnit.PER_MM), logs.merged());
  }

  private ViewSubsets operator(Sinogram sinogram, ImageGrid grid) {
    return ViewSubsets.of(backend, sinogram.geometry(), grid, model, subsets);
  }

  private Problem problem(
      ViewSubsets operator, Sinogram sinogram, int from, int count, RunContext context) {
    FloatStack data = sinogram.stack().copySlices(from, from + count, SliceLayout.INTERLEAVED);
    Problem problem = Problem.of(operator, data);
    if (statistics.isPresent()) {
      problem = problem.withWeights(statistics.get().weights(data, context));
    }
    if (start.isPresent()) {
      Sinogram slices = sinogram.slices(from, from + count);
      FloatStack first = start.get().reconstruct(slices, operator.grid(), context).stack();
      problem = problem.startingAt(first.toLayout(SliceLayout.INTERLEAVED));
    }
    return problem;
  }

  /** Progress over all batches instead of within one; other stages are not shown. */
  private ProgressListener overall(RunContext context, int batch, int batches) {
    ProgressListener outer = context.progress();
    return new ProgressListener() {
      @Override
      public void progress(String stage, long done, long total) {
        if (stage.equals(solver.name())) {
          outer.progress(stage, batch * total + done, batches * total);
        }
      }

      @Override
      public boolean cancelled() {
        return outer.cancelled();
      }
    };
  }

  /** Slices to solve together: all, a multiple of the lane unit, or as few as fit. */
  private SolverPlan plan(ViewSubsets operator, Sinogram sinogram, RunContext context) {
    int slices = sinogram.slices();
    long result = 4L * slices * operator.grid().rows() * operator.grid().columns();
    long budget = context.memoryBudgetBytes();
    int most = Math.min(slices, LARGEST_BATCH);
    for (int n = most; n > 0; n = n > LANE_UNIT ? (n - 1) / LANE_UNIT * LANE_UNIT : n - 1) {
      long bytes = bytes(operator, n, context);
      if (bytes + result <= budget && SolverMemory.fitsArrays(operator, n)) {
        return new SolverPlan(solver.name(), slices, n, bytes, result, budget);
      }
    }
    throw tooLarge(operator, sinogram, result, context);
  }

  private long bytes(ViewSubsets operator, int slices, RunContext context) {
    int images = start.isPresent() ? 1 : 0;
    int datas = 1 + (statistics.isPresent() ? 1 : 0);
    return solver.memoryBytes(operator, slices, context)
        + SolverMemory.stacks(operator, slices, images, datas);
  }

  private ResourceException tooLarge(
      ViewSubsets operator, Sinogram sinogram, long result, RunContext context) {
    ImageGrid grid = operator.grid();
    int low = 0;
    int high = grid.columns();
    while (high - low > 1) {
      int middle = (low + high) / 2;
      ImageGrid smaller = scaled(grid, middle);
      long volume = 4L * sinogram.slices() * smaller.rows() * smaller.columns();
      try (ViewSubsets trial = operator(sinogram, smaller)) {
        boolean fits = bytes(trial, 1, context) + volume <= context.memoryBudgetBytes();
        low = fits ? middle : low;
        high = fits ? high : middle;
      }
    }
    String advice =
        low < 1
            ? "the views alone exceed it: raise it (and -Xmx) or reduce views or slices"
            : "raise it (and -Xmx), or take an image of at most %d x %d pixels"
                .formatted(low, scaled(grid, low).rows());
    return new ResourceException(
        "%s on one slice of %d x %d pixels, %d views x %d channels, needs %s and its results %s; the budget is %s: %s"
            .formatted(
                solver.name(),
                grid.columns(),
                grid.rows(),
                operator.geometry().views(),
                operator.geometry().channels(),
                SolverMemory.mega(bytes(operator, 1, context)),
                SolverMemory.mega(result),
                SolverMemory.mega(context.memoryBudgetBytes()),
                advice));
  }

  private static ImageGrid scaled(ImageGrid grid, int columns) {
    int rows = (int) Math.max(1, (long) grid.rows() * columns / grid.columns());
    return new ImageGrid(
        columns, rows, grid.widthMm() / columns, grid.centreXMm(), grid.centreYMm());
  }
}
