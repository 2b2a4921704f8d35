package io.tomodrift.projectors.device;

import io.tomodrift.geometry.Angles;
import io.tomodrift.geometry.ArcDetector;
import io.tomodrift.geometry.FanBeamGeometry;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.Ray;
import io.tomodrift.geometry.error.BackendException;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.projectors.DotTest;
import io.tomodrift.projectors.FbpBackprojector;
import io.tomodrift.projectors.Interpolation;
import io.tomodrift.projectors.ProjectionFilter;
import io.tomodrift.projectors.Projector;
import io.tomodrift.projectors.ProjectorModel;
import io.tomodrift.projectors.backend.Backend;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Whether a device computes what it should: the projector pair by the dot test, and the FBP of a
 * disc at 64 x 64 against the same sums in double precision on the host and against the disc.
 * Drivers that miscompile exist; an image that is wrong must not be the way to find out.
 */
final class SelfTest {

  /** What a device said of itself in this process; empty if all was well. */
  private static final ConcurrentMap<String, Optional<String>> RESULTS = new ConcurrentHashMap<>();

  private static final double TOLERANCE = 1e-5;
  private static final double DISC_TOLERANCE = 0.01;

  private static final int SIZE = 64;
  private static final double PIXEL_MM = 2;
  private static final int VIEWS = 120;
  private static final int CHANNELS = 96;
  private static final int TRANSFORM = 192;
  private static final double RADIUS_MM = 300;
  private static final double PITCH_RAD = 1.5 / RADIUS_MM;
  private static final double DISC_X_MM = 8;
  private static final double DISC_Y_MM = -6;
  private static final double DISC_RADIUS_MM = 40;
  private static final double DISC_PER_MM = 0.02;

  private static final FanBeamGeometry SCAN =
      new FanBeamGeometry(
          RADIUS_MM,
          540,
          ArcDetector.withOffset(CHANNELS, PITCH_RAD, 0.25),
          Angles.fullTurn(VIEWS));
  private static final ImageGrid GRID = ImageGrid.square(SIZE, PIXEL_MM);

  private SelfTest() {}

  /**
   * Tests a backend unless its device was tested before in this process.
   *
   * @throws BackendException if the device failed, now or before
   */
  static void requirePassed(Backend backend) {
    String key = backend.id() + ": " + backend.device();
    Optional<String> failure = RESULTS.computeIfAbsent(key, k -> failure(backend));
    if (failure.isPresent()) {
      throw new BackendException(
          "%s gives wrong results and is not used: %s; update its driver, or choose another backend"
              .formatted(backend.device(), failure.get()));
    }
  }

  /** What is wrong, if anything. */
  static Optional<String> failure(Backend backend) {
    try (Projector projector = backend.projector(SCAN, GRID, ProjectorModel.JOSEPH)) {
      DotTest.Result dot = DotTest.run(projector, 3, 1);
      if (!(dot.relativeError() <= TOLERANCE) || !(dot.forwardNorm() > 0)) {
        return Optional.of("forward and adjoint projection do not match, " + dot);
      }
    }
    return failureOfFbp(backend);
  }

  private static Optional<String> failureOfFbp(Backend backend) {
    double[] kernel = rampKernel();
    FloatStack data = weightedProjections();
    double[] expected = convolve(data, kernel);
    try (ProjectionFilter filter = backend.projectionFilter(CHANNELS, spectrum(kernel))) {
      filter.apply(data);
    }
    String what = compare("filtered projections", expected, data);
    FloatStack image = FloatStack.interleaved(1, SIZE, SIZE);
    double[] weights = new double[VIEWS];
    java.util.Arrays.fill(weights, 2 * Math.PI / VIEWS);
    try (FbpBackprojector fbp = backend.fbpBackprojector(SCAN, GRID, Interpolation.LINEAR)) {
      fbp.backproject(data, weights, image);
    }
    if (what == null) {
      what = compare("back projection", backproject(data), image);
    }
    return Optional.ofNullable(what == null ? compareWithDisc(image) : what);
  }

  /** The analytic line integrals of the disc, times R cos gamma. */
  private static FloatStack weightedProjections() {
    FloatStack data = FloatStack.interleaved(1, VIEWS, CHANNELS);
    for (int v = 0; v < VIEWS; v++) {
      for (int n = 0; n < CHANNELS; n++) {
        Ray ray = SCAN.ray(v, n);
        double across =
            (DISC_X_MM - ray.originXMm()) * ray.directionY()
                - (DISC_Y_MM - ray.originYMm()) * ray.directionX();
        double half = Math.sqrt(Math.max(0, DISC_RADIUS_MM * DISC_RADIUS_MM - across * across));
        double weight = RADIUS_MM * Math.cos(SCAN.fanAngleRad(n));
        data.set(0, v, n, (float) (DISC_PER_MM * 2 * half * weight));
      }
    }
    return data;
  }

  /** Kak and Slaney 1988, equation 3.117, times the pitch; index is the distance in channels. */
  private static double[] rampKernel() {
    double[] kernel = new double[CHANNELS];
    kernel[0] = 1 / (8 * PITCH_RAD);
    for (int n = 1; n < CHANNELS; n += 2) {
      double sine = Math.PI * Math.sin(n * PITCH_RAD);
      kernel[n] = -PITCH_RAD / (2 * sine * sine);
    }
    return kernel;
  }

  private static double[] spectrum(double[] kernel) {
    double[] spectrum = new double[TRANSFORM];
    for (int f = 0; f < TRANSFORM; f++) {
      double sum = kernel[0];
      for (int n = 1; n < CHANNELS; n++) {
        sum += 2 * kernel[n] * Math.cos(2 * Math.PI * f * n / TRANSFORM);
      }
      spectrum[f] = sum / TRANSFORM;
    }
    return spectrum;
  }

  private static double[] convolve(FloatStack data, double[] kernel) {
    double[] result = new double[VIEWS * CHANNELS];
    for (int v = 0; v < VIEWS; v++) {
      for (int n = 0; n < CHANNELS; n++) {
        double sum = 0;
        for (int m = 0; m < CHANNELS; m++) {
          sum += kernel[Math.abs(n - m)] * data.get(0, v, m);
        }
        result[v * CHANNELS + n] = sum;
      }
    }
    return result;
  }

  private static double[] backproject(FloatStack filtered) {
    double[] image = new double[SIZE * SIZE];
    double centre = SCAN.detector().centreChannel();
    for (int v = 0; v < VIEWS; v++) {
      double cos = Math.cos(SCAN.angles().rad(v));
      double sin = Math.sin(SCAN.angles().rad(v));
      for (int k = 0; k < image.length; k++) {
        int row = k / SIZE;
        double x = GRID.xMm(k % SIZE);
        double y = GRID.yMm(row);
        double t = x * cos + y * sin;
        double l = RADIUS_MM + x * sin - y * cos;
        double at = centre + Math.atan2(t, l) / PITCH_RAD;
        if (at >= 0 && at <= CHANNELS - 1) {
          int n = Math.min((int) at, CHANNELS - 2);
          double value =
              (1 - (at - n)) * filtered.get(0, v, n) + (at - n) * filtered.get(0, v, n + 1);
          image[k] += 2 * Math.PI / VIEWS * value / (t * t + l * l);
        }
      }
    }
    return image;
  }

  private static String compare(String what, double[] expected, FloatStack actual) {
    double largest = 0;
    double worst = 0;
    for (int k = 0; k < expected.length; k++) {
      double error = Math.abs(actual.data()[k] - expected[k]);
      largest = Math.max(largest, Math.abs(expected[k]));
      worst = Double.isNaN(error) || error > worst ? error : worst;
    }
    return worst <= TOLERANCE * largest
        ? null
        : String.format(Locale.ROOT, "%s differ by %.3g, of at most %.3g", what, worst, largest);
  }

  private static String compareWithDisc(FloatStack image) {
    double sum = 0;
    int count = 0;
    for (int k = 0; k < SIZE * SIZE; k++) {
      int row = k / SIZE;
      double dx = GRID.xMm(k % SIZE) - DISC_X_MM;
      double dy = GRID.yMm(row) - DISC_Y_MM;
      if (Math.hypot(dx, dy) < DISC_RADIUS_MM - 3 * PIXEL_MM) {
        sum += image.data()[k];
        count++;
      }
    }
    double mean = sum / count;
    return Math.abs(mean - DISC_PER_MM) <= DISC_TOLERANCE * DISC_PER_MM
        ? null
        : String.format(
            Locale.ROOT, "a disc of %.4f /mm is reconstructed as %.6f", DISC_PER_MM, mean);
  }
}
