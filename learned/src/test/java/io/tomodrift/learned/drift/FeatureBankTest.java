package io.tomodrift.learned.drift;

import static io.tomodrift.tests.support.ArrayAssertions.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.tomodrift.learned.torch.Ops;
import io.tomodrift.learned.torch.Torch;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FeatureBankTest {

  private final NDManager memory = Torch.open();

  @AfterEach
  void free() {
    memory.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT64", "FLOAT32"})
  void everyCase(DataType type) throws IOException {
    double tolerance = type == DataType.FLOAT64 ? 1e-9 : 1e-5;
    Map<String, String> names =
        Map.of(
            "energy", "energy",
            "global_mean", "stage0/mean",
            "global_std", "stage0/std",
            "local", "local",
            "pooled_mean_2", "stage0/mean2",
            "pooled_std_2", "stage0/std2",
            "pooled_mean_4", "stage0/mean4",
            "pooled_std_4", "stage0/std4");
    for (VectorCase one : VectorCase.all("feature_bank.json")) {
      NDArray map = one.tensor(memory, "feature_map", type).expandDims(0);
      // A second sample that must not mix with the first.
      NDArray maps = map.concat(map.onesLike(), 0);
      FeatureBank bank =
          new FeatureBank(new FeatureSettings(true, true, true, List.of(0), List.of(2, 4)));
      Map<String, NDArray> found = new HashMap<>();
      bank.describe(maps, new NDList(maps)).forEach(d -> found.put(d.name(), d.values()));
      assertEquals(8, found.size());
      int compared = 0;
      for (var name : names.entrySet()) {
        if (one.has(name.getKey())) {
          NDArray first = found.get(name.getValue()).get("0:1");
          double[] actual = first.toType(DataType.FLOAT64, false).toDoubleArray();
          assertClose(one.array(name.getKey()), actual, tolerance, tolerance);
          compared++;
        }
      }
      assertTrue(compared >= 6);
    }
  }

  @Test
  void namesAndShapesOfAnEncoder() {
    NDArray crops = memory.ones(new Shape(5, 1, 16, 16));
    NDList stages =
        new NDList(
            memory.ones(new Shape(5, 3, 8, 8)),
            memory.ones(new Shape(5, 4, 4, 4)),
            memory.ones(new Shape(5, 6, 2, 2)));
    List<Descriptor> bank = new FeatureBank(FeatureSettings.defaults()).describe(crops, stages);
    assertEquals(
        "energy(5, 1, 1) stage0/mean(5, 1, 3) stage0/std(5, 1, 3) stage1/mean(5, 1, 4)"
            + " stage1/std(5, 1, 4) stage2/mean(5, 1, 6) stage2/std(5, 1, 6) local(5, 4, 6)"
            + " stage1/mean2(5, 4, 4) stage1/std2(5, 4, 4) stage1/mean4(5, 1, 4)"
            + " stage1/std4(5, 1, 4)",
        String.join(
            " ", bank.stream().map(d -> d.name() + d.values().getShape().toString()).toList()));
  }

  @Test
  void gradientsAreFiniteWhereAMapIsConstant() {
    NDArray map = memory.ones(new Shape(2, 3, 4, 4), DataType.FLOAT32);
    map.setRequiresGradient(true);
    try (GradientCollector gradients = Torch.gradients()) {
      NDArray sum = memory.zeros(new Shape(), DataType.FLOAT32);
      for (Descriptor d :
          new FeatureBank(new FeatureSettings(true, true, true, List.of(0), List.of(2)))
              .describe(map, new NDList(map))) {
        sum = sum.add(Ops.mean(Ops.square(d.values())));
      }
      gradients.backward(sum);
    }
    for (float g : map.getGradient().toFloatArray()) {
      assertTrue(Float.isFinite(g) && g > 0, "gradient " + g);
    }
  }

  @Test
  void refusesWindowsAndStagesThatDoNotFit() {
    NDArray map = memory.ones(new Shape(2, 3, 6, 6));
    FeatureBank bank =
        new FeatureBank(new FeatureSettings(false, false, false, List.of(0), List.of(4)));
    String message =
        assertThrows(IllegalArgumentException.class, () -> bank.describe(map, new NDList(map)))
            .getMessage();
    assertTrue(message.contains("4") && message.contains("(2, 3, 6, 6)"), message);
    assertThrows(
        IllegalArgumentException.class,
        () -> new FeatureBank(FeatureSettings.defaults()).describe(map, new NDList(map)));
    assertThrows(
        IllegalArgumentException.class,
        () -> new FeatureSettings(false, false, false, List.of(), List.of()));
    assertThrows(
        IllegalArgumentException.class,
        () -> new FeatureSettings(true, false, false, List.of(0), List.of()));
  }
}
