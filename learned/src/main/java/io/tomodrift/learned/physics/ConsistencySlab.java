package io.tomodrift.learned.physics;

import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.run.ParallelLoop;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.HounsfieldScale;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.SliceLayout;
import io.tomodrift.projectors.Projector;
import io.tomodrift.projectors.iterative.Consistency;
import io.tomodrift.projectors.iterative.DataConsistency;
import io.tomodrift.projectors.iterative.OperatorNorm;
import io.tomodrift.projectors.iterative.Problem;
import io.tomodrift.projectors.iterative.PseudoInverse;
import io.tomodrift.projectors.iterative.RayWeights;
import io.tomodrift.projectors.iterative.TransmissionStatistics;
import java.util.List;
import java.util.Optional;

/**
 * One step on a few slices. But for total variation, the change of the image is sought as {@code D
 * c}, with D zero outside the field of view, and with the residual of the image as the data: what
 * does not change keeps its HU bit by bit.
 */
final class ConsistencySlab {

  private final Projector projector;
  private final HounsfieldScale water;
  private final ConsistencyStep step;
  private final Optional<TransmissionStatistics> statistics;
  private final long batchBytes;
  private final RunContext context;

  ConsistencySlab(
      Projector projector,
      HounsfieldScale water,
      ConsistencyStep step,
      Optional<TransmissionStatistics> statistics,
      long batchBytes,
      RunContext context) {
    this.projector = projector;
    this.water = water;
    this.step = step;
    this.statistics = statistics;
    this.batchBytes = batchBytes;
    this.context = context;
  }

  /** Writes slices {@code from} to {@code from + count - 1} and adds their residuals. */
  void apply(
      FloatStack imageHu,
      Sinogram sinogram,
      int from,
      int count,
      FloatStack result,
      List<Double> before,
      List<Double> after) {
    FloatStack data = sinogram.stack().copySlices(from, from + count, SliceLayout.INTERLEAVED);
    RayWeights weights =
        statistics.isPresent() ? statistics.get().weights(data, context) : RayWeights.none();
    FloatStack changePerMm;
    if (step instanceof ConsistencyStep.NullSpace nullSpace) {
      changePerMm = nullSpace(nullSpace, imageHu, sinogram, data, from, before, after);
    } else if (step instanceof ConsistencyStep.Variation variation) {
      changePerMm = variation(variation, imageHu, data, weights, from, before, after);
    } else {
      subtractProjection(imageHu, from, data);
      Optional<EdgeGuide> guide =
          step instanceof ConsistencyStep.ConjugateGradients gradients
              ? gradients.guide()
              : ((ConsistencyStep.GradientSteps) step).guide();
      FloatStack d = guide(guide, imageHu, from, count);
      changePerMm =
          step instanceof ConsistencyStep.ConjugateGradients gradients
              ? conjugateGradients(gradients, d, data, weights, before, after)
              : gradientSteps(
                  (ConsistencyStep.GradientSteps) step, d, data, weights, before, after);
    }
    addChange(imageHu, changePerMm, from, count, result);
  }

  /** {@code data <- data - A z}. */
  private void subtractProjection(FloatStack imageHu, int from, FloatStack data) {
    FloatStack projection = FloatStack.interleaved(data.slices(), data.rows(), data.columns());
    projector.forward(attenuation(imageHu, from, data.slices()), projection);
    float[] p = projection.data();
    float[] y = data.data();
    for (int i = 0; i < y.length; i++) {
      y[i] -= p[i];
    }
  }

  /** All pixels, also those that only some views see: streaks there are in the residual, too. */
  private FloatStack variation(
      ConsistencyStep.Variation variation,
      FloatStack imageHu,
      FloatStack data,
      RayWeights weights,
      int from,
      List<Double> before,
      List<Double> after) {
    FloatStack image = attenuation(imageHu, from, data.slices());
    DataConsistency consistency = new DataConsistency(projector, data, weights, context);
    before.addAll(consistency.residual(image));
    Problem problem = Problem.of(projector, data).withWeights(weights).startingAt(image);
    FloatStack change = variation.solver().solve(problem, context).image();
    after.addAll(consistency.residual(change));
    for (int i = 0; i < change.data().length; i++) {
      change.data()[i] -= image.data()[i];
    }
    return change;
  }

  /** Not cut off at 0, unlike the scale's own conversion: what is not changed must not move. */
  private FloatStack attenuation(FloatStack imageHu, int from, int count) {
    FloatStack image = imageHu.copySlices(from, from + count, SliceLayout.INTERLEAVED);
    float[] values = image.data();
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) water.toPerMm(values[i]);
    }
    return image;
  }

  /** D: one slice for all without a guide. */
  private FloatStack guide(Optional<EdgeGuide> guide, FloatStack imageHu, int from, int count) {
    ImageGrid grid = projector.grid();
    FloatStack d =
        FloatStack.interleaved(guide.isPresent() ? count : 1, grid.rows(), grid.columns());
    ParallelLoop.run(
        context,
        "guide",
        d.slices(),
        s -> {
          float[] values = guide.isPresent() ? guide.get().of(imageHu, from + s) : null;
          for (int r = 0; r < grid.rows(); r++) {
            for (int c = 0; c < grid.columns(); c++) {
              if (inside(r, c)) {
                d.set(s, r, c, values == null ? 1 : values[r * grid.columns() + c]);
              }
            }
          }
        });
    return d;
  }

  private boolean inside(int row, int column) {
    ImageGrid grid = projector.grid();
    return Math.hypot(grid.xMm(column), grid.yMm(row)) <= projector.geometry().fovRadiusMm();
  }

  private FloatStack conjugateGradients(
      ConsistencyStep.ConjugateGradients gradients,
      FloatStack d,
      FloatStack residual,
      RayWeights weights,
      List<Double> before,
      List<Double> after) {
    GuidedProjector guided = new GuidedProjector(projector, d, context);
    Consistency found =
        new DataConsistency(guided, residual, weights, context)
            .conjugateGradients(zero(residual.slices()), gradients.steps(), gradients.muMm2());
    before.addAll(found.residualBefore());
    after.addAll(found.residualAfter());
    guided.multiply(found.image(), found.image());
    return found.image();
  }

  private FloatStack gradientSteps(
      ConsistencyStep.GradientSteps steps,
      FloatStack d,
      FloatStack residual,
      RayWeights weights,
      List<Double> before,
      List<Double> after) {
    // The norm is of each slice where D or W is; weights of 1 say so.
    boolean shared = d.slices() == 1 && weights.areNone();
    RayWeights own = weights.areNone() && !shared ? ones(residual) : weights;
    GuidedProjector guided = new GuidedProjector(projector, d, context);
    double[] norm =
        OperatorNorm.squared(guided, own, residual.slices(), OperatorNorm.ITERATIONS, context);
    FloatStack scaled = divideBySquareRoot(d, norm);
    GuidedProjector unit = new GuidedProjector(projector, scaled, context);
    DataConsistency consistency = new DataConsistency(unit, residual, own, context);
    FloatStack c = zero(residual.slices());
    for (int k = 0; k < steps.steps(); k++) {
      context.checkCancelled();
      Consistency next = consistency.gradientStep(c, steps.relaxation());
      if (k == 0) {
        before.addAll(next.residualBefore());
      }
      if (k == steps.steps() - 1) {
        after.addAll(next.residualAfter());
      }
      c = next.image();
    }
    unit.multiply(c, c);
    return c;
  }

  /** So scaled, the largest eigenvalue is 1 in every slice and one step length suits all. */
  private static FloatStack divideBySquareRoot(FloatStack d, double[] norm) {
    FloatStack scaled =
        d.slices() == norm.length ? d : FloatStack.interleaved(norm.length, d.rows(), d.columns());
    for (int r = 0; r < d.rows(); r++) {
      for (int c = 0; c < d.columns(); c++) {
        for (int s = 0; s < norm.length; s++) {
          float value = d.get(d.slices() == 1 ? 0 : s, r, c);
          scaled.set(s, r, c, (float) (norm[s] > 0 ? value / Math.sqrt(norm[s]) : 0));
        }
      }
    }
    return scaled;
  }

  private static RayWeights ones(FloatStack like) {
    FloatStack ones = FloatStack.interleaved(like.slices(), like.rows(), like.columns());
    ones.fill(1);
    return RayWeights.of(ones);
  }

  private FloatStack zero(int slices) {
    return FloatStack.interleaved(slices, projector.grid().rows(), projector.grid().columns());
  }

  private FloatStack nullSpace(
      ConsistencyStep.NullSpace nullSpace,
      FloatStack imageHu,
      Sinogram sinogram,
      FloatStack data,
      int from,
      List<Double> before,
      List<Double> after) {
    int count = data.slices();
    RunContext left =
        context.withMemoryBudget(Math.max(1, context.memoryBudgetBytes() - batchBytes));
    PseudoInverse inside =
        values ->
            masked(
                nullSpace
                    .inverse()
                    .reconstruct(
                        new Sinogram(
                            values,
                            sinogram.geometry(),
                            sinogram.sliceAxis().from(from),
                            sinogram.unit()),
                        projector.grid(),
                        left)
                    .stack());
    FloatStack x = attenuation(nullSpace.original().stack(), from, count);
    FloatStack z = attenuation(imageHu, from, count);
    Consistency found =
        new DataConsistency(projector, data, RayWeights.none(), context)
            .nullSpaceStep(x, z, inside);
    before.addAll(found.residualBefore());
    after.addAll(found.residualAfter());
    float[] change = found.image().data();
    for (int i = 0; i < change.length; i++) {
      change[i] -= z.data()[i];
    }
    return found.image();
  }

  private FloatStack masked(FloatStack image) {
    for (int r = 0; r < image.rows(); r++) {
      for (int c = 0; c < image.columns(); c++) {
        if (!inside(r, c)) {
          for (int s = 0; s < image.slices(); s++) {
            image.set(s, r, c, 0);
          }
        }
      }
    }
    return image;
  }

  private void addChange(
      FloatStack imageHu, FloatStack changePerMm, int from, int count, FloatStack result) {
    double huPerUnit = 1000 / water.muWaterPerMm();
    for (int s = 0; s < count; s++) {
      for (int r = 0; r < result.rows(); r++) {
        for (int c = 0; c < result.columns(); c++) {
          double changed = imageHu.get(from + s, r, c) + huPerUnit * changePerMm.get(s, r, c);
          result.set(from + s, r, c, (float) changed);
        }
      }
    }
  }
}
