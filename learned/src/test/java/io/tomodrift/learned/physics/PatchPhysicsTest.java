package io.tomodrift.learned.physics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.error.GeometryException;
import io.tomodrift.geometry.error.ResourceException;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.SliceLayout;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeUnit;
import io.tomodrift.learned.data.AffineJitter;
import io.tomodrift.learned.data.CaseSet;
import io.tomodrift.learned.data.HuScale;
import io.tomodrift.learned.data.PatchOrigin;
import io.tomodrift.learned.data.PatchSampler;
import io.tomodrift.learned.data.PatchSettings;
import io.tomodrift.learned.data.Patches;
import io.tomodrift.learned.data.TrainingCase;
import io.tomodrift.learned.nets.Network;
import io.tomodrift.learned.objective.Batch;
import io.tomodrift.learned.objective.DataTerm;
import io.tomodrift.learned.objective.ImageLoss;
import io.tomodrift.learned.objective.RegressionObjective;
import io.tomodrift.learned.objective.Terms;
import io.tomodrift.learned.torch.Torch;
import io.tomodrift.projectors.backend.Backend;
import io.tomodrift.projectors.backend.Backends;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PatchPhysicsTest {

  private static final RunContext CONTEXT = RunContext.defaults().withParallelism(1);
  private static final HuScale UNITS = new HuScale(-1000, 2000, 500);

  @TempDir private Path folder;
  private final Backend backend = Backends.select("cpu", CONTEXT);

  @AfterEach
  void close() {
    backend.close();
  }

  private CaseSet cases(int views, int channels, double... pixelsMm) throws IOException {
    List<TrainingCase> cases = new ArrayList<>();
    for (double pixel : pixelsMm) {
      cases.add(
          ScannedCases.of(
              "case" + cases.size(),
              ScannedCases.scan(views, channels),
              ScannedCases.grid(pixel),
              backend,
              folder));
    }
    return new CaseSet(cases);
  }

  private PatchPhysics open(CaseSet cases, PatchSettings settings) throws IOException {
    return PatchPhysics.open(cases, settings, UNITS, ScannedCases.WATER, backend, CONTEXT);
  }

  private static PatchSampler sampler(CaseSet cases, PatchSettings settings) {
    return new PatchSampler(cases, UNITS, UNITS, settings, CONTEXT);
  }

  /** The data are those of the target, so whatever way it is turned, nothing is left. */
  @Test
  void theTargetFitsHoweverItIsTurned() throws IOException {
    CaseSet cases = cases(23, 60, 4, 5, 4);
    PatchSettings settings = PatchSettings.planes(16, 11).withFlips(true, true);
    Patches patches = sampler(cases, settings).next(new SplittableRandom(3));
    try (PatchPhysics physics = open(cases, settings)) {
      PhysicsTerm.Result exact = physics.of(patches.target(), patches.origins());
      PhysicsTerm.Result wrong = physics.of(patches.input(), patches.origins());
      assertEquals(16, exact.values().length);
      for (int s = 0; s < 16; s++) {
        assertTrue(exact.values()[s] < 1e-9, "sample " + s + ": " + exact.values()[s]);
        assertTrue(wrong.values()[s] > 1e-5, "sample " + s + ": " + wrong.values()[s]);
      }
    }
  }

  /** As half the mean squared difference, whatever the scan, the pixels and the patch. */
  @Test
  void aUniformErrorCountsAsItsSquare() throws IOException {
    double error = 0.3;
    int[][] scans = {{40, 90}, {80, 90}, {40, 180}};
    for (int[] scan : scans) {
      CaseSet cases = cases(scan[0], scan[1], 4, 2.5);
      for (int side : new int[] {10, 20}) {
        PatchSettings settings = PatchSettings.planes(6, side);
        Patches patches = sampler(cases, settings).next(new SplittableRandom(4));
        float[] output = patches.target().clone();
        for (int i = 0; i < output.length; i++) {
          output[i] += (float) error;
        }
        try (PatchPhysics physics = open(cases, settings)) {
          PhysicsTerm.Result found = physics.of(output, patches.origins());
          double total = 0;
          for (double value : found.values()) {
            assertEquals(error * error / 2, value, 0.02 * error * error / 2);
          }
          for (float g : found.gradient()) {
            total += g;
          }
          // The mean over samples, as of the squared difference.
          assertEquals(error, total, 0.02 * error);
        }
      }
    }
  }

  @Test
  void everySliceOfABlockIsASliceOfTheScan() throws IOException {
    CaseSet cases = cases(23, 60, 4, 5);
    PatchSettings settings = PatchSettings.blocks(3, 2, 8).withFlips(true, true);
    Patches patches = sampler(cases, settings).next(new SplittableRandom(5));
    try (PatchPhysics physics = open(cases, settings)) {
      double[] exact = physics.of(patches.target(), patches.origins()).values();
      assertEquals(6, exact.length);
      assertTrue(Arrays.stream(exact).max().orElseThrow() < 1e-9, Arrays.toString(exact));
    }
  }

  /** A batch of cases of several grids is the sum of its parts, and no bit depends on threads. */
  @Test
  void samplesDoNotMix() throws IOException {
    CaseSet cases = cases(23, 60, 4, 5, 4);
    PatchSettings settings = PatchSettings.planes(5, 9);
    Patches patches = sampler(cases, settings).next(new SplittableRandom(6));
    int area = 81;
    try (PatchPhysics physics = open(cases, settings);
        Backend two = Backends.select("cpu", CONTEXT.withParallelism(2));
        PatchPhysics threaded =
            PatchPhysics.open(cases, settings, UNITS, ScannedCases.WATER, two, CONTEXT)) {
      PhysicsTerm.Result all = physics.of(patches.input(), patches.origins());
      PhysicsTerm.Result same = threaded.of(patches.input(), patches.origins());
      assertArrayEquals(all.values(), same.values());
      assertArrayEquals(all.gradient(), same.gradient());
      for (int s = 0; s < 5; s++) {
        float[] part = Arrays.copyOfRange(patches.input(), s * area, (s + 1) * area);
        PhysicsTerm.Result one = physics.of(part, patches.origins().subList(s, s + 1));
        assertEquals(one.values()[0], all.values()[s], 1e-5 * one.values()[0]);
        double largest = 0;
        for (float g : one.gradient()) {
          largest = Math.max(largest, Math.abs(g));
        }
        for (int i = 0; i < area; i++) {
          assertEquals(one.gradient()[i] / 5, all.gradient()[s * area + i], 1e-5 * largest);
        }
      }
    }
  }

  /**
   * The gradient of a whole objective, paired loss and projections, in the weights of a network,
   * with patches turned in all eight ways; projections are float32, all else is float64.
   */
  @Test
  void theWholeObjectiveAgreesWithDifferences() throws IOException {
    CaseSet cases = cases(23, 60, 4, 5);
    PatchSettings settings = PatchSettings.planes(24, 8).withFlips(true, true);
    Patches patches = sampler(cases, settings).next(new SplittableRandom(7));
    assertEquals(
        8,
        patches.origins().stream()
            .map(o -> List.of(o.transposed(), o.rowsReversed(), o.columnsReversed()))
            .distinct()
            .count());
    double weight = 20;
    try (PatchPhysics physics = open(cases, settings);
        NDManager memory = Torch.open()) {
      Torch.seed(8);
      Network network = Network.create(new SmoothNetwork(), memory, DataType.FLOAT64);
      SplittableRandom random = new SplittableRandom(9);
      for (NDArray weights : network.parameters().values()) {
        float[] values = new float[(int) weights.size()];
        for (int i = 0; i < values.length; i++) {
          values[i] = (float) (0.4 * random.nextDouble() - 0.2);
        }
        Network.assign(weights, wide(memory, values, weights.getShape().getShape()));
      }
      Batch batch =
          new Batch(
              wide(memory, patches.input(), patches.inputShape()),
              wide(memory, patches.target(), patches.targetShape()),
              patches.origins());
      RegressionObjective objective =
          new RegressionObjective(
              network, new ImageLoss(0, 1, 0), Optional.of(new DataTerm(weight, mean(physics))));
      Terms at = objective.accumulate(memory, batch, 0, new SplittableRandom(1));
      assertTrue(weight * at.get("physics") > 0.3 * at.get("fidelity"), at.toString());
      // Every further step adds to them.
      Map<String, double[]> gradients = new LinkedHashMap<>();
      network
          .parameters()
          .forEach((name, array) -> gradients.put(name, array.getGradient().toDoubleArray()));
      for (Map.Entry<String, NDArray> entry : network.parameters().entrySet()) {
        NDArray array = entry.getValue();
        double[] gradient = gradients.get(entry.getKey());
        double[] original = array.toDoubleArray();
        double norm = Math.sqrt(Arrays.stream(gradient).map(g -> g * g).sum());
        // Along the gradient and a random part, so that the slope is about its length.
        double[] direction = new double[gradient.length];
        double expected = 0;
        for (int i = 0; i < direction.length; i++) {
          direction[i] = gradient[i] / norm + (random.nextDouble() - 0.5) / gradient.length;
          expected += gradient[i] * direction[i];
        }
        double numerical = 0;
        for (int k = -2; k <= 2; k++) {
          double[] moved = original.clone();
          for (int i = 0; i < moved.length; i++) {
            moved[i] += k * STEP * direction[i];
          }
          Network.assign(array, memory.create(moved, array.getShape()));
          Terms terms = objective.accumulate(memory, batch, 0, new SplittableRandom(1));
          double value = terms.get("fidelity") + weight * terms.get("physics");
          numerical += FIVE_POINTS[k + 2] * value / STEP;
        }
        Network.assign(array, memory.create(original, array.getShape()));
        double error = Math.abs(numerical - expected) / Math.abs(expected);
        assertEquals(0, error, 1e-5, entry.getKey() + ": " + expected);
      }
      assertTrue(network.parameters().size() == 4);
    }
  }

  private static final double STEP = 0.02;
  private static final double[] FIVE_POINTS = {1 / 12.0, -2 / 3.0, 0, 2 / 3.0, -1 / 12.0};

  private static NDArray wide(NDManager memory, float[] values, long[] shape) {
    return memory.create(values, new Shape(shape)).toType(DataType.FLOAT64, true).duplicate();
  }

  private static DataTerm.Source mean(PatchPhysics physics) {
    return (output, origins) -> {
      PhysicsTerm.Result found = physics.of(output, origins);
      return new DataTerm.Result(
          Arrays.stream(found.values()).average().orElseThrow(), found.gradient());
    };
  }

  @Test
  void refusesWhatItCannotDo() throws IOException {
    CaseSet cases = cases(23, 60, 4);
    TrainingCase one = cases.cases().get(0);
    PatchSettings settings = PatchSettings.planes(1, 8);
    TrainingCase bare =
        new TrainingCase("bare", "bare", one.kind(), one.input(), one.target(), Optional.empty());
    String missing =
        assertThrows(
                FormatException.class, () -> open(new CaseSet(List.of(bare)), settings).close())
            .getMessage();
    assertEquals("case bare has no sinogram; make the pairs with 'sinograms: true'", missing);
    PatchSettings bent = settings.withAffine(new AffineJitter(5, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> open(cases, bent).close());
    String memory =
        assertThrows(
                ResourceException.class,
                () ->
                    PatchPhysics.open(
                            cases,
                            settings,
                            UNITS,
                            ScannedCases.WATER,
                            backend,
                            CONTEXT.withMemoryBudget(20_000))
                        .close())
            .getMessage();
    assertTrue(memory.startsWith("1 cases take 0.00 GB"), memory);
    Volume slice =
        new Volume(
            one.target().stack().copySlices(0, 1, SliceLayout.PLANAR),
            one.target().frame(),
            VolumeUnit.HU);
    TrainingCase shorter =
        new TrainingCase("short", "short", one.kind(), slice, slice, one.sinogram());
    String slices =
        assertThrows(
                GeometryException.class,
                () -> open(new CaseSet(List.of(shorter)), settings).close())
            .getMessage();
    assertTrue(slices.contains("has 2 slices, case short has 1; delete"), slices);
    try (PatchPhysics physics = open(cases, settings)) {
      List<PatchOrigin> stranger = List.of(new PatchOrigin("other", 0, 0, 0, false, false, false));
      String unknown =
          assertThrows(IllegalArgumentException.class, () -> physics.of(new float[64], stranger))
              .getMessage();
      assertEquals("no case is named 'other'; the projections are of [case0]", unknown);
      String size =
          assertThrows(IllegalArgumentException.class, () -> physics.of(new float[63], stranger))
              .getMessage();
      assertEquals("63 values are not the output of 1 patches of 1 x 8 x 8", size);
    }
  }
}
