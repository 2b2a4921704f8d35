package io.tomodrift.projectors.iterative;

import io.tomodrift.geometry.run.RunContext;
import java.util.Objects;

/**
 * Penalised weighted least squares: minimises {@code 1/2 <A x - y, W (A x - y)> + R(x)}, R a {@link
 * Roughness}, by steps on a separable quadratic majoriser over ordered subsets of the views, with
 * Nesterov's momentum.
 *
 * <p>With M subsets, a sub-step is {@code x = [z - D^-1 (M A_m^T W_m (A_m z - y_m) + grad R(z))]}
 * with {@code D = A^T W A 1 + 2 lambda sum w}, cut at 0 if asked, and z the extrapolation of x.
 * Each iteration passes over all subsets and then evaluates the true objective, at the cost of one
 * more projection. Momentum over subsets may diverge: where an iteration raised the objective of a
 * slice, the slice goes back to the image before it and loses its momentum, and if it rises again,
 * its steps are halved. So the logged objective never rises, with any number of subsets. One subset
 * converges to the minimum; several come near it in few iterations and settle beside it.
 *
 * <p>Takes ray weights; {@link RayWeights#transmission} gives those of photon statistics.
 * <b>Accuracy</b>: every iterate within 1e-5 of the largest value of the same iteration in double
 * precision.
 *
 * <p><b>Reference</b>: Kim, Ramani and Fessler 2015, IEEE TMI 34(1):167 (momentum over subsets);
 * Erdogan and Fessler 1999, Phys. Med. Biol. 44:2835 (majoriser).
 *
 * @param iterations passes over all views, at least 1
 * @param roughness the penalty
 * @param momentum false for plain steps
 * @param nonNegative demand that x is not negative
 */
public record Pwls(int iterations, Roughness roughness, boolean momentum, boolean nonNegative)
    implements IterativeSolver {

  /** Checks the values. */
  public Pwls {
    Objects.requireNonNull(roughness, "roughness");
    if (iterations < 1) {
      throw new IllegalArgumentException("iterations must be at least 1, got " + iterations);
    }
  }

  /** With momentum, not negative. */
  public Pwls(int iterations, Roughness roughness) {
    this(iterations, roughness, true, true);
  }

  @Override
  public String name() {
    return "PWLS";
  }

  @Override
  public long memoryBytes(ViewSubsets operator, int slices, RunContext context) {
    return SolverMemory.stacks(operator, slices, 5, 0)
        + SubsetResidual.bytes(operator, slices)
        + operator.sumsBytes()
        + operator.workspaceBytes(slices);
  }

  @Override
  public Solution solve(Problem problem, RunContext context) {
    SolverMemory.require(
        name(),
        problem.operator(),
        problem.slices(),
        n -> memoryBytes(problem.operator(), n, context),
        context);
    Logbook log = new Logbook();
    PwlsIteration iteration = new PwlsIteration(this, problem, context);
    log.add(0, iteration.objective());
    for (int k = 1; k <= iterations; k++) {
      context.checkCancelled();
      iteration.pass();
      log.add(k, iteration.objective());
      context.progress().progress(name(), k, iterations);
    }
    return new Solution(iteration.image(), log.entries());
  }
}
