package io.tomodrift.tests.benchmarks;

import io.tomodrift.geometry.FanBeamGeometry;
import io.tomodrift.geometry.helical.FocalSpotMode;
import io.tomodrift.geometry.helical.HelicalGeometry;
import io.tomodrift.geometry.helical.HelicalScanners;
import io.tomodrift.geometry.helical.HelixPlan;
import io.tomodrift.geometry.helical.ProjectionSource;
import io.tomodrift.geometry.helical.StoredScale;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.Vec3;
import io.tomodrift.phantoms.SolidPart;
import io.tomodrift.phantoms.SolidPhantom;
import io.tomodrift.phantoms.shape.Cylinder;
import io.tomodrift.phantoms.shape.Ray3;
import io.tomodrift.sinograms.rebin.RebinPlan;
import io.tomodrift.sinograms.rebin.RebinRequest;
import io.tomodrift.sinograms.rebin.RebinSettings;
import io.tomodrift.sinograms.rebin.RebinStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Rebinning of a helical scan of 736 x 64 elements (Siemens AS+, z flying focal spot, pitch 0.6) to
 * fan beams, 1 mm apart, with the default settings. Views come from memory: reading files is not
 * what is timed.
 */
@BenchmarkMode(org.openjdk.jmh.annotations.Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 3)
@Measurement(iterations = 3)
public class Rebinning {

  /** A cylinder about the axis, wider than the fan: every view of a focal spot is the same. */
  private static final SolidPhantom CYLINDER =
      new SolidPhantom(
          "cylinder", List.of(new SolidPart(Cylinder.alongZ(new Vec3(0, 0, 0), 320, 4000), 0.01)));

  private static final StoredScale SCALE = new StoredScale(2e-4, -0.6);

  /** One stored view for each position of the focal spot. */
  private record Views(HelicalGeometry geometry, short[][] stored) implements ProjectionSource {

    static Views of(HelicalGeometry geometry, int positions) {
      int rows = geometry.detector().rows();
      short[][] stored = new short[positions][geometry.detector().elements()];
      for (int view = 0; view < positions; view++) {
        Vec3 source = geometry.sourceMm(view);
        for (int c = 0; c < geometry.detector().columns(); c++) {
          for (int r = 0; r < rows; r++) {
            Ray3 ray = Ray3.through(source, geometry.elementMm(view, c, r));
            stored[view][c * rows + r] = SCALE.stored(CYLINDER.lineIntegral(ray));
          }
        }
      }
      return new Views(geometry, stored);
    }

    @Override
    public StoredScale read(int view, short[] target) {
      short[] values = stored[view % stored.length];
      System.arraycopy(values, 0, target, 0, values.length);
      return SCALE;
    }
  }

  /** The scan and what is wanted of it. */
  @State(Scope.Benchmark)
  public static class RebinState {

    private static final double TOLERANCE = 1e-3;

    /** Slices put out. */
    @Param({"32"})
    public int slices;

    /** Threads of the rebinning. */
    @Param({"1"})
    public int threads;

    private Views views;
    private RebinPlan plan;

    /** Rebins once and compares some rays with exact ones. */
    @Setup(Level.Trial)
    public void setUp() throws IOException {
      HelicalGeometry scan =
          HelixPlan.of(HelicalScanners.SIEMENS_AS_PLUS, 0, slices - 1)
              .withFocalSpotMode(FocalSpotMode.Z)
              .withPitch(0.6)
              .geometry();
      views = Views.of(scan, 2);
      plan =
          RebinPlan.of(
              scan, RebinSettings.defaults(), RebinRequest.every(1).between(0, slices - 1));
      Sinogram rebinned = run();
      if (rebinned.slices() != slices) {
        throw new IllegalStateException(rebinned.slices() + " slices instead of " + slices);
      }
      FanBeamGeometry fan = (FanBeamGeometry) rebinned.geometry();
      for (int k = 0; k < 20; k++) {
        int view = k * 53 % fan.views();
        int channel = 40 + k * 33;
        double exact =
            CYLINDER.lineIntegral(
                Ray3.inPlane(fan.ray(view, channel), rebinned.sliceAxis().zMm(slices - 1)));
        Oracle.require(
            "rebinned ray %d of view %d".formatted(channel, view),
            exact,
            rebinned.stack().get(slices - 1, view, channel),
            exact,
            TOLERANCE);
      }
    }

    private Sinogram run() throws IOException {
      RunContext context = RunContext.defaults().withParallelism(threads);
      try (RebinStream stream = new RebinStream(views, plan, context)) {
        return stream.next(slices).sinogram();
      }
    }
  }

  /** Values put out by one call: slices x views x channels. */
  static long samples(int slices) {
    int views = HelicalScanners.SIEMENS_AS_PLUS.viewsPerTurn(FocalSpotMode.NONE);
    return (long) slices * views * HelicalScanners.SIEMENS_AS_PLUS.detector().columns();
  }

  /** One slab. */
  @Benchmark
  public Sinogram rebin(RebinState state) throws IOException {
    return state.run();
  }
}
