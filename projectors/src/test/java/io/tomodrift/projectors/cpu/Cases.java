package io.tomodrift.projectors.cpu;

import io.tomodrift.geometry.Angles;
import io.tomodrift.geometry.ArcDetector;
import io.tomodrift.geometry.Detector;
import io.tomodrift.geometry.FanBeamGeometry;
import io.tomodrift.geometry.FlatDetector;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.ParallelBeamGeometry;
import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import java.util.Random;

/** Scans, grids and stacks for tests. */
final class Cases {

  enum Beam {
    ARC,
    FLAT,
    PARALLEL
  }

  /** A scan and the pixels it is applied to. */
  record Problem(ScanGeometry geometry, ImageGrid grid) {}

  /** What the operators under test run on. */
  static final LaneKernels KERNELS = kernels();

  private static final double[] OFFSETS = {0, 0.25, 1.25};

  private Cases() {}

  /** Those named by a system property: other modules run these tests on kernels of their own. */
  private static LaneKernels kernels() {
    String name = System.getProperty("tomodrift.test.kernels", PlainKernels.class.getName());
    try {
      var constructor = Class.forName(name).getDeclaredConstructor();
      constructor.setAccessible(true);
      return (LaneKernels) constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make the kernels " + name, e);
    }
  }

  static ScanGeometry scan(Beam beam, int channels, double isoPitch, double offset, Angles angles) {
    double r = 300;
    double d = 540;
    return switch (beam) {
      case ARC -> new FanBeamGeometry(r, d, arc(channels, isoPitch / r, offset), angles);
      case FLAT ->
          new FanBeamGeometry(
              r, d, FlatDetector.withOffset(channels, isoPitch * d / r, offset), angles);
      case PARALLEL ->
          new ParallelBeamGeometry(FlatDetector.withOffset(channels, isoPitch, offset), angles);
    };
  }

  private static Detector arc(int channels, double pitchRad, double offset) {
    return ArcDetector.withOffset(channels, pitchRad, offset);
  }

  /** An awkward problem: odd sizes, off-centre grid, angles in either sense or in no order. */
  static Problem random(Beam beam, long seed) {
    Random random = new Random(seed);
    int views = 3 + random.nextInt(40);
    Angles angles =
        switch ((int) (seed % 3)) {
          case 0 -> Angles.uniform(views, 0, -2 * Math.PI / views);
          case 1 -> Angles.fullTurn(views);
          default -> Angles.of(random.doubles(views, -10, 10).toArray());
        };
    double pixel = 0.6 + 3 * random.nextDouble();
    ImageGrid grid =
        new ImageGrid(
            1 + random.nextInt(70),
            1 + random.nextInt(50),
            pixel,
            20 * random.nextDouble() - 10,
            20 * random.nextDouble() - 10);
    int channels = 2 + random.nextInt(90);
    double pitch = pixel * (0.3 + 1.5 * random.nextDouble());
    double offset = channels > 8 ? OFFSETS[random.nextInt(3)] : 0;
    return new Problem(scan(beam, channels, pitch, offset, angles), grid);
  }

  static CpuBackend backend(RunContext context) {
    return new CpuBackend("test", "", KERNELS, context);
  }

  static RunContext threads(int count) {
    return RunContext.defaults().withParallelism(count);
  }

  static FloatStack image(Problem p, int slices) {
    return FloatStack.interleaved(slices, p.grid().rows(), p.grid().columns());
  }

  static FloatStack data(Problem p, int slices) {
    return FloatStack.interleaved(slices, p.geometry().views(), p.geometry().channels());
  }

  /** Uniform in [-1, 1], and rubbish in the padding. */
  static FloatStack randomise(FloatStack stack, long seed) {
    Random random = new Random(seed);
    stack.fill(Float.NaN);
    for (int row = 0; row < stack.rows(); row++) {
      for (int column = 0; column < stack.columns(); column++) {
        for (int slice = 0; slice < stack.slices(); slice++) {
          stack.set(slice, row, column, 2 * random.nextFloat() - 1);
        }
      }
    }
    return stack;
  }

  static double[] slice(FloatStack stack, int slice) {
    double[] values = new double[stack.rows() * stack.columns()];
    for (int k = 0; k < values.length; k++) {
      values[k] = stack.get(slice, k / stack.columns(), k % stack.columns());
    }
    return values;
  }

  /** Largest difference of two slices relative to the largest value. */
  static double difference(FloatStack a, int sliceOfA, FloatStack b, int sliceOfB) {
    return errors(slice(b, sliceOfB), slice(a, sliceOfA))[0];
  }

  /** Largest difference relative to the largest value, and relative L2 difference. */
  static double[] errors(double[] expected, double[] actual) {
    double largest = 0;
    double worst = 0;
    double square = 0;
    double norm = 0;
    for (int k = 0; k < expected.length; k++) {
      double e = actual[k] - expected[k];
      largest = Math.max(largest, Math.abs(expected[k]));
      worst = Double.isNaN(e) ? Double.NaN : Math.max(worst, Math.abs(e));
      square += e * e;
      norm += expected[k] * expected[k];
    }
    return norm == 0
        ? new double[] {worst, Math.sqrt(square)}
        : new double[] {worst / largest, Math.sqrt(square / norm)};
  }
}
