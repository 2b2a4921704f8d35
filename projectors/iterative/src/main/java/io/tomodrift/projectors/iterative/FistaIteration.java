package io.tomodrift.projectors.iterative;

import io.tomodrift.geometry.run.ParallelLoop;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.projectors.Projector;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

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
  private final float[] planar;
  private final double[] variation;
  private final TotalVariation[] workers;

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
    planar = new float[problem.slices() * x.rows() * x.columns()];
    variation = new double[problem.slices()];
    workers = new TotalVariation[workers(problem.slices(), context)];
    for (int w = 0; w < workers.length; w++) {
      workers[w] =
          new TotalVariation(
              x.rows(), x.columns(), settings.proximalSteps(), settings.nonNegative());
    }
    candidate = problem.newImage();
    projectionX = problem.newData();
    projectionV = problem.newData();
    projection = problem.newData();
    if (problem.start().isPresent()) {
      projector.forward(x, projectionX);
    }
    math.copy(projectionX, projection);
    computeVariation();
    objective = objectiveNow();
    math.copy(projectionX, projectionV);
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
    accept(objectiveNow());
  }

  /** Maps the candidate and leaves its total variation. */
  private void proximal() {
    math.transpose(candidate, planar, false);
    eachSlice(
        (tv, slice, inner) ->
            variation[slice] =
                tv.proximal(
                    planar, slice * plane(), (float) (settings.lambda() * step[slice]), inner));
    math.transpose(candidate, planar, true);
  }

  /** Work on one slice, with threads of its own if slices are few. */
  @FunctionalInterface
  private interface SliceWork {
    void run(TotalVariation tv, int slice, RunContext inner);
  }

  private void eachSlice(SliceWork work) {
    int slices = problem.slices();
    if (workers.length == 1) {
      for (int slice = 0; slice < slices; slice++) {
        math.context().checkCancelled();
        work.run(workers[0], slice, math.context());
      }
      return;
    }
    RunContext alone = math.context().withParallelism(1);
    AtomicInteger next = new AtomicInteger();
    ParallelLoop.run(
        math.context(),
        "total variation",
        slices,
        () -> workers[next.getAndIncrement()],
        (tv, slice) -> work.run(tv, slice, alone));
  }

  /** Workers: threads take whole slices if there is one for each, else rows of one slice. */
  static int workers(int slices, RunContext context) {
    return slices < context.parallelism() ? 1 : context.parallelism();
  }

  private int plane() {
    return x.rows() * x.columns();
  }

  private void computeVariation() {
    math.transpose(x, planar, false);
    eachSlice(
        (tv, slice, inner) ->
            variation[slice] = TotalVariation.of(planar, slice * plane(), x.rows(), x.columns()));
  }

  /**
   * Of an image whose projections lie in {@code projection} and whose total variation is known;
   * uses up projectionV.
   */
  private double[] objectiveNow() {
    math.subtract(problem.data(), projection, projectionV);
    double[] value = problem.weights().norm2(projectionV, math);
    for (int s = 0; s < value.length; s++) {
      value[s] = value[s] / 2 + settings.lambda() * variation[s];
    }
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
