package io.tomodrift.learned.drift;

import static io.tomodrift.tests.support.ArrayAssertions.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.tomodrift.learned.torch.Ops;
import io.tomodrift.learned.torch.Torch;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DriftFieldTest {

  private static final String PROPERTIES = "drift_properties.json";

  private final NDManager memory = Torch.open();

  @AfterEach
  void free() {
    memory.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT64", "FLOAT32"})
  void everyCaseAtOneTemperature(DataType type) throws IOException {
    double tolerance = type == DataType.FLOAT64 ? 1e-9 : 1e-5;
    for (VectorCase one : VectorCase.all("drift_field.json")) {
      NDArray x = byLocation(one, "x", type);
      NDArray positives = byLocation(one, "y_pos", type);
      boolean self = one.part("y_neg").node().isTextual();
      NDArray negatives = self ? x : byLocation(one, "y_neg", type);
      NDArray distances = Distances.of(x, positives.concat(negatives, 1), 0);
      long count = positives.getShape().get(1);
      if (self) {
        Shape shape = distances.getShape();
        NDArray eye = Distances.diagonal(x, shape.get(1), shape.get(2), count);
        distances = distances.add(Ops.scale(eye, one.number("self_mask")));
      }
      Affinity affinity = Affinity.of(distances, count, one.number("tau"), 0, Optional.empty());
      NDArray field = affinity.field(positives, negatives);
      assertClose(one.array("V"), values(field), tolerance, tolerance);
      checkSteps(one.part("intermediates"), affinity, tolerance);
      if (x.getShape().get(1) > 1) {
        NDArray turned = x.transpose(1, 0, 2);
        DriftSamples samples =
            self
                ? DriftSamples.of(turned, positives.transpose(1, 0, 2))
                : DriftSamples.between(
                    turned, positives.transpose(1, 0, 2), negatives.transpose(1, 0, 2));
        double mask = self ? one.number("self_mask") : 0;
        NDArray whole = DriftField.unscaled(samples, one.number("tau"), mask);
        assertClose(one.array("V"), values(whole), tolerance, tolerance);
      }
    }
  }

  private static void checkSteps(VectorCase steps, Affinity affinity, double tolerance) {
    check(steps, "A", affinity.positive().concat(affinity.negative(), 2), tolerance);
    check(steps, "r_pos", affinity.positive().sum(new int[] {2}), tolerance);
    check(steps, "r_neg", affinity.negative().sum(new int[] {2}), tolerance);
    check(steps, "W_pos", affinity.positiveWeights(), tolerance);
    check(steps, "W_neg", affinity.negativeWeights(), tolerance);
  }

  private static void check(VectorCase steps, String name, NDArray actual, double tolerance) {
    if (steps.has(name)) {
      assertClose(steps.array(name), values(actual), tolerance, tolerance);
    }
  }

  @Test
  void exchangingPositivesAndNegativesChangesTheSign() throws IOException {
    for (String id : List.of("antisymmetric_tau0.3", "antisymmetric_tau1.5")) {
      VectorCase one = VectorCase.of(PROPERTIES, id);
      NDArray x = samples(one, "x");
      NDArray p = samples(one, "y_pos");
      NDArray q = samples(one, "y_neg");
      double tau = one.number("tau");
      double[] there = values(DriftField.unscaled(DriftSamples.between(x, p, q), tau, 0));
      double[] back = values(DriftField.unscaled(DriftSamples.between(x, q, p), tau, 0));
      assertClose(one.array("V_pq"), there, 0, 1e-9);
      assertClose(one.array("V_qp"), back, 0, 1e-9);
      assertClose(there, Arrays.stream(back).map(v -> -v).toArray(), 0, 1e-14);
    }
  }

  @Test
  void equalSetsAreInEquilibriumUnlessMasked() throws IOException {
    for (String id : List.of("equilibrium_same_set", "equilibrium_x_equals_both_no_mask")) {
      VectorCase one = VectorCase.of(PROPERTIES, id);
      DriftSamples sets =
          DriftSamples.between(samples(one, "x"), samples(one, "y_pos"), samples(one, "y_neg"));
      double[] field = values(DriftField.unscaled(sets, one.number("tau"), 0));
      assertClose(one.array("V"), field, 0, 1e-14);
    }
    VectorCase masked = VectorCase.of(PROPERTIES, "self_mask_breaks_exact_equilibrium");
    DriftSamples sets = DriftSamples.of(samples(masked, "x"), samples(masked, "y_pos"));
    double[] field =
        values(DriftField.unscaled(sets, masked.number("tau"), masked.number("self_mask")));
    assertClose(masked.array("V"), field, 0, 1e-9);
  }

  @Test
  void movesWithTranslationRotationAndScale() throws IOException {
    VectorCase one = VectorCase.of(PROPERTIES, "translation_rotation_equivariance");
    double tau = one.number("tau");
    NDArray shift = one.tensor(memory, "translation", DataType.FLOAT64);
    NDArray rotation = one.tensor(memory, "rotation", DataType.FLOAT64);
    NDArray plain = DriftField.unscaled(between(one), tau, 0);
    assertClose(one.array("V"), values(plain), 0, 1e-9);
    DriftSamples shifted = between(one, set -> set.add(shift));
    assertClose(one.array("V"), values(DriftField.unscaled(shifted, tau, 0)), 0, 1e-9);
    DriftSamples turned = between(one, set -> set.matMul(rotation.transpose()));
    assertClose(
        values(plain.matMul(rotation.transpose())),
        values(DriftField.unscaled(turned, tau, 0)),
        0,
        1e-9);

    VectorCase larger = VectorCase.of(PROPERTIES, "scale_equivariance");
    double s = larger.number("s");
    DriftSamples scaled = between(larger, set -> Ops.scale(set, s));
    double[] field = values(DriftField.unscaled(scaled, s * larger.number("tau"), 0));
    assertClose(larger.array("V_scaled"), field, 0, 1e-9);
  }

  @Test
  void orderOfCandidatesDoesNotMatter() throws IOException {
    VectorCase one = VectorCase.of(PROPERTIES, "candidate_permutation_invariance");
    double[] order = one.array("perm");
    double[][] rows = one.rows("y_pos");
    double[] permuted = new double[rows.length * 3];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[(int) order[i]], 0, permuted, 3 * i, 3);
    }
    NDArray positives = memory.create(permuted, new Shape(rows.length, 1, 3));
    DriftSamples sets = DriftSamples.between(samples(one, "x"), positives, samples(one, "y_neg"));
    assertClose(one.array("V"), values(DriftField.unscaled(sets, one.number("tau"), 0)), 0, 1e-9);
  }

  @Test
  void particlesFlowToTheData() throws IOException {
    VectorCase one = VectorCase.of(PROPERTIES, "particle_flow");
    NDArray data = samples(one, "y");
    NDArray x = samples(one, "x0");
    int step = 0;
    for (var node : one.node().get("trace")) {
      VectorCase expected = new VectorCase(node);
      for (; step < (int) expected.number("step"); step++) {
        x = x.add(Ops.scale(DriftField.unscaled(DriftSamples.of(x, data), 1, 1e6), 0.5));
      }
      NDArray force = DriftField.unscaled(DriftSamples.of(x, data), 1, 1e6);
      NDArray mean = x.mean(new int[] {0}, true);
      NDArray std = Ops.mean(Ops.square(x.sub(mean)), new int[] {0}, false).sqrt();
      double size = Ops.mean(Ops.square(force).sum(new int[] {2}).sqrt()).getDouble();
      assertClose(expected.array("mean"), values(mean), 0, 1e-6);
      assertClose(expected.array("std"), values(std), 0, 1e-6);
      assertEquals(expected.number("mean_norm_V"), size, 1e-6);
    }
    assertEquals(400, step);
  }

  /** Each location is its own problem, and blocks of locations fit together. */
  @Test
  void locationsAreIndependent() {
    NDArray x = random(new Shape(40, 37, 24), 1);
    NDArray y = random(new Shape(45, 37, 24), 2);
    double[] all = values(DriftField.unscaled(DriftSamples.of(x, y), 3, 1e6).transpose(1, 0, 2));
    int size = 40 * 24;
    for (int location : new int[] {0, 17, 36}) {
      NDArray a = x.get(":, " + location + ":" + (location + 1));
      NDArray b = y.get(":, " + location + ":" + (location + 1));
      double[] alone = values(DriftField.unscaled(DriftSamples.of(a, b), 3, 1e6));
      assertClose(alone, Arrays.copyOfRange(all, location * size, (location + 1) * size), 0, 1e-13);
    }
  }

  /** Features far from 0 keep their digits in float32. */
  @Test
  void commonOffsetCostsNoDigits() {
    NDArray x = random(new Shape(12, 3, 8), 3);
    NDArray y = random(new Shape(12, 3, 8), 4).add(0.3);
    DriftSettings settings = DriftSettings.defaults();
    double[] plain = values(DriftField.of(DriftSamples.of(x, y), settings).force());
    NDArray far = x.add(64).toType(DataType.FLOAT32, true);
    NDArray alsoFar = y.add(64).toType(DataType.FLOAT32, true);
    double[] offset = values(DriftField.of(DriftSamples.of(far, alsoFar), settings).force());
    // Inputs are rounded to 4e-6, a temperature of 0.02 makes that 2e-4 and more.
    assertClose(plain, offset, 0, 2e-2);
    double[] warm =
        values(
            DriftField.of(DriftSamples.of(far, alsoFar), settings.withTemperatures(List.of(0.5)))
                .force());
    double[] warmPlain =
        values(
            DriftField.of(DriftSamples.of(x, y), settings.withTemperatures(List.of(0.5))).force());
    assertClose(warmPlain, warm, 0, 1e-4);
  }

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT64", "FLOAT32"})
  void finiteForTinyTemperaturesAndEqualSamples(DataType type) {
    NDArray x = random(new Shape(6, 2, 4), 5).toType(type, true);
    NDArray y = random(new Shape(6, 2, 4), 6).toType(type, true);
    for (DriftSettings settings : List.of(DriftSettings.defaults(), DriftSettings.released())) {
      for (double tau : new double[] {1e-8, 1e-3, 1e5}) {
        DriftSettings one = settings.withTemperatures(List.of(tau));
        assertFinite(DriftField.of(DriftSamples.of(x, y), one));
        assertFinite(DriftField.of(DriftSamples.of(x, x), one));
        NDArray zeros = x.zerosLike();
        Drift none = DriftField.of(DriftSamples.of(zeros, zeros), one);
        assertFinite(none);
        assertEquals(0, none.lossValue(), 0);
      }
    }
  }

  private static void assertFinite(Drift drift) {
    for (double v : values(drift.force())) {
      assertTrue(Double.isFinite(v), () -> "force " + v);
    }
    assertTrue(drift.scale() > 0 && Double.isFinite(drift.lossValue()));
  }

  @Test
  void refusesWhatHasNoField() {
    NDArray one = memory.ones(new Shape(1, 2, 3));
    NDArray two = memory.ones(new Shape(2, 2, 3));
    String message =
        assertThrows(IllegalArgumentException.class, () -> DriftSamples.of(one, two)).getMessage();
    assertTrue(message.contains("at least 2 samples"), message);
    // Another negative makes it a problem again.
    DriftSamples.between(one, two, two);
    NDArray otherChannels = memory.ones(new Shape(2, 2, 4));
    assertThrows(IllegalArgumentException.class, () -> DriftSamples.of(two, otherChannels));
    assertThrows(
        IllegalArgumentException.class,
        () -> DriftSamples.of(two, two.toType(DataType.FLOAT64, true)));
    assertThrows(
        IllegalArgumentException.class,
        () -> new DriftSamples(two, two, false, Optional.empty(), Optional.empty()));
    assertThrows(IllegalArgumentException.class, () -> DriftSamples.of(two, two).and(two, one));
    assertThrows(
        IllegalArgumentException.class, () -> DriftSettings.defaults().withTemperatures(List.of()));
    assertThrows(
        IllegalArgumentException.class,
        () -> DriftSettings.defaults().withTemperatures(List.of(0.1, 0.0)));
  }

  private interface Change {
    NDArray of(NDArray set);
  }

  private DriftSamples between(VectorCase one) {
    return between(one, set -> set);
  }

  private DriftSamples between(VectorCase one, Change change) {
    return DriftSamples.between(
        change.of(samples(one, "x")),
        change.of(samples(one, "y_pos")),
        change.of(samples(one, "y_neg")));
  }

  /** One problem, {@code [sample][1][channel]}. */
  private NDArray samples(VectorCase one, String field) {
    NDArray rows = one.tensor(memory, field, DataType.FLOAT64);
    return rows.reshape(rows.getShape().get(0), 1, -1);
  }

  /** One problem, {@code [1][sample][channel]}. */
  private NDArray byLocation(VectorCase one, String field, DataType type) {
    return one.tensor(memory, field, type).expandDims(0);
  }

  private NDArray random(Shape shape, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = random.doubles(shape.size(), -1, 1).toArray();
    return memory.create(values, shape).duplicate();
  }

  private static double[] values(NDArray array) {
    return array.toType(DataType.FLOAT64, false).toDoubleArray();
  }
}
