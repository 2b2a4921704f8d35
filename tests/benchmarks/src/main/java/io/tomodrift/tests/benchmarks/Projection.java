package io.tomodrift.tests.benchmarks;

import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.projectors.Projector;
import io.tomodrift.projectors.ProjectorModel;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Forward projection after Joseph and its adjoint. */
@BenchmarkMode(org.openjdk.jmh.annotations.Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 3)
@Measurement(iterations = 3)
public class Projection {

  private static final double TOLERANCE = 2e-6;

  private static Projector open(ProblemState state) {
    return state
        .opened()
        .projector(state.problem().geometry(), state.problem().grid(), ProjectorModel.JOSEPH);
  }

  /** The phantom, and room for its projections. */
  @State(org.openjdk.jmh.annotations.Scope.Benchmark)
  public static class ForwardState extends ProblemState {
    private Projector projector;
    private FloatStack image;
    private FloatStack data;

    /** Projects once and compares some rays. */
    @Setup(Level.Trial)
    public void setUp() {
      image = problem().image();
      data = FloatStack.interleaved(slices, views, problem().geometry().channels());
      projector = open(this);
      projector.forward(image, data);
      int slice = lastSlice();
      double scale = largest(data, slice);
      for (int k = 0; k < 20; k++) {
        int view = k * 61 % views;
        int channel = 120 + k * 26;
        Oracle.require(
            "ray %d of view %d".formatted(channel, view),
            oracle().forward(image, slice, view, channel),
            data.get(slice, view, channel),
            scale,
            TOLERANCE);
      }
    }

    /** Closes the projector, then the backend. */
    @Override
    @TearDown(Level.Trial)
    public void close() {
      projector.close();
      super.close();
    }
  }

  /** Projections of the phantom, and room for an image. */
  @State(org.openjdk.jmh.annotations.Scope.Benchmark)
  public static class AdjointState extends ProblemState {
    private Projector projector;
    private FloatStack image;
    private FloatStack data;

    /** Projects back once and compares some pixels. */
    @Setup(Level.Trial)
    public void setUp() {
      image = newImage();
      data = problem().sinogram(context()).stack();
      projector = open(this);
      projector.adjoint(data, image);
      int slice = lastSlice();
      double scale = largest(image, slice);
      for (int k = 0; k < 4; k++) {
        int row = 100 + 90 * k;
        int column = 400 - 77 * k;
        Oracle.require(
            "pixel (%d, %d) of the adjoint".formatted(row, column),
            oracle().adjoint((v, c) -> data.get(slice, v, c), row, column),
            image.get(slice, row, column),
            scale,
            TOLERANCE);
      }
    }

    /** Closes the projector, then the backend. */
    @Override
    @TearDown(Level.Trial)
    public void close() {
      projector.close();
      super.close();
    }
  }

  /** Forward projection. */
  @Benchmark
  public FloatStack forward(ForwardState state) {
    state.projector.forward(state.image, state.data);
    return state.data;
  }

  /** Its adjoint. */
  @Benchmark
  public FloatStack adjoint(AdjointState state) {
    state.projector.adjoint(state.data, state.image);
    return state.image;
  }
}
