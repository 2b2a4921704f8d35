package io.tomodrift.learned.drift;

import static io.tomodrift.tests.support.ArrayAssertions.assertClose;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.training.GradientCollector;
import io.tomodrift.learned.torch.Ops;
import io.tomodrift.learned.torch.Torch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DriftLossTest {

  private static final String FILE = "drift_normalisation.json";

  private final NDManager memory = Torch.open();

  @AfterEach
  void free() {
    memory.close();
  }

  @ParameterizedTest
  @CsvSource({
    "POSITIVES, S_positive_only",
    "ALL, S_pos_and_neg_diagonal_excluded",
    "ALL_WITH_SELF, S_pos_and_neg_with_diagonal_zeros",
    "ALL_WITH_MASK, S_with_mask_constant_included"
  })
  void scalesOfFeatures(DriftScale scale, String field) throws IOException {
    VectorCase one = VectorCase.of(FILE, "feature_scale");
    DriftSamples sets = DriftSamples.of(samples(one, "x"), samples(one, "y_pos"));
    double mask = one.number("mask_constant_in_that_case");
    for (boolean across : new boolean[] {true, false}) {
      DriftSettings settings = DriftSettings.defaults().withSelfMask(mask).withScale(scale, across);
      assertEquals(one.number(field), DriftField.of(sets, settings).scale(), 1e-9);
    }
  }

  @Test
  void featuresOverTheScaleHaveTheMeanDistanceOfTheirChannels() throws IOException {
    VectorCase one = VectorCase.of(FILE, "feature_scale");
    NDArray x = samples(one, "x");
    NDArray y = samples(one, "y_pos");
    double scale = DriftField.of(DriftSamples.of(x, y), DriftSettings.defaults()).scale();
    DriftSamples again = DriftSamples.of(Ops.scale(x, 1 / scale), Ops.scale(y, 1 / scale));
    assertEquals(1, DriftField.of(again, DriftSettings.defaults()).scale(), 1e-12);
  }

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT64", "FLOAT32"})
  void severalTemperatures(DataType type) throws IOException {
    double tolerance = type == DataType.FLOAT64 ? 1e-9 : 1e-5;
    DriftSettings settings = DriftSettings.defaults().withScale(DriftScale.ALL, true);
    VectorCase one = VectorCase.of(FILE, "multi_temperature_paper_form");
    DriftSamples sets = DriftSamples.of(samples(one, "x", type), samples(one, "y_pos", type));
    Drift drift = DriftField.of(sets, settings);
    checkDrift(one, "S", "V_total", "grad_x", drift, tolerance);
    assertEquals(one.number("loss"), drift.lossValue(), tolerance * 10);
    for (double tau : one.list("temperatures")) {
      double expected = one.part("per_temperature").part("" + tau).number("lam");
      assertEquals(expected, drift.rawForces().get(tau), tolerance);
    }

    VectorCase raw = VectorCase.of(FILE, "multi_temperature_without_force_normalisation");
    Drift plain = DriftField.of(sets, settings.withForceNormalisation(false));
    checkDrift(raw, "S", "V_total", "grad_x", plain, tolerance);
    assertEquals(raw.number("loss"), plain.lossValue(), tolerance);
  }

  private static void checkDrift(
      VectorCase one, String scale, String force, String gradient, Drift drift, double tolerance) {
    assertEquals(one.number(scale), drift.scale(), tolerance * one.number(scale));
    assertClose(one.array(force), values(drift.force()), tolerance, tolerance);
    assertClose(one.array(gradient), values(drift.gradient()), tolerance, tolerance);
  }

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT64", "FLOAT32"})
  void locationsOfABatch(DataType type) throws IOException {
    double tolerance = type == DataType.FLOAT64 ? 1e-9 : 1e-5;
    VectorCase one = VectorCase.of(FILE, "gdm_batched_locations");
    NDArray x = one.tensor(memory, "X", type);
    NDArray y = one.tensor(memory, "Y_pos", type);
    DriftSettings settings =
        DriftSettings.defaults()
            .withTemperatures(one.list("temperatures"))
            .withForceNormalisation(false);
    Drift drift = DriftField.of(DriftSamples.of(x, y), settings);
    checkDrift(one, "S", "V", "grad_X", drift, tolerance);
    assertEquals(one.number("loss"), drift.lossValue(), tolerance);
  }

  @Test
  void formOfTheReleasedCode() throws IOException {
    for (String id :
        List.of(
            "released_jax_form",
            "released_jax_form_with_weighted_extra_negatives",
            "released_jax_form_no_floor")) {
      VectorCase one = VectorCase.of(FILE, id);
      DriftSamples sets = DriftSamples.of(problems(one, "gen"), problems(one, "pos"));
      if (one.has("fixed_neg")) {
        NDArray weights = one.tensor(memory, "weight_neg", DataType.FLOAT64).transpose();
        sets = sets.and(problems(one, "fixed_neg"), weights);
      }
      DriftSettings settings =
          DriftSettings.released().withAffinityFloor(one.number("affinity_floor"));
      Drift drift = DriftField.of(sets, settings);
      assertEquals(one.number("scale_inputs"), drift.scale(), 1e-9);
      assertEquals(one.number("scale"), drift.scale() * Math.sqrt(3), 1e-9);
      NDArray force = drift.force().transpose(1, 0, 2);
      assertClose(one.array("force"), values(force), 0, 1e-9);
      for (double tau : one.list("temperatures")) {
        double square = one.part("raw_force_ms").number("" + tau);
        assertEquals(square, drift.rawForces().get(tau) * drift.rawForces().get(tau), 1e-9);
        assertEquals(Math.sqrt(square), drift.rawForces().get(tau), 1e-9);
      }
      NDArray losses = Ops.mean(Ops.square(force), new int[] {1, 2}, false);
      assertClose(one.array("loss_per_problem"), values(losses), 0, 1e-9);
      // Theirs is the sum over problems, ours the mean.
      NDArray gradient = Ops.scale(drift.gradient().transpose(1, 0, 2), 2);
      assertClose(one.array("grad_gen"), values(gradient), 0, 1e-9);
    }
  }

  /** Eq. 22 is what the graph gives, also after a garbage collection amid. */
  @Test
  void gradientOfTheGraphIsTheClosedForm() {
    for (int k = 0; k < 12; k++) {
      try (NDManager step = memory.newSubManager()) {
        NDArray x = random(step, new Shape(5, 3, 4), k);
        NDArray y = random(step, new Shape(6, 3, 4), 100 + k);
        x.setRequiresGradient(true);
        Drift drift;
        double value;
        try (GradientCollector gradients = Torch.gradients()) {
          NDArray features = Ops.scale(x, 1);
          drift = DriftField.of(DriftSamples.of(features, y), DriftSettings.defaults());
          NDArray loss = drift.loss(features);
          value = loss.getDouble();
          collectGarbage(step);
          gradients.backward(loss);
        }
        assertEquals(drift.lossValue(), value, 1e-12 * value);
        assertClose(values(drift.gradient()), values(x.getGradient()), 1e-12, 1e-15);
      }
    }
  }

  private static void collectGarbage(NDManager step) {
    List<float[]> garbage = new ArrayList<>();
    for (int n = 0; n < 50; n++) {
      garbage.add(new float[1000]);
      var unused = step.create(garbage.get(n));
    }
    System.gc();
  }

  /** With the target held, the loss falls by differences as its gradient says. */
  @Test
  void gradientThroughEncoderCropsAndDescriptors() {
    NDArray kernel = random(memory, new Shape(4, 1, 3, 3), 1);
    NDArray deeper = random(memory, new Shape(3, 4, 2, 2), 2);
    StageMaps encoder =
        crops -> {
          NDArray first = conv(crops, kernel, 1).tanh();
          return new NDList(first, conv(first, deeper, 0).tanh());
        };
    FeatureSettings features = new FeatureSettings(true, true, true, List.of(0), List.of(2, 4));
    NDArray prediction = random(memory, new Shape(2, 1, 9, 10), 3);
    NDArray target = random(memory, new Shape(2, 1, 9, 10), 4);
    DriftSettings settings = DriftSettings.defaults().withTemperatures(List.of(0.2, 1.0));
    SubVolumes crops = new SubVolumes(3, 8);
    double[] gradient;
    double value;
    prediction.setRequiresGradient(true);
    try (GradientCollector gradients = Torch.gradients()) {
      DriftLoss.Result result =
          new DriftLoss(encoder, features, crops, settings)
              .compute(prediction, target, new SplittableRandom(7));
      value = result.loss().getDouble();
      assertEquals(
          List.of("drift_force_0.2", "drift_force_1.0", "drift_scale"),
          List.copyOf(result.diagnostics().keySet()));
      collectGarbage(memory);
      gradients.backward(result.loss());
      gradient = values(prediction.getGradient());
    }
    Frozen frozen = new Frozen(encoder, features, crops, settings, prediction, target);
    assertEquals(frozen.loss(values(prediction)), value, 1e-12);
    SplittableRandom random = new SplittableRandom(8);
    double largest = 0;
    for (int n = 0; n < 25; n++) {
      int i = random.nextInt(gradient.length);
      double[] moved = values(prediction);
      moved[i] += 1e-5;
      double above = frozen.loss(moved);
      moved[i] -= 2e-5;
      double numerical = (above - frozen.loss(moved)) / 2e-5;
      assertEquals(numerical, gradient[i], 1e-8);
      largest = Math.max(largest, Math.abs(numerical));
    }
    assertTrue(largest > 1e-3, "the gradient is large enough to be compared: " + largest);
  }

  private static NDArray conv(NDArray x, NDArray kernel, long padding) {
    Shape stride = new Shape(1 + (1 - padding), 1 + (1 - padding));
    return Conv2d.conv2d(x, kernel, null, stride, new Shape(padding, padding)).singletonOrThrow();
  }

  /** The loss with fields and scales of one prediction, written from eq. 20 and 21. */
  private final class Frozen {
    private final StageMaps encoder;
    private final FeatureBank bank;
    private final SubVolumes crops;
    private final List<SubVolumes.Place> places;
    private final Shape shape;
    private final List<NDArray> goals = new ArrayList<>();
    private final List<Double> scales = new ArrayList<>();

    Frozen(
        StageMaps encoder,
        FeatureSettings features,
        SubVolumes crops,
        DriftSettings settings,
        NDArray prediction,
        NDArray target) {
      this.encoder = encoder;
      this.bank = new FeatureBank(features);
      this.crops = crops;
      shape = prediction.getShape();
      places = crops.draw(shape, new SplittableRandom(7));
      List<Descriptor> real = describe(target);
      List<Descriptor> generated = describe(prediction.stopGradient());
      for (int k = 0; k < real.size(); k++) {
        NDArray x = generated.get(k).values();
        Drift drift = DriftField.of(DriftSamples.of(x, real.get(k).values()), settings);
        goals.add(Ops.scale(x, 1 / drift.scale()).add(drift.force()));
        scales.add(drift.scale());
      }
    }

    private List<Descriptor> describe(NDArray image) {
      NDArray cut = crops.cut(image, places);
      return bank.describe(cut, encoder.stages(cut));
    }

    double loss(double[] prediction) {
      List<Descriptor> generated = describe(memory.create(prediction, shape).duplicate());
      double sum = 0;
      for (int k = 0; k < goals.size(); k++) {
        double[] x = values(generated.get(k).values());
        double[] goal = values(goals.get(k));
        double squares = 0;
        for (int i = 0; i < x.length; i++) {
          double difference = x[i] / scales.get(k) - goal[i];
          squares += difference * difference;
        }
        sum += squares / x.length;
      }
      return sum / goals.size();
    }
  }

  @Test
  void cropsAreTheSameOfBothAndRepeat() {
    SubVolumes crops = new SubVolumes(3, 2);
    Shape shape = new Shape(2, 2, 4, 5, 6);
    NDArray patches = memory.arange(0, shape.size(), 1, DataType.FLOAT32).reshape(shape);
    List<SubVolumes.Place> places = crops.draw(shape, new SplittableRandom(3));
    assertEquals(places, crops.draw(shape, new SplittableRandom(3)));
    assertEquals(6, places.size());
    NDArray cut = crops.cut(patches, places);
    assertEquals(new Shape(6, 2, 2, 2, 2), cut.getShape());
    float[] values = cut.toFloatArray();
    int n = 0;
    for (SubVolumes.Place place : places) {
      for (int c = 0; c < 2; c++) {
        for (int z = 0; z < 2; z++) {
          for (int y = 0; y < 2; y++) {
            for (int x = 0; x < 2; x++) {
              long at = place.patch() * 2L + c;
              at = at * 4 + place.origin().get(0) + z;
              at = at * 5 + place.origin().get(1) + y;
              at = at * 6 + place.origin().get(2) + x;
              assertEquals(at, values[n++]);
            }
          }
        }
      }
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> new SubVolumes(1, 5).draw(shape, new SplittableRandom(3)));
  }

  @Test
  void cropsReachEveryPlace() {
    SubVolumes crops = new SubVolumes(200, 3);
    boolean[] seen = new boolean[4];
    for (SubVolumes.Place place : crops.draw(new Shape(1, 1, 3, 6), new SplittableRandom(1))) {
      assertEquals(0, place.origin().get(0));
      seen[Math.toIntExact(place.origin().get(1))] = true;
    }
    assertArrayEquals(new boolean[] {true, true, true, true}, seen);
  }

  @Test
  void overlappingCropsAddTheirGradients() {
    NDArray patches = memory.ones(new Shape(2, 1, 3, 3), DataType.FLOAT64);
    patches.setRequiresGradient(true);
    List<SubVolumes.Place> places =
        List.of(
            new SubVolumes.Place(0, List.of(0L, 0L)),
            new SubVolumes.Place(0, List.of(1L, 1L)),
            new SubVolumes.Place(1, List.of(1L, 0L)));
    try (GradientCollector gradients = Torch.gradients()) {
      gradients.backward(new SubVolumes(2, 2).cut(patches, places).sum());
    }
    assertArrayEquals(
        new double[] {1, 1, 0, 1, 2, 1, 0, 1, 1, 0, 0, 0, 1, 1, 0, 1, 1, 0},
        values(patches.getGradient()));
  }

  private NDArray samples(VectorCase one, String field) {
    return samples(one, field, DataType.FLOAT64);
  }

  private NDArray samples(VectorCase one, String field, DataType type) {
    NDArray rows = one.tensor(memory, field, type);
    return rows.reshape(rows.getShape().get(0), 1, -1);
  }

  private NDArray problems(VectorCase one, String field) {
    return one.tensor(memory, field, DataType.FLOAT64).transpose(1, 0, 2);
  }

  private static NDArray random(NDManager manager, Shape shape, long seed) {
    double[] values = new SplittableRandom(seed).doubles(shape.size(), -1, 1).toArray();
    return manager.create(values, shape).duplicate();
  }

  private static double[] values(NDArray array) {
    return array.toType(DataType.FLOAT64, false).toDoubleArray();
  }
}
