package io.tomodrift.learned.physics;

import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.error.GeometryException;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.HounsfieldScale;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.SinogramUnit;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeUnit;
import io.tomodrift.projectors.Projector;
import io.tomodrift.projectors.ProjectorModel;
import io.tomodrift.projectors.backend.Backend;
import io.tomodrift.projectors.iterative.SolverPlan;
import io.tomodrift.projectors.iterative.TransmissionStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pulls a refined volume z towards the sinogram y it was made from, and reports {@code |A z - y|}
 * before and after.
 *
 * <p>Pixels whose centre lies outside the scan's field of view stay bit by bit as they were: not
 * every view sees them, so the data do not determine them. Their rays are accounted for with the
 * values they have. Only {@link ConsistencyStep.Variation} changes them: what is left of streaks
 * there is a part of the residual, and its penalty holds what the data do not. HU below -1000 are
 * taken as the negative attenuation they stand for.
 *
 * <p>The data are noisy and pixels have a size, so that not even the true image has residual 0: an
 * image much closer to the data than the truth fits noise. Stop before.
 *
 * <p><b>Shape</b>: slice k of the volume belongs to slice k of the sinogram; either layout in,
 * PLANAR out. <b>Memory</b>: slabs of slices within the budget; the result depends on them to
 * rounding only. <b>Threading</b>: as the backend; one instance must not be used concurrently.
 */
public final class ConsistentRefinement {

  private static final Logger LOG = LoggerFactory.getLogger(ConsistentRefinement.class);

  private final Backend backend;
  private final HounsfieldScale water;
  private final ConsistencyStep step;
  private final Optional<TransmissionStatistics> statistics;

  /**
   * Creates the method; all rays weigh the same.
   *
   * @param backend what projects; stays open and belongs to the caller
   * @param water the scale of the volume's HU
   * @param step what is done to each slab
   */
  public ConsistentRefinement(Backend backend, HounsfieldScale water, ConsistencyStep step) {
    this(backend, water, step, Optional.empty());
  }

  private ConsistentRefinement(
      Backend backend,
      HounsfieldScale water,
      ConsistencyStep step,
      Optional<TransmissionStatistics> statistics) {
    this.backend = Objects.requireNonNull(backend, "backend");
    this.water = Objects.requireNonNull(water, "water");
    this.step = Objects.requireNonNull(step, "step");
    this.statistics = statistics;
  }

  /** The same with rays weighted by the statistics of their quanta. */
  public ConsistentRefinement weightedBy(TransmissionStatistics quanta) {
    return new ConsistentRefinement(backend, water, step, Optional.of(quanta));
  }

  /**
   * Plans the slabs without allocating.
   *
   * @throws io.tomodrift.geometry.error.ResourceException if one slice exceeds the memory budget
   */
  public SolverPlan plan(Volume refined, Sinogram data, RunContext context) {
    return new ConsistencyPlan(backend, data.geometry(), grid(refined), step, weighted())
        .batches(refined.slices(), context.memoryBudgetBytes());
  }

  private boolean weighted() {
    return statistics.isPresent();
  }

  private static ImageGrid grid(Volume volume) {
    return volume.frame().sliceGrid(volume.stack().rows(), volume.stack().columns());
  }

  /**
   * Applies the step to every slice; the input is not changed.
   *
   * @param refined z, HU
   * @param data y, line integrals
   * @param context threads, memory budget, progress, cancellation
   * @throws FormatException if a unit is wrong or a value is not finite
   * @throws GeometryException if the numbers of slices differ or pixels are not square
   * @throws io.tomodrift.geometry.error.ResourceException if one slice exceeds the memory budget
   */
  public ConsistentVolume apply(Volume refined, Sinogram data, RunContext context) {
    check(refined, data);
    ImageGrid grid = grid(refined);
    SolverPlan plan = plan(refined, data, context);
    LOG.info("memory plan: {}", plan.describe());
    RunContext quiet =
        context.quiet().withMemoryBudget(Math.max(1, plan.budgetBytes() - plan.resultBytes()));
    int slices = refined.slices();
    FloatStack result = FloatStack.planar(slices, grid.rows(), grid.columns());
    List<Double> before = new ArrayList<>();
    List<Double> after = new ArrayList<>();
    try (Projector projector = backend.projector(data.geometry(), grid, ProjectorModel.JOSEPH)) {
      ConsistencySlab slab =
          new ConsistencySlab(projector, water, step, statistics, plan.batchBytes(), quiet);
      for (int from = 0; from < slices; from += plan.batchSlices()) {
        context.checkCancelled();
        int count = Math.min(plan.batchSlices(), slices - from);
        slab.apply(refined.stack(), data, from, count, result, before, after);
        context.progress().progress("data consistency", from + count, slices);
      }
    }
    return new ConsistentVolume(refined.with(result, VolumeUnit.HU), before, after);
  }

  private void check(Volume refined, Sinogram data) {
    if (refined.unit() != VolumeUnit.HU) {
      throw new FormatException(
          "data consistency needs an image in HU, got " + refined.unit().symbol());
    }
    if (data.unit() != SinogramUnit.LINE_INTEGRAL) {
      throw new FormatException(
          "data consistency needs line integrals, the sinogram holds %s; take -ln(counts / air) first"
              .formatted(data.unit()));
    }
    if (refined.slices() != data.slices()) {
      throw new GeometryException(
          "the image has %d slices, the sinogram %d; give the sinogram that the image was reconstructed from"
              .formatted(refined.slices(), data.slices()));
    }
    requireFinite("image", "row", "column", refined.stack());
    requireFinite("sinogram", "view", "channel", data.stack());
    if (step instanceof ConsistencyStep.NullSpace nullSpace
        && !nullSpace.original().stack().sameShape(refined.stack())) {
      throw new GeometryException(
          "the original image is %s, the refined one %s"
              .formatted(nullSpace.original().stack(), refined.stack()));
    }
    if (step instanceof ConsistencyStep.NullSpace nullSpace) {
      requireFinite("original image", "row", "column", nullSpace.original().stack());
    }
  }

  private static void requireFinite(String name, String row, String column, FloatStack stack) {
    for (int s = 0; s < stack.slices(); s++) {
      for (int r = 0; r < stack.rows(); r++) {
        for (int c = 0; c < stack.columns(); c++) {
          if (!Float.isFinite(stack.get(s, r, c))) {
            throw new FormatException(
                "the %s at slice %d, %s %d, %s %d is %s; replace it first"
                    .formatted(name, s, row, r, column, c, stack.get(s, r, c)));
          }
        }
      }
    }
  }
}
