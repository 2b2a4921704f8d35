package io.tomodrift.learned.objective;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.tomodrift.learned.data.PatchOrigin;
import io.tomodrift.learned.drift.DriftLoss;
import io.tomodrift.learned.drift.DriftSettings;
import io.tomodrift.learned.drift.FeatureSettings;
import io.tomodrift.learned.drift.SubVolumes;
import io.tomodrift.learned.nets.FeatureEncoder;
import io.tomodrift.learned.nets.Network;
import io.tomodrift.learned.nets.PatchGan;
import io.tomodrift.learned.nets.UNet;
import io.tomodrift.learned.torch.Torch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataTermTest {

  private static final int SAMPLES = 4;
  private static final int SIDE = 16;
  private static final int SIZE = SAMPLES * SIDE * SIDE;
  private static final double WEIGHT = 0.7;

  private final NDManager memory = Torch.open();
  private final Network generator = network(UNet.residual(2, 4, 6), 1);
  private final Batch batch = new Batch(noise(2), noise(3), origins(SAMPLES));

  @AfterEach
  void free() {
    memory.close();
  }

  private Network network(io.tomodrift.learned.nets.Architecture architecture, long seed) {
    Torch.seed(seed);
    return Network.create(architecture, memory);
  }

  private static List<PatchOrigin> origins(int count) {
    List<PatchOrigin> origins = new ArrayList<>();
    for (int s = 0; s < count; s++) {
      origins.add(new PatchOrigin("case" + s, s, 0, 0, false, false, false));
    }
    return origins;
  }

  private static float[] values(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[SIZE];
    for (int i = 0; i < SIZE; i++) {
      values[i] = (float) (random.nextDouble() - 0.5);
    }
    return values;
  }

  private NDArray noise(long seed) {
    return memory.create(values(seed), new Shape(SAMPLES, 1, SIDE, SIDE)).duplicate();
  }

  /** A term whose gradient does not depend on the output, of the size of the paired loss's. */
  private static DataTerm.Source source() {
    return (output, origins) -> {
      assertEquals(SIZE, output.length);
      assertEquals(origins(SAMPLES), origins);
      return new DataTerm.Result(42, gradient());
    };
  }

  private static float[] gradient() {
    float[] gradient = values(4);
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] *= 2f / SIZE;
    }
    return gradient;
  }

  private Objective objective(
      String method, DriftBalance balance, double lambda, Optional<DataTerm> term) {
    return switch (method) {
      case "regression" -> new RegressionObjective(generator, ImageLoss.L1, term);
      case "gan" ->
          new GanObjective(
              generator,
              network(new PatchGan(2, 2, List.of(4, 8)), 5),
              Adversary.LSGAN,
              0.01,
              ImageLoss.L1,
              term);
      default -> {
        Network encoder = network(new FeatureEncoder(2, 1, List.of(4, 4)), 6);
        encoder.setTrainable(false);
        DriftLoss drift =
            new DriftLoss(
                x -> encoder.applyAll(x, false),
                new FeatureSettings(true, true, true, List.of(1), List.of(2)),
                new SubVolumes(4, 8),
                DriftSettings.defaults());
        yield new GdmObjective(
            generator, encoder, ImageLoss.L1, drift, balance, Mgda.plain(), lambda, term);
      }
    };
  }

  private record Step(Terms terms, Map<String, float[]> gradients) {}

  private Step step(Objective objective) {
    Phase phase =
        objective.phases().stream()
            .filter(one -> one.network() == generator)
            .findFirst()
            .orElseThrow();
    Map<String, float[]> before = gradients();
    try (NDManager part = memory.newSubManager()) {
      Terms terms = phase.accumulate(part, batch, 0, new SplittableRandom(7));
      Map<String, float[]> after = gradients();
      // Gradients add up; the step's own is what is new.
      after.forEach(
          (name, g) -> {
            float[] old = before.get(name);
            for (int i = 0; i < g.length; i++) {
              g[i] -= old[i];
            }
          });
      return new Step(terms, after);
    }
  }

  private Map<String, float[]> gradients() {
    Map<String, float[]> all = new LinkedHashMap<>();
    generator
        .parameters()
        .forEach(
            (name, array) ->
                all.put(
                    name,
                    array.hasGradient()
                        ? array.getGradient().toFloatArray()
                        : new float[(int) array.size()]));
    return all;
  }

  /** What the weights get of the term alone, by way of the sum with a constant. */
  private Map<String, float[]> ofTheTermAlone(double factor) {
    Map<String, float[]> before = gradients();
    try (GradientCollector collector = Torch.gradients()) {
      float[] g = gradient();
      for (int i = 0; i < g.length; i++) {
        g[i] *= (float) factor;
      }
      NDArray constant = memory.create(g, batch.input().getShape()).duplicate();
      collector.backward(constant.mul(generator.apply(batch.input(), true)).sum());
    }
    Map<String, float[]> after = gradients();
    after.forEach(
        (name, g) -> {
          for (int i = 0; i < g.length; i++) {
            g[i] -= before.get(name)[i];
          }
        });
    return after;
  }

  @ParameterizedTest
  @CsvSource({"regression", "gan", "gdm"})
  void itsGradientIsAddedWithItsWeight(String method) {
    try (Objective without = objective(method, DriftBalance.SUM, 0.1, Optional.empty());
        Objective with =
            objective(method, DriftBalance.SUM, 0.1, Optional.of(new DataTerm(WEIGHT, source())))) {
      Step plain = step(without);
      Step more = step(with);
      assertEquals(42, more.terms.get("physics"));
      assertEquals(plain.terms.get("fidelity"), more.terms.get("fidelity"));
      assertTrue(!plain.terms.values().containsKey("physics"));
      Map<String, float[]> alone = ofTheTermAlone(WEIGHT);
      for (String name : alone.keySet()) {
        double largest = 0;
        for (float g : more.gradients.get(name)) {
          largest = Math.max(largest, Math.abs(g));
        }
        for (int i = 0; i < alone.get(name).length; i++) {
          double difference = more.gradients.get(name)[i] - plain.gradients.get(name)[i];
          assertEquals(alone.get(name)[i], difference, 2e-5 * largest, name + " " + i);
        }
      }
    }
  }

  /** With MGDA it is part of the paired objective: one gradient, one share. */
  @Test
  void driftIsBalancedAgainstBothTogether() {
    try (Objective with =
        objective("gdm", DriftBalance.MGDA, 0.1, Optional.of(new DataTerm(WEIGHT, source())))) {
      Step more = step(with);
      float[] g = gradient();
      double[] sum = new double[SIZE];
      double termNorm = 0;
      NDArray output = generator.apply(batch.input(), false);
      float[] y = output.toFloatArray();
      float[] target = batch.target().toFloatArray();
      double norm = 0;
      for (int i = 0; i < SIZE; i++) {
        sum[i] = Math.signum(y[i] - target[i]) / SIZE + WEIGHT * g[i];
        norm += sum[i] * sum[i];
        termNorm += WEIGHT * WEIGHT * g[i] * g[i];
      }
      norm = Math.sqrt(norm);
      assertEquals(norm, more.terms.get("norm_fidelity"), 1e-5 * norm);
      assertEquals(Math.sqrt(termNorm), more.terms.get("norm_physics"), 1e-5 * norm);
      double drift = more.terms.get("norm_drift");
      double cosine = more.terms.get("cosine");
      double inner = norm * drift * cosine;
      double alpha = (drift * drift - inner) / (norm * norm + drift * drift - 2 * inner);
      assertEquals(
          Math.max(0, Math.min(1, alpha)), more.terms.get("alpha"), 1e-5, more.terms.toString());
      assertTrue(alpha > 0.01 && alpha < 0.99, "alpha " + alpha);
    }
  }

  @Test
  void refusesWhatItCannotDo() {
    for (double weight : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThrows(IllegalArgumentException.class, () -> new DataTerm(weight, source()));
    }
    Batch lost = new Batch(batch.input(), batch.target());
    RegressionObjective objective =
        new RegressionObjective(
            generator, ImageLoss.L1, Optional.of(new DataTerm(WEIGHT, source())));
    String text =
        assertThrows(
                IllegalArgumentException.class,
                () -> objective.accumulate(memory, lost, 0, new SplittableRandom(1)))
            .getMessage();
    assertTrue(text.startsWith("4 samples have 0 origins"), text);
  }
}
