package io.tomodrift.tests.benchmarks;

import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.projectors.Projector;
import io.tomodrift.projectors.ProjectorModel;
import io.tomodrift.projectors.iterative.Problem;
import io.tomodrift.projectors.iterative.Sirt;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Twenty iterations of SIRT from zero, weights included; 60 views by the runner's choice. */
@BenchmarkMode(org.openjdk.jmh.annotations.Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 3)
@Measurement(iterations = 3)
public class SirtBenchmark {

  static final int ITERATIONS = 20;

  private static final double TOLERANCE = 1e-5;

  /** A sparse scan. */
  @State(Scope.Benchmark)
  public static class SirtState extends ProblemState {
    private Projector projector;
    private FloatStack data;

    /** Compares one iteration at some pixels: C A^T R y. */
    @Setup(Level.Trial)
    public void setUp() {
      data = problem().sinogram(context()).stack();
      projector = opened().projector(problem().geometry(), problem().grid(), ProjectorModel.JOSEPH);
      FloatStack image = run(1);
      int slice = lastSlice();
      double scale = largest(image, slice);
      Oracle oracle = oracle();
      FloatStack ones = FloatStack.interleaved(1, image.rows(), image.columns());
      ones.fill(1);
      for (int k = 0; k < 3; k++) {
        int row = 150 + 100 * k;
        int column = 340 - 70 * k;
        double sum =
            oracle.adjoint(
                (v, c) -> data.get(slice, v, c) / oracle.forward(ones, 0, v, c), row, column);
        double weight = oracle.adjoint((v, c) -> 1, row, column);
        Oracle.require(
            "pixel (%d, %d) after one iteration".formatted(row, column),
            sum / weight,
            image.get(slice, row, column),
            scale,
            TOLERANCE);
      }
    }

    private FloatStack run(int iterations) {
      return new Sirt(iterations).solve(Problem.of(projector, data), context()).image();
    }

    /** Closes the projector, then the backend. */
    @Override
    @TearDown(Level.Trial)
    public void close() {
      projector.close();
      super.close();
    }
  }

  /** Twenty iterations. */
  @Benchmark
  public FloatStack sirt20(SirtState state) {
    return state.run(ITERATIONS);
  }
}
