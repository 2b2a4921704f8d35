package io.tomodrift.tests.backends;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.projectors.DotTest;
import io.tomodrift.projectors.FbpBackprojector;
import io.tomodrift.projectors.Interpolation;
import io.tomodrift.projectors.ProjectionFilter;
import io.tomodrift.projectors.Projector;
import io.tomodrift.projectors.ProjectorModel;
import io.tomodrift.projectors.backend.Backend;
import io.tomodrift.projectors.backend.Backends;
import io.tomodrift.tests.backends.ContractCases.Case;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every operator of every backend that can run here, against double precision and against the other
 * backends. The backends that the build expects, {@code tomodrift.backends}, must be among them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BackendContractTest {

  /** Largest error over the largest value, and relative L2 error; measured, then frozen. */
  private enum Operation {
    FORWARD(8e-7, 4e-7),
    ADJOINT(8e-7, 4e-7),
    BACK_PROJECTION(4e-6, 2e-6),
    FILTER(1e-6, 5e-7),
    RAMP_ON_A_DISC(5e-6, 1.5e-5),
    /** The same by cuFFT, whose real transforms round a little more. */
    RAMP_BY_CUFFT(8e-6, 2.4e-5);

    private final double max;
    private final double rms;

    Operation(double max, double rms) {
      this.max = max;
      this.rms = rms;
    }
  }

  private static final double BETWEEN_BACKENDS = 1e-5;

  private final List<Backend> backends = new ArrayList<>();
  private final Map<String, double[]> worst = new TreeMap<>();

  private static List<String> expected() {
    return Arrays.asList(System.getProperty("tomodrift.backends", "cpu").split(",", -1));
  }

  @BeforeAll
  void open() {
    for (Backends.Probe probe : Backends.probeAll()) {
      if (probe.available()) {
        backends.add(Backends.select(probe.id(), RunContext.defaults()));
      }
    }
  }

  @AfterAll
  void close() {
    System.out.println("backends compared: " + backends.stream().map(Backend::device).toList());
    worst.forEach(
        (name, e) ->
            System.out.printf(
                "  %-28s max %.2g, rms %.2g, from others %.2g%n", name, e[0], e[1], e[2]));
    backends.forEach(Backend::close);
  }

  /** So that no backend goes untested unnoticed. */
  @Test
  void allExpectedBackendsAreFound() {
    List<String> found = backends.stream().map(Backend::id).toList();
    assertTrue(
        found.containsAll(expected()),
        () -> "expected " + expected() + ", found " + found + " of " + Backends.probeAll());
  }

  static Stream<Case> projected() {
    return Stream.of(ContractCases.awkward(), ContractCases.near()).flatMap(List::stream);
  }

  static Stream<Case> backProjected() {
    return Stream.of(
            ContractCases.awkward(),
            ContractCases.near(),
            ContractCases.aligned(),
            ContractCases.large())
        .flatMap(List::stream);
  }

  @ParameterizedTest
  @MethodSource("projected")
  void projectors(Case c) {
    for (ProjectorModel model : ProjectorModel.values()) {
      FloatStack image = ContractCases.randomise(c.image(), 1);
      FloatStack data = ContractCases.randomise(c.data(), 2);
      Map<String, FloatStack> forward = new LinkedHashMap<>();
      Map<String, FloatStack> adjoint = new LinkedHashMap<>();
      for (Backend backend : backends) {
        try (Projector projector = backend.projector(c.geometry(), c.grid(), model)) {
          FloatStack projected = garbage(c.data());
          projector.forward(image.copy(), projected);
          forward.put(backend.id(), projected);
          FloatStack backprojected = garbage(c.image());
          projector.adjoint(data.copy(), backprojected);
          adjoint.put(backend.id(), backprojected);
        }
      }
      for (int s : checkedSlices(c)) {
        double[] x = ContractCases.slice(image, s);
        double[] y = ContractCases.slice(data, s);
        check(
            Operation.FORWARD,
            s,
            ContractOracle.forward(c.geometry(), c.grid(), model, x),
            forward);
        check(
            Operation.ADJOINT,
            s,
            ContractOracle.adjoint(c.geometry(), c.grid(), model, y),
            adjoint);
      }
      compare(Operation.FORWARD, forward);
      compare(Operation.ADJOINT, adjoint);
    }
  }

  @ParameterizedTest
  @MethodSource("backProjected")
  void backProjection(Case c) {
    FloatStack data = ContractCases.randomise(c.data(), 3);
    double[] weights = new Random(4).doubles(c.geometry().views(), 0.5, 1.5).toArray();
    for (Interpolation kind : Interpolation.values()) {
      Map<String, FloatStack> images = new LinkedHashMap<>();
      for (Backend backend : backends) {
        try (FbpBackprojector fbp = backend.fbpBackprojector(c.geometry(), c.grid(), kind)) {
          FloatStack image = garbage(c.image());
          fbp.backproject(data.copy(), weights, image);
          images.put(backend.id(), image);
        }
      }
      for (int s : checkedSlices(c)) {
        double[] y = ContractCases.slice(data, s);
        double[] truth = ContractOracle.backproject(c.geometry(), c.grid(), kind, y, weights);
        check(Operation.BACK_PROJECTION, s, truth, images);
      }
      compare(Operation.BACK_PROJECTION, images);
    }
  }

  /** Lengths of all factors; views and slices that fill no block and no pair. */
  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 1",
    "5, 16, 3, 1",
    "31, 64, 7, 3",
    "33, 72, 4, 17",
    "40, 75, 5, 33",
    "121, 250, 3, 2",
    "300, 600, 2, 3",
    "736, 2048, 5, 1",
    "736, 1536, 3, 2"
  })
  void filters(int positions, int length, int views, int slices) {
    FloatStack lines =
        ContractCases.randomise(FloatStack.interleaved(slices, views, positions), length);
    filter(Operation.FILTER, lines, windowedRamp(length));
  }

  /** Large low frequencies that a ramp nearly cancels. */
  @ParameterizedTest
  @CsvSource({"100, 216", "736, 1600", "736, 2048"})
  void rampOfSmoothLines(int positions, int length) {
    FloatStack lines = FloatStack.interleaved(3, 5, positions);
    for (int k = 0; k < 15; k++) {
      for (int n = 0; n < positions; n++) {
        double t = (n - 0.5 * positions - k) / (0.3 * positions);
        lines.set(k % 3, k / 3, n, (float) (4 * Math.sqrt(Math.max(0, 1 - t * t))));
      }
    }
    double[] spectrum = new double[length];
    for (int k = 0; k < length; k++) {
      double sum = 0.25;
      for (int n = 1; n < positions; n += 2) {
        sum -=
            2 * Math.cos(2 * Math.PI * ((long) k * n % length) / length) / Math.pow(Math.PI * n, 2);
      }
      spectrum[k] = sum / length;
    }
    filter(Operation.RAMP_ON_A_DISC, lines, spectrum);
  }

  private void filter(Operation operation, FloatStack lines, double[] spectrum) {
    int positions = lines.columns();
    Map<String, FloatStack> filtered = new LinkedHashMap<>();
    for (Backend backend : backends) {
      FloatStack own = lines.copy();
      try (ProjectionFilter filter = backend.projectionFilter(positions, spectrum)) {
        filter.apply(own);
        filtered.put(backend.id(), own);
      }
    }
    for (int s : new TreeSet<>(List.of(0, lines.slices() - 1))) {
      double[] truth = ContractOracle.filter(positions, spectrum, ContractCases.slice(lines, s));
      check(operation, s, truth, filtered);
    }
    compare(operation, filtered);
  }

  /** A ramp with a window, real and even. */
  private static double[] windowedRamp(int length) {
    return IntStream.range(0, length)
        .mapToDouble(
            k -> {
              double f = Math.min(k, length - k) / (double) length;
              return (0.1 + f) * (0.54 + 0.46 * Math.cos(2 * Math.PI * f)) / length;
            })
        .toArray();
  }

  @ParameterizedTest
  @EnumSource(ProjectorModel.class)
  void pairsMatch(ProjectorModel model) {
    for (Case c : projected().toList()) {
      for (Backend backend : backends) {
        try (Projector projector = backend.projector(c.geometry(), c.grid(), model)) {
          DotTest.Result result = DotTest.run(projector, c.slices(), 5);
          assertTrue(
              result.relativeError() <= 1e-5 && result.forwardNorm() > 0,
              () -> backend.id() + " on " + c + " gave " + result);
          note(backend.id() + " dot " + model, 0, result.relativeError());
        }
      }
    }
  }

  private static FloatStack garbage(FloatStack stack) {
    stack.fill(Float.NaN);
    return stack;
  }

  private static TreeSet<Integer> checkedSlices(Case c) {
    return new TreeSet<>(List.of(0, c.slices() - 1));
  }

  private void check(
      Operation operation, int slice, double[] truth, Map<String, FloatStack> results) {
    results.forEach(
        (id, stack) -> {
          double[] errors = errors(truth, ContractCases.slice(stack, slice));
          note(id + " " + operation, 0, errors[0]);
          note(id + " " + operation, 1, errors[1]);
          Operation allowed = allowed(operation, id);
          assertTrue(
              errors[0] <= allowed.max && errors[1] <= allowed.rms,
              () -> id + ", slice " + slice + ": max and rms " + Arrays.toString(errors));
        });
  }

  private Operation allowed(Operation operation, String id) {
    boolean byCufft =
        backends.stream().anyMatch(b -> b.id().equals(id) && b.device().contains("cuFFT: loaded"));
    return operation == Operation.RAMP_ON_A_DISC && byCufft ? Operation.RAMP_BY_CUFFT : operation;
  }

  private void compare(Operation operation, Map<String, FloatStack> results) {
    List<String> ids = List.copyOf(results.keySet());
    for (String one : ids.isEmpty() ? ids : ids.subList(1, ids.size())) {
      for (String other : ids.subList(0, ids.indexOf(one))) {
        for (int s = 0; s < results.get(one).slices(); s++) {
          double[] a = ContractCases.slice(results.get(one), s);
          double[] b = ContractCases.slice(results.get(other), s);
          double error = errors(a, b)[0];
          int slice = s;
          note(one + " " + operation, 2, error);
          assertTrue(
              error <= BETWEEN_BACKENDS,
              () -> one + " and " + other + ", slice " + slice + ": " + error);
        }
      }
    }
  }

  private void note(String what, int which, double error) {
    double[] known = worst.computeIfAbsent(what, k -> new double[3]);
    known[which] = Math.max(known[which], error);
  }

  /** Largest difference over the largest value, and relative L2 difference. */
  private static double[] errors(double[] expected, double[] actual) {
    assertEquals(expected.length, actual.length);
    double largest = 0;
    double most = 0;
    double square = 0;
    double norm = 0;
    for (int k = 0; k < expected.length; k++) {
      double e = Math.abs(actual[k] - expected[k]);
      largest = Math.max(largest, Math.abs(expected[k]));
      most = Double.isNaN(e) || e > most ? e : most;
      square += e * e;
      norm += expected[k] * expected[k];
    }
    return new double[] {most / largest, Math.sqrt(square / norm)};
  }
}
