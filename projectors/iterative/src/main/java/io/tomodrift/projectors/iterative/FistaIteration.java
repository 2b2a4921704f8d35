package io.tomodrift.projectors.iterative;

import io.tomodrift.geometry.run.ParallelLoop;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.projectors.Projector;
import java.util.Arrays;

/**
 * The state of {@link FistaTv}: the best image x, the extrapolated point v, and the projections of
 * both. The projection of v is a combination of projections made before, which leaves one forward
 * and one adjoint projection an iteration.
 */
final class FistaIteration {

  private final FistaTv settings;
  private final Problem problem;
  private final Projector projector;
  private final RunContext context;
  private final StackMath math;
  private final FloatStack x;
  private final FloatStack v;
  private final FloatStack candidate;
  private final FloatStack projectionX;
  private final FloatStack projectionV;
  private final FloatStack projection;
  private final double[] step;
  private final double[] t;
  private final double[] objective;

  FistaIteration(FistaTv settings, Problem problem, Projector projector, RunContext context) {
    this.settings = settings;
    this.problem = problem;
    this.projector = projector;
    this.context = context;
    math = new StackMath(context);
    step = steps();
    t = new double[problem.slices()];
    Arrays.fill(t, 1);
    x = problem.firstImage();
    if (settings.nonNegative()) {
      math.clipNegative(x);
    }
    v = x.copy();
    candidate = problem.newImage();
    projectionX = problem.newData();
    projectionV = problem.newData();
    projection = problem.newData();
    if (problem.start().isPresent()) {
      projector.forward(x, projectionX);
    }
    copy(projectionX, projection);
    objective = objectiveOf(x);
    copy(projectionX, projectionV);
  }

  private static void copy(FloatStack from, FloatStack to) {
    System.arraycopy(from.data(), 0, to.data(), 0, to.data().length);
  }

  /** 1/L of every slice; 0 where no ray counts. */
  private double[] steps() {
    double[] largest;
    if (problem.weights().areNone()) {
      largest = new double[problem.slices()];
      Arrays.fill(largest, problem.operator().normSquared(context));
    } else {
      largest =
          OperatorNorm.squared(
              projector, problem.weights(), problem.slices(), OperatorNorm.ITERATIONS, context);
    }
    return Arrays.stream(largest).map(l -> l > 0 ? 1 / l : 0).toArray();
  }

  FloatStack image() {
    return x;
  }

  /** Of the best image, for every slice. */
  double[] objective() {
    return objective.clone();
  }

  void step() {
    math.subtract(problem.data(), projectionV, projection);
    problem.weights().apply(projection, projection, math);
    projector.adjoint(projection, candidate);
    math.xpby(v, step, candidate);
    proximal();
    projector.forward(candidate, projection);
    accept(objectiveOf(candidate));
  }

  private void proximal() {
    int rows = x.rows();
    int columns = x.columns();
    ParallelLoop.run(
        math.context(),
        "total variation",
        problem.slices(),
        () -> new TotalVariation(rows, columns, settings.proximalSteps(), settings.nonNegative()),
        (tv, slice) -> {
          float[] values = plane(candidate, slice);
          tv.proximal(values, (float) (settings.lambda() * step[slice]));
          float[] data = candidate.data();
          for (int k = 0; k < values.length; k++) {
            data[k * candidate.lanes() + slice] = values[k];
          }
        });
  }

  private static float[] plane(FloatStack stack, int slice) {
    float[] values = new float[stack.rows() * stack.columns()];
    for (int k = 0; k < values.length; k++) {
      values[k] = stack.data()[k * stack.lanes() + slice];
    }
    return values;
  }

  /** Of an image whose projections lie in {@code projection}; uses up projectionV. */
  private double[] objectiveOf(FloatStack image) {
    math.subtract(problem.data(), projection, projectionV);
    double[] value = problem.weights().norm2(projectionV, math);
    ParallelLoop.run(
        math.context(),
        "objective",
        value.length,
        s -> {
          double variation = TotalVariation.of(plane(image, s), image.rows(), image.columns());
          value[s] = value[s] / 2 + settings.lambda() * variation;
        });
    return value;
  }

  /** Takes the candidate where it is no worse, and makes v and its projection for the next step. */
  private void accept(double[] found) {
    double[] momentum = new double[found.length];
    boolean[] taken = new boolean[found.length];
    for (int s = 0; s < found.length; s++) {
      taken[s] = found[s] <= objective[s];
      double next = (1 + Math.sqrt(1 + 4 * t[s] * t[s])) / 2;
      momentum[s] = (t[s] - 1) / next;
      t[s] = taken[s] ? next : 1;
      objective[s] = taken[s] ? found[s] : objective[s];
    }
    extrapolate(candidate, x, v, taken, momentum);
    extrapolate(projection, projectionX, projectionV, taken, momentum);
  }

  /** {@code ahead = fresh + m (fresh - best)} and {@code best = fresh} where taken, else best. */
  private void extrapolate(
      FloatStack fresh, FloatStack best, FloatStack ahead, boolean[] taken, double[] momentum) {
    float[] m = StackMath.lanes(momentum, fresh);
    boolean[] take = Arrays.copyOf(taken, fresh.lanes());
    float[] u = fresh.data();
    float[] b = best.data();
    float[] a = ahead.data();
    int lanes = fresh.lanes();
    math.each(
        fresh,
        (from, to) -> {
          for (int k = from; k < to; k++) {
            for (int s = 0, i = k * lanes; s < lanes; s++, i++) {
              a[i] = take[s] ? u[i] + m[s] * (u[i] - b[i]) : b[i];
              b[i] = take[s] ? u[i] : b[i];
            }
          }
        });
  }
}
