package io.tomodrift.learned.nets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDManager;
import io.tomodrift.learned.torch.Torch;
import java.util.List;
import org.junit.jupiter.api.Test;

class MedNextTest {

  /** Roy et al. 2023, table 2: millions of weights with kernel 3. */
  @Test
  void threeDimensionalSizesHaveThePublishedNumberOfWeights() {
    assertEquals(5.6, millions(MedNext.Size.S), 0.0501);
    assertEquals(10.5, millions(MedNext.Size.B), 0.0501);
    assertEquals(17.6, millions(MedNext.Size.M), 0.0512);
    assertEquals(61.8, millions(MedNext.Size.L), 0.0501);
  }

  private static double millions(MedNext.Size size) {
    try (NDManager memory = Torch.open();
        Network network = Network.create(size.of(3, 1, 1, true), memory)) {
      return network.parameterCount() / 1e6;
    }
  }

  @Test
  void smallSizesHaveTheNumberOfWeightsCountedByHand() {
    try (NDManager memory = Torch.open()) {
      long n = 2 * 16 + 17;
      for (int c = 16; c <= 64; c *= 2) {
        n += 2 * block(c, c, 9) + block(c, 2 * c, 9) + block(2 * c, c, 9);
        n += c * 2 * c + 2 * c + 2 * c * c + c; // the ways around, down and up
      }
      n += block(128, 128, 9);
      assertEquals(237_521, n);
      assertEquals(n, Network.create(MedNext.Size.N.of(2, 1, 1, true), memory).parameterCount());
      assertEquals(
          38_485, Network.create(MedNext.Size.N3.of(3, 1, 1, true), memory).parameterCount());
    }
  }

  /** Depthwise convolution, norm, expansion by two, compression, each with bias. */
  private static long block(long in, long out, long window) {
    return in * window + in + 2 * in + 2 * in * in + 2 * in + 2 * in * out + out;
  }

  @Test
  void impossibleNumbersAreRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new MedNext(2, 1, 1, 8, 4, List.of(2), List.of(1), true));
    assertThrows(
        IllegalArgumentException.class,
        () -> new MedNext(2, 1, 1, 8, 3, List.of(2, 2), List.of(1, 1), true));
    assertThrows(
        IllegalArgumentException.class,
        () -> new MedNext(2, 1, 1, 8, 3, List.of(2, 2, 2), List.of(1), true));
  }
}
