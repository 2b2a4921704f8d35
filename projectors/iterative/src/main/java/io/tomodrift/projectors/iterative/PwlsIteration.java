package io.tomodrift.projectors.iterative;

import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.projectors.Projector;
import java.util.Arrays;

/** The state of {@link Pwls}: image x, extrapolated image z, and the image before the pass. */
final class PwlsIteration {

  private final Pwls settings;
  private final Problem problem;
  private final RunContext context;
  private final StackMath math;
  private final Neighbourhood neighbourhood;
  private final SubsetResidual residuals;
  private final int[] order;
  private final FloatStack x;
  private final FloatStack z;
  private final FloatStack before;
  private final FloatStack candidate;

  /** 1 / D, 0 for pixels that nothing determines. */
  private final FloatStack step;

  private final double[] scale;
  private final double[] t;
  private final boolean[] risen;
  private final double[] objective;

  PwlsIteration(Pwls settings, Problem problem, RunContext context) {
    this.settings = settings;
    this.problem = problem;
    this.context = context;
    math = new StackMath(context);
    residuals = new SubsetResidual(problem);
    order = problem.operator().visitingOrder();
    int slices = problem.slices();
    scale = new double[slices];
    t = new double[slices];
    Arrays.fill(scale, 1);
    Arrays.fill(t, 1);
    risen = new boolean[slices];
    candidate = problem.newImage();
    step = problem.newImage();
    computeSteps();
    x = problem.firstImage();
    if (settings.nonNegative()) {
      math.clipNegative(x);
    }
    z = x.copy();
    before = problem.newImage();
    neighbourhood = new Neighbourhood(settings.roughness(), x, math);
    objective = objectiveOfImage(problem.start().isEmpty());
  }

  /** {@code D = A^T W A 1} plus the curvature of the penalty, and its reciprocal. */
  private void computeSteps() {
    float[] d = step.data();
    for (int subset : order) {
      context.checkCancelled();
      FloatStack r = residuals.buffer(subset);
      float[] perLength = problem.operator().sums(subset).perRay();
      float[] w = problem.weights().valuesOrNull();
      float[] v = r.data();
      int lanes = r.lanes();
      math.each(
          r,
          (from, to) -> {
            for (int k = from; k < to; k++) {
              float length = perLength[k] > 0 ? 1 / perLength[k] : 0;
              int at = residuals.wholePosition(subset, k) * lanes;
              for (int s = 0, i = k * lanes; s < lanes; s++, i++) {
                v[i] = w == null ? length : w[at + s] * length;
              }
            }
          });
      problem.operator().projector(subset).adjoint(r, candidate);
      float[] part = candidate.data();
      math.eachValue(
          step,
          (from, to) -> {
            for (int i = from; i < to; i++) {
              d[i] += part[i];
            }
          });
    }
    float curvature = (float) (settings.roughness().lambda() * Roughness.CURVATURE);
    math.eachValue(
        step,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            float total = d[i] + curvature;
            d[i] = total > 0 ? 1 / total : 0;
          }
        });
  }

  FloatStack image() {
    return x;
  }

  /** Of x, for every slice. */
  double[] objective() {
    return objective.clone();
  }

  /** One pass over all subsets, taken back by slices whose objective it raised. */
  void pass() {
    math.copy(x, before);
    for (int subset : order) {
      context.checkCancelled();
      subStep(subset);
    }
    judge(objectiveOfImage(false));
  }

  private void subStep(int subset) {
    FloatStack r = residuals.buffer(subset);
    Projector projector = problem.operator().projector(subset);
    projector.forward(z, r);
    weightedResidual(subset, r, false);
    projector.adjoint(r, candidate);
    descend();
    extrapolate();
  }

  /**
   * Replaces projections in {@code r} by {@code W (y - r)} and returns half its product with {@code
   * y - r}.
   */
  private double[] weightedResidual(int subset, FloatStack r, boolean zero) {
    float[] w = problem.weights().valuesOrNull();
    float[] y = problem.data().data();
    float[] v = r.data();
    int lanes = r.lanes();
    return math.sums(
        r,
        (from, to, sums) -> {
          for (int k = from; k < to; k++) {
            int at = residuals.wholePosition(subset, k) * lanes;
            for (int s = 0, i = k * lanes; s < lanes; s++, i++) {
              float difference = zero ? y[at + s] : y[at + s] - v[i];
              v[i] = w == null ? difference : w[at + s] * difference;
              sums[s] += 0.5 * (double) v[i] * difference;
            }
          }
        });
  }

  /** candidate = z - D^-1 gradient, where candidate held the back projection. */
  private void descend() {
    float[] c = candidate.data();
    float subsets = order.length;
    float lambda = (float) settings.roughness().lambda();
    float floor = settings.nonNegative() ? 0 : Float.NEGATIVE_INFINITY;
    float[] factor = neighbourhood.pattern(scale);
    neighbourhood.slopes(
        z,
        (run, index, count) -> {
          float[] back = run.other;
          float[] inverse = run.spare;
          System.arraycopy(c, index, back, 0, count);
          System.arraycopy(step.data(), index, inverse, 0, count);
          float[] at = run.centre;
          float[] slope = run.sum;
          for (int i = 0; i < count; i++) {
            float downhill = subsets * back[i] - lambda * slope[i];
            at[i] = Math.max(floor, at[i] + factor[i] * inverse[i] * downhill);
          }
          System.arraycopy(at, 0, c, index, count);
        });
  }

  /** z = candidate + m (candidate - x), x = candidate. */
  private void extrapolate() {
    double[] momentum = new double[t.length];
    for (int s = 0; s < t.length; s++) {
      double next = (1 + Math.sqrt(1 + 4 * t[s] * t[s])) / 2;
      momentum[s] = settings.momentum() ? (t[s] - 1) / next : 0;
      t[s] = next;
    }
    float[] m = neighbourhood.pattern(momentum);
    neighbourhood.runs(
        candidate,
        (run, index, count) -> {
          float[] fresh = run.centre;
          float[] old = run.other;
          float[] ahead = run.spare;
          System.arraycopy(x.data(), index, old, 0, count);
          for (int i = 0; i < count; i++) {
            ahead[i] = fresh[i] + m[i] * (fresh[i] - old[i]);
          }
          System.arraycopy(fresh, 0, x.data(), index, count);
          System.arraycopy(ahead, 0, z.data(), index, count);
        });
  }

  private double[] objectiveOfImage(boolean zero) {
    double[] value = neighbourhood.value(x);
    for (int subset : order) {
      FloatStack r = residuals.buffer(subset);
      if (!zero) {
        problem.operator().projector(subset).forward(x, r);
      }
      double[] part = weightedResidual(subset, r, zero);
      for (int s = 0; s < value.length; s++) {
        value[s] += part[s];
      }
    }
    return value;
  }

  private void judge(double[] found) {
    boolean[] back = new boolean[x.lanes()];
    boolean any = false;
    for (int s = 0; s < found.length; s++) {
      boolean worse = !(found[s] <= objective[s]);
      if (worse) {
        back[s] = true;
        any = true;
        t[s] = 1;
        scale[s] = risen[s] ? scale[s] / 2 : scale[s];
      } else {
        objective[s] = found[s];
      }
      risen[s] = worse;
    }
    if (any) {
      goBack(back);
    }
  }

  private void goBack(boolean[] back) {
    float[] a = x.data();
    float[] b = z.data();
    float[] old = before.data();
    int lanes = x.lanes();
    math.each(
        x,
        (from, to) -> {
          for (int k = from; k < to; k++) {
            for (int s = 0, i = k * lanes; s < lanes; s++, i++) {
              a[i] = back[s] ? old[i] : a[i];
              b[i] = back[s] ? old[i] : b[i];
            }
          }
        });
  }
}
