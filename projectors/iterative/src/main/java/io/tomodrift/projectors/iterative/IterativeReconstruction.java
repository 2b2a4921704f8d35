package io.tomodrift.projectors.iterative;

import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.error.FormatException;
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

/**
 * An iterative solver as a reconstruction of whole stacks, in batches that fit the memory budget;
 * all rays weigh the same.
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
    this.solver = Objects.requireNonNull(solver, "solver");
    this.subsets = subsets;
    this.model = Objects.requireNonNull(model, "model");
    this.backend = Objects.requireNonNull(backend, "backend");
  }

  /**
   * Reconstructs every slice of a stack, batch by batch.
   *
   * @throws FormatException if the sinogram holds counts, or values that are not finite
   * @throws io.tomodrift.geometry.error.ResourceException if one slice exceeds the memory budget
   */
  @Override
  public Volume reconstruct(Sinogram sinogram, ImageGrid grid, RunContext context) {
    if (sinogram.unit() != SinogramUnit.LINE_INTEGRAL) {
      throw new FormatException(
          "%s needs line integrals, the sinogram holds %s; take -ln(counts / air) first"
              .formatted(solver.name(), sinogram.unit()));
    }
    int slices = sinogram.slices();
    FloatStack volume;
    try (ViewSubsets operator =
        ViewSubsets.of(backend, sinogram.geometry(), grid, model, subsets)) {
      int batch = batch(operator, slices, context);
      volume = FloatStack.planar(slices, grid.rows(), grid.columns());
      for (int from = 0; from < slices; from += batch) {
        int count = Math.min(batch, slices - from);
        FloatStack data = sinogram.stack().copySlices(from, from + count, SliceLayout.INTERLEAVED);
        Solution found = solver.solve(Problem.of(operator, data), context);
        found.image().copyInto(0, volume, from, count);
      }
    }
    VolumeFrame frame =
        VolumeFrame.gantry(grid, sinogram.sliceAxis().firstZMm(), sinogram.sliceAxis().spacingMm());
    return new Volume(volume, frame, VolumeUnit.PER_MM);
  }

  /** Slices to solve together: all, a multiple of the lane unit, or as few as fit. */
  private int batch(ViewSubsets operator, int slices, RunContext context) {
    int most = Math.min(slices, LARGEST_BATCH);
    for (int n = most; n > 1; n = n > LANE_UNIT ? (n - 1) / LANE_UNIT * LANE_UNIT : n - 1) {
      if (bytes(operator, n, context) <= context.memoryBudgetBytes()) {
        return n;
      }
    }
    SolverMemory.require(solver.name(), operator, 1, n -> bytes(operator, n, context), context);
    return 1;
  }

  private long bytes(ViewSubsets operator, int slices, RunContext context) {
    return solver.memoryBytes(operator, slices, context)
        + SolverMemory.stacks(operator, slices, 0, 1);
  }
}
