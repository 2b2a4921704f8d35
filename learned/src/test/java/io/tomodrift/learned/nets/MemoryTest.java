package io.tomodrift.learned.nets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.tomodrift.learned.torch.Ops;
import io.tomodrift.learned.torch.Torch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@EnabledOnOs(value = OS.LINUX, disabledReason = "memory is read from /proc")
class MemoryTest {

  private static final Path STATM = Path.of("/proc/self/statm");
  private static final long PAGE_BYTES = 4096;

  /**
   * The finest array inside is 0.13 MB, so one left behind a step would be 9 MB in 70 steps. The
   * machine's own growth, up to 20 MB, comes once; what leaks grows every time.
   */
  @ParameterizedTest
  @EnumSource(
      value = Preset.class,
      names = {"UNET_N", "MEDNEXT_N", "TIMERES_N"})
  void stepsKeepNothing(Preset preset) throws IOException {
    try (NDManager memory = Torch.open()) {
      Network network = Network.create(preset.of(2), memory);
      steps(memory, network, 30);
      int arrays = memory.getManagedArrays().size();
      long before = residentBytes();
      long leastGrown = Long.MAX_VALUE;
      for (int i = 0; i < 3; i++) {
        steps(memory, network, 70);
        long after = residentBytes();
        leastGrown = Math.min(leastGrown, after - before);
        before = after;
      }
      assertTrue(leastGrown < 5_000_000, "grown by " + leastGrown + " bytes every time");
      assertEquals(arrays, memory.getManagedArrays().size());
    }
  }

  private static void steps(NDManager memory, Network network, int count) {
    for (int i = 0; i < count; i++) {
      try (NDManager step = memory.newSubManager();
          GradientCollector gradients = Torch.gradients()) {
        NDArray x = step.randomNormal(0, 1, new Shape(2, 1, 32, 32), DataType.FLOAT32);
        gradients.backward(Ops.mean(Ops.square(Timed.apply(network, x, true))));
      }
    }
  }

  private static long residentBytes() throws IOException {
    System.gc();
    return Long.parseLong(Files.readString(STATM).split(" ")[1]) * PAGE_BYTES;
  }
}
