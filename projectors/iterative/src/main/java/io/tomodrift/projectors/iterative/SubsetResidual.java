package io.tomodrift.projectors.iterative;

import io.tomodrift.geometry.stack.FloatStack;
import java.util.HashMap;
import java.util.Map;

/**
 * Stacks of the size of a subset's data, and their comparison with the measured views. Subsets
 * differ by at most one view, so that there are at most two stacks.
 */
final class SubsetResidual {

  private final Problem problem;
  private final Map<Integer, FloatStack> buffers = new HashMap<>();

  SubsetResidual(Problem problem) {
    this.problem = problem;
  }

  /** Bytes the stacks take. */
  static long bytes(ViewSubsets operator, int slices) {
    long whole = SolverMemory.stacks(operator, slices, 0, 1) / operator.geometry().views();
    int views = operator.geometry().views();
    int smaller = views / operator.count();
    int kinds = views % operator.count() == 0 ? 0 : smaller + 1;
    return whole * (smaller + kinds);
  }

  /** A stack for the data of a subset, reused from call to call. */
  FloatStack buffer(int subset) {
    int views = problem.operator().views(subset).length;
    return buffers.computeIfAbsent(
        views, n -> FloatStack.interleaved(problem.slices(), n, problem.data().columns()));
  }

  /** Position of the first ray of the whole scan that is the ray {@code position} of a subset. */
  int wholePosition(int subset, int position) {
    int channels = problem.data().columns();
    int view = subset + position / channels * problem.operator().count();
    return view * channels + position % channels;
  }
}
