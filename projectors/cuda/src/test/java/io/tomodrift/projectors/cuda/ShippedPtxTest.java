package io.tomodrift.projectors.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.error.BackendException;
import io.tomodrift.projectors.device.KernelSet;
import io.tomodrift.projectors.device.KernelSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The kernels that come compiled. They are made anew, after a change of a kernel, by
 *
 * <pre>mvn -pl projectors/cuda -am test -Dtest=ShippedPtxTest -Dtomodrift.ptx.write=true</pre>
 */
class ShippedPtxTest {

  /** That of CUDA 11.0: the texts need nothing newer, and older drivers refuse newer versions. */
  private static final String LOWERED = ".version 7.0";

  @TempDir private Path folder;

  @Test
  void write() throws Exception {
    Assumptions.assumeTrue(
        Boolean.getBoolean("tomodrift.ptx.write"), "writes only with -Dtomodrift.ptx.write=true");
    Path target =
        Path.of(
            System.getProperty("tomodrift.root"),
            "projectors/cuda/src/main/resources/io/tomodrift/projectors/cuda/ptx");
    Map<KernelSource, String> texts =
        Nvcc.compile(KernelSet.all(true), ShippedPtx.LEAST_CAPABILITY, true, folder);
    for (Map.Entry<KernelSource, String> entry : texts.entrySet()) {
      Files.writeString(
          target.resolve(entry.getKey().variant() + ".ptx"),
          ShippedPtx.firstLine(entry.getKey())
              + entry.getValue().replaceFirst("\\.version [0-9.]+", LOWERED));
    }
  }

  /** Also says when a kernel was changed and its compiled form forgotten. */
  @Test
  void everyKernelIsThere() {
    for (KernelSource source : KernelSet.all(true)) {
      String ptx = ShippedPtx.of(source);
      assertTrue(ptx.contains("\n" + LOWERED + "\n"), source.variant());
      assertTrue(ptx.contains("\n.target sm_75\n"), source.variant());
    }
  }

  @Test
  void whatIsNotThereIsSaid() {
    KernelSource uncontracted = KernelSet.all(false).get(0);
    BackendException e = assertThrows(BackendException.class, () -> ShippedPtx.of(uncontracted));
    assertTrue(e.getMessage().contains(uncontracted.variant()), e.getMessage());
    assertTrue(e.getMessage().contains("NVRTC"), e.getMessage());
  }

  /** The assembler refuses what the stated version of PTX does not have. */
  @Test
  void isValidForItsVersionAndAssembles() throws Exception {
    Nvcc.assumeProgram("ptxas");
    int assembled = 0;
    for (KernelSource source : KernelSet.all(true)) {
      for (int architecture : new int[] {75, 90}) {
        Nvcc.assemble(ShippedPtx.of(source), architecture, folder);
        assembled++;
      }
    }
    assertEquals(16, assembled);
  }
}
