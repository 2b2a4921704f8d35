package io.tomodrift.learned.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpsTest {

  /** The same with {@code x.mul(3f)} gives 58 wrong gradients of 60. */
  @Test
  void gradientsSurviveGarbageCollection() {
    try (NDManager memory = Torch.open()) {
      for (int k = 0; k < 40; k++) {
        try (NDManager step = memory.newSubManager()) {
          NDArray x = step.ones(new Shape(1000));
          x.setRequiresGradient(true);
          try (GradientCollector gradients = Torch.gradients()) {
            NDArray y = Ops.mean(Ops.square(Ops.scale(x, 3)));
            List<float[]> garbage = new ArrayList<>();
            for (int n = 0; n < 50; n++) {
              garbage.add(new float[1000]);
              var unused = step.create(garbage.get(n));
            }
            System.gc();
            gradients.backward(y);
          }
          for (float g : x.getGradient().toFloatArray()) {
            assertEquals(18.0 / 1000, g, 1e-8);
          }
        }
      }
    }
  }

  @Test
  void groupsHaveMeanZeroAndVarianceOne() {
    try (NDManager memory = Torch.open()) {
      double[] values = new double[2 * 4 * 6];
      for (int i = 0; i < values.length; i++) {
        values[i] = Math.sin(i * i) + 0.1 * i;
      }
      NDArray x = memory.create(values, new Shape(2, 4, 2, 3)).duplicate();
      double[] normalised = Ops.groupNorm(x, 2, 1e-5).toDoubleArray();
      double[] expected = new double[values.length];
      for (int row = 0; row < 4; row++) {
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < 12; i++) {
          sum += values[row * 12 + i];
          squares += values[row * 12 + i] * values[row * 12 + i];
        }
        double mean = sum / 12;
        double sd = Math.sqrt(squares / 12 - mean * mean + 1e-5);
        for (int i = 0; i < 12; i++) {
          expected[row * 12 + i] = (values[row * 12 + i] - mean) / sd;
        }
      }
      assertArrayEquals(expected, normalised, 1e-10);
      assertThrows(IllegalArgumentException.class, () -> Ops.groupNorm(x, 3, 1e-5));
    }
  }

  @Test
  void meansOverSeveralAxes() {
    try (NDManager memory = Torch.open()) {
      NDArray x = memory.arange(0, 24, 1, DataType.FLOAT64).reshape(2, 3, 4).duplicate();
      assertArrayEquals(
          new double[] {5.5, 17.5}, Ops.mean(x, new int[] {-1, 1}, false).toDoubleArray(), 1e-12);
      assertEquals(11.5, Ops.mean(x).getDouble(), 1e-12);
    }
  }
}
