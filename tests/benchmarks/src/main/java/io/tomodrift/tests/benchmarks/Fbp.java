package io.tomodrift.tests.benchmarks;

import io.tomodrift.fbp.FbpSettings;
import io.tomodrift.fbp.FilteredBackprojection;
import io.tomodrift.fbp.RampWindow;
import io.tomodrift.fbp.Truncation;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.projectors.FbpBackprojector;
import io.tomodrift.projectors.Interpolation;
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

/** Filtered back projection with the Hann window: its two parts and the whole. */
@BenchmarkMode(org.openjdk.jmh.annotations.Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 3)
@Measurement(iterations = 3)
public class Fbp {

  private static final double TOLERANCE = 5e-6;

  private static FbpSettings settings() {
    return FbpSettings.defaults().withWindow(RampWindow.HANN).withTruncation(Truncation.NONE);
  }

  /** Projections as if they were filtered, and room for an image. */
  @State(Scope.Benchmark)
  public static class BackProjectionState extends ProblemState {
    private FbpBackprojector backprojector;
    private FloatStack data;
    private FloatStack image;
    private double[] weights;

    /** Projects back once and compares some pixels. */
    @Setup(Level.Trial)
    public void setUp() {
      image = newImage();
      data = problem().sinogram(context()).stack();
      weights = problem().viewWeights();
      backprojector =
          opened().fbpBackprojector(problem().geometry(), problem().grid(), Interpolation.LINEAR);
      backprojector.backproject(data, weights, image);
      int slice = lastSlice();
      double scale = largest(image, slice);
      for (int k = 0; k < 16; k++) {
        int row = 90 + 21 * k;
        int column = 420 - 20 * k;
        Oracle.require(
            "pixel (%d, %d) of the back projection".formatted(row, column),
            oracle().backProjection((v, c) -> data.get(slice, v, c), row, column),
            image.get(slice, row, column),
            scale,
            TOLERANCE);
      }
    }

    /** Closes the operator, then the backend. */
    @Override
    @TearDown(Level.Trial)
    public void close() {
      backprojector.close();
      super.close();
    }
  }

  /** A sinogram to be filtered. */
  @State(Scope.Benchmark)
  public static class FilterState extends ProblemState {
    private Sinogram sinogram;

    /** Filters once and compares some rays. */
    @Setup(Level.Trial)
    public void setUp() {
      sinogram = problem().sinogram(context());
      FloatStack filtered = run();
      int slice = lastSlice();
      double scale = largest(filtered, slice);
      for (int k = 0; k < 20; k++) {
        int view = k * 57 % views;
        int channel = 5 + k * 38;
        Oracle.require(
            "filtered ray %d of view %d".formatted(channel, view),
            oracle().filtered(sinogram.stack(), slice, view, channel),
            filtered.get(slice, view, channel),
            scale,
            TOLERANCE);
      }
    }

    private FloatStack run() {
      return FilteredBackprojection.filter(sinogram, settings(), context()).values();
    }
  }

  /** A sinogram to be reconstructed. */
  @State(Scope.Benchmark)
  public static class FbpState extends ProblemState {
    private Sinogram sinogram;

    /** Reconstructs once and compares some pixels. */
    @Setup(Level.Trial)
    public void setUp() {
      sinogram = problem().sinogram(context());
      FloatStack image = run().stack();
      int slice = lastSlice();
      double scale = largest(image, slice);
      Oracle oracle = oracle();
      for (int k = 0; k < 3; k++) {
        int row = 150 + 100 * k;
        int column = 340 - 70 * k;
        Oracle.require(
            "pixel (%d, %d) of the reconstruction".formatted(row, column),
            oracle.backProjection(
                (v, c) -> oracle.filtered(sinogram.stack(), slice, v, c), row, column),
            image.get(slice, row, column),
            scale,
            TOLERANCE);
      }
    }

    private Volume run() {
      return new FilteredBackprojection(settings(), opened())
          .reconstruct(sinogram, problem().grid(), context());
    }
  }

  /** Back projection alone. */
  @Benchmark
  public FloatStack backProjection(BackProjectionState state) {
    state.backprojector.backproject(state.data, state.weights, state.image);
    return state.image;
  }

  /** Weights and filter alone. */
  @Benchmark
  public FloatStack hannFilter(FilterState state) {
    return state.run();
  }

  /** Both, with checks and copies. */
  @Benchmark
  public Volume hannFbp(FbpState state) {
    return state.run();
  }
}
