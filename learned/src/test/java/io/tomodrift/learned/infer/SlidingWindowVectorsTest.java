package io.tomodrift.learned.infer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.tests.support.ArrayAssertions;
import io.tomodrift.tests.support.Vectors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every case of the reference file; it must hold the kinds that are counted here. */
class SlidingWindowVectorsTest {

  @Test
  void allCases() throws IOException {
    JsonNode file =
        new ObjectMapper().readTree(Vectors.require("learned/sliding_window.json").toFile());
    List<String> kinds = new ArrayList<>();
    for (JsonNode item : file.get("cases")) {
      String id = item.get("id").asText();
      if (id.startsWith("starts_")) {
        starts(item);
        kinds.add("starts");
      } else if (id.equals("gaussian_weights_w8")) {
        weights(item);
        kinds.add("weights");
      } else if (id.equals("blend_1d")) {
        blend(item);
        kinds.add("blend");
      } else {
        assertEquals("identity_predictor", id, "a case nobody checks");
        kinds.add("identity"); // SlidingWindowTest has many of them
      }
    }
    assertEquals(7, kinds.stream().filter("starts"::equals).count());
    assertTrue(kinds.containsAll(List.of("weights", "blend", "identity")), kinds.toString());
  }

  private static void starts(JsonNode item) {
    WindowSide side =
        WindowSide.sliding(item.get("window").asInt(), item.get("overlap").asDouble());
    WindowAxis axis = new WindowAxis(item.get("length").asInt(), side, Padding.MINIMUM);
    int[] found = new int[axis.count()];
    for (int i = 0; i < found.length; i++) {
      found[i] = axis.start(i);
    }
    int[] expected = new int[item.get("starts").size()];
    for (int i = 0; i < expected.length; i++) {
      expected[i] = item.get("starts").get(i).asInt();
    }
    assertArrayEquals(expected, found, item.get("id").asText());
  }

  private static double[] doubles(JsonNode array) {
    double[] values = new double[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).asDouble();
    }
    return values;
  }

  private static void weights(JsonNode item) {
    WindowAxis axis = new WindowAxis(8, WindowSide.sliding(8, 0), Padding.MINIMUM);
    double[] found = new double[8];
    for (int i = 0; i < 8; i++) {
      found[i] = axis.weight(i);
    }
    assertArrayEquals(doubles(item.get("weights")), found, 1e-12);
  }

  /** The predictor computes in float32, whose rounding is all that may differ. */
  private static void blend(JsonNode item) {
    double[] input = doubles(item.get("input"));
    float[] values = new float[input.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) input[i];
    }
    WindowSide one = WindowSide.sliding(1, 0);
    WindowSide side =
        WindowSide.sliding(item.get("window").asInt(), item.get("overlap").asDouble());
    WindowFunction minusMean =
        (windows, count, shape) -> {
          float[] made = new float[count * shape[2]];
          for (int w = 0; w < count; w++) {
            double sum = 0;
            for (int i = 0; i < shape[2]; i++) {
              sum += windows[w * shape[2] + i];
            }
            for (int i = 0; i < shape[2]; i++) {
              made[w * shape[2] + i] = (float) (windows[w * shape[2] + i] - sum / shape[2]);
            }
          }
          return made;
        };
    FloatStack found =
        new SlidingWindow(new WindowSettings(one, one, side, Padding.MINIMUM, 3))
            .apply(
                FloatStack.wrapPlanar(values, 1, 1, values.length),
                minusMean,
                VoxelMap.IDENTITY,
                RunContext.defaults());
    ArrayAssertions.assertClose(doubles(item.get("output")), found.data(), 0, 3e-7);
  }
}
