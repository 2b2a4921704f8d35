package io.tomodrift.tests.benchmarks;

import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.pipeline.bench.StandardProblem;
import io.tomodrift.projectors.backend.Backend;
import io.tomodrift.projectors.backend.Backends;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The standard problem on one backend. Subclasses allocate what they need before they are timed,
 * compare some of the result with the oracle, and hand out what the timed call has written.
 */
@State(Scope.Benchmark)
public abstract class ProblemState {

  /** Backend id. */
  @Param({"cpu"})
  public String backend;

  /** Slices of the stack. */
  @Param({"1", "16", "64", "256"})
  public int slices;

  /** Views over a turn. */
  @Param({"1152"})
  public int views;

  /** Threads of the operators; JMH itself calls from one. */
  @Param({"1"})
  public int threads;

  private Backend opened;

  /** For JMH. */
  protected ProblemState() {}

  final StandardProblem problem() {
    return new StandardProblem(slices, views);
  }

  final RunContext context() {
    return RunContext.defaults().withParallelism(threads);
  }

  /** The backend, opened at first use. */
  final Backend opened() {
    if (opened == null) {
      opened = Backends.select(backend, context());
    }
    return opened;
  }

  final Oracle oracle() {
    return new Oracle(problem().geometry(), problem().grid());
  }

  /** The last slice: the one that a kernel which forgets the rest of a batch gets wrong. */
  final int lastSlice() {
    return slices - 1;
  }

  final FloatStack newImage() {
    return FloatStack.interleaved(slices, problem().grid().rows(), problem().grid().columns());
  }

  /** The largest magnitude of a slice. */
  static double largest(FloatStack stack, int slice) {
    double largest = 0;
    for (int row = 0; row < stack.rows(); row++) {
      for (int column = 0; column < stack.columns(); column++) {
        largest = Math.max(largest, Math.abs(stack.get(slice, row, column)));
      }
    }
    return largest;
  }

  /** Closes the backend. */
  @TearDown(Level.Trial)
  public void close() {
    if (opened != null) {
      opened.close();
    }
  }
}
