package io.tomodrift.learned.nets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.tomodrift.learned.nets.blocks.Norm;
import io.tomodrift.learned.torch.Torch;
import java.util.List;
import org.junit.jupiter.api.Test;

class FoldedTest {

  private static UNet inner(int channels) {
    return new UNet(2, channels, channels, List.of(3, 4), Norm.NONE, false);
  }

  @Test
  void gradientsAgreeWithDifferences() {
    assertEquals(0, GradientCheck.largestError(new Folded(inner(4), 2, 1, 0, true), 8, 12), 1e-6);
    assertEquals(0, GradientCheck.largestError(new Folded(inner(9), 3, 1, 0, false), 6, 12), 1e-6);
    UNet wide = new UNet(2, 4, 12, List.of(3, 4), Norm.NONE, false);
    assertEquals(0, GradientCheck.largestError(new Folded(wide, 2, 1, 3, true), 8, 12), 1e-6);
    assertEquals(0, GradientCheck.largestError(new Folded(wide, 2, 2, 3, false), 8, 12), 1e-6);
  }

  @Test
  void untrainedIsTheIdentity() {
    try (NDManager memory = Torch.open()) {
      Network network = Network.create(new Folded(inner(4), 2, 1, 0, true), memory);
      NDArray x = memory.randomNormal(new Shape(2, 1, 8, 12));
      assertArrayEquals(x.toFloatArray(), network.apply(x, false).toFloatArray());
      assertEquals("fold.weight", List.copyOf(network.parameters().keySet()).get(12 + 2));
    }
  }

  @Test
  void untrainedWithFineEndIsTheIdentity() {
    try (NDManager memory = Torch.open()) {
      Network network = Network.create(Preset.UNET_F.of(2), memory);
      NDArray x = memory.randomNormal(new Shape(1, 1, 16, 32));
      assertArrayEquals(x.toFloatArray(), network.apply(x, false).toFloatArray());
    }
  }

  /** The fine end sees neighbours across the squares: one pixel in reaches all pixels around. */
  @Test
  void fineEndReachesAcrossSquares() {
    UNet wide = new UNet(2, 4, 12, List.of(3, 4), Norm.NONE, false);
    try (NDManager memory = Torch.open()) {
      Network network = Network.create(new Folded(wide, 2, 1, 3, true), memory);
      for (String name : List.of("fine.0.weight", "fine.1.weight")) {
        NDArray weights = network.parameters().get(name);
        weights.stopGradient().subi(weights.stopGradient()).addi(1);
      }
      float[] pixel = new float[12 * 12];
      pixel[5 * 12 + 5] = 1;
      float[] zero = network.apply(memory.zeros(new Shape(1, 1, 12, 12)), false).toFloatArray();
      NDArray x = memory.create(pixel, new Shape(1, 1, 12, 12));
      float[] one = network.apply(x, false).toFloatArray();
      for (int[] place : new int[][] {{5, 3}, {5, 7}, {3, 5}, {7, 5}, {6, 6}}) {
        int at = place[0] * 12 + place[1];
        assertNotEquals(zero[at], one[at], "row %d, column %d".formatted(place[0], place[1]));
      }
    }
  }

  /** A network whose only layer copies channel k to channel k moves nothing. */
  @Test
  void pixelsReturnToTheirPlaces() {
    try (NDManager memory = Torch.open()) {
      Folded folded = new Folded(inner(4), 2, 1, 0, true);
      Network network = Network.create(folded, memory);
      NDArray x = memory.randomNormal(new Shape(1, 1, 8, 8));
      // The end adds 1 to the fourth channel: to the pixels at odd row and odd column.
      network
          .parameters()
          .get("fold.bias")
          .stopGradient()
          .addi(memory.create(new float[] {0, 0, 0, 1}));
      float[] in = x.toFloatArray();
      float[] out = network.apply(x, false).toFloatArray();
      for (int i = 0; i < in.length; i++) {
        boolean odd = i / 8 % 2 == 1 && i % 2 == 1;
        assertEquals(in[i] + (odd ? 1 : 0), out[i], 1e-6);
      }
    }
  }

  @Test
  void otherNetworksAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Folded(inner(3), 2, 1, 0, true));
    assertThrows(
        IllegalArgumentException.class, () -> new Folded(UNet.residual(2, 4), 2, 1, 0, true));
    assertThrows(IllegalArgumentException.class, () -> new Folded(inner(4), 1, 1, 0, true));
    assertThrows(IllegalArgumentException.class, () -> new Folded(inner(4), 2, 1, 2, true));
    assertThrows(IllegalArgumentException.class, () -> new Folded(inner(4), 2, 0, 1, true));
  }
}
