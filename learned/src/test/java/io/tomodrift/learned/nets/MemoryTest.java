package io.tomodrift.learned.nets;

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

  /** The finest array inside is 0.13 MB (0.1 for ResUNet); 200 of them would be 20 to 26 MB. */
  @ParameterizedTest
  @EnumSource(
      value = Preset.class,
      names = {"UNET_N", "MEDNEXT_N", "RESUNET_N"})
  void twoHundredStepsKeepNothing(Preset preset) throws IOException {
    try (NDManager memory = Torch.open()) {
      Network network = Network.create(preset.of(2), memory);
      steps(memory, network, 60);
      long before = residentBytes();
      steps(memory, network, 200);
      long grown = residentBytes() - before;
      System.getLogger("x").log(System.Logger.Level.INFO, "GROWN " + preset + grown);
      assertTrue(grown < 10_000_000, "grown by " + grown + " bytes");
    }
  }

  private static void steps(NDManager memory, Network network, int count) {
    for (int i = 0; i < count; i++) {
      try (NDManager step = memory.newSubManager();
          GradientCollector gradients = Torch.gradients()) {
        NDArray x = step.randomNormal(0, 1, new Shape(2, 1, 32, 32), DataType.FLOAT32);
        gradients.backward(Ops.mean(Ops.square(network.apply(x, true))));
      }
    }
  }

  private static long residentBytes() throws IOException {
    System.gc();
    return Long.parseLong(Files.readString(STATM).split(" ")[1]) * PAGE_BYTES;
  }
}
