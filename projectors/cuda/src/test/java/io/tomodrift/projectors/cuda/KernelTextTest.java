package io.tomodrift.projectors.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.projectors.device.KernelSet;
import io.tomodrift.projectors.device.KernelSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kernel in every variant, as CUDA; nothing runs. */
class KernelTextTest {

  @TempDir private Path folder;

  /** 75 is the oldest that the compilers of CUDA 13 know. */
  @ParameterizedTest
  @ValueSource(ints = {75, 90})
  void compiles(int capability) throws Exception {
    Nvcc.assumeProgram("nvcc");
    List<KernelSource> sources = KernelSet.all(true);
    Map<KernelSource, String> texts = Nvcc.compile(sources, capability, true, folder);
    assertEquals(8, texts.size());
    texts.forEach(
        (source, ptx) -> {
          assertTrue(ptx.contains(".target sm_" + capability), source.variant());
          assertFalse(ptx.contains(".f64"), () -> source + " computes in double");
          assertFalse(ptx.contains("atom."), () -> source + " has atomics");
        });
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void productsAndSumsAreContractedOnDemand(boolean contraction) throws Exception {
    Nvcc.assumeProgram("nvcc");
    KernelSource vectors =
        KernelSet.all(contraction).stream()
            .filter(source -> source.name().equals("vectors"))
            .findFirst()
            .orElseThrow();
    String ptx = Nvcc.compile(List.of(vectors), 75, contraction, folder).get(vectors);
    assertEquals(contraction, ptx.contains("fma.rn.f32"));
  }
}
