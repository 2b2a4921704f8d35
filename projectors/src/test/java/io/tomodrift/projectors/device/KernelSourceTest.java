package io.tomodrift.projectors.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KernelSourceTest {

  @Test
  void constantsComeFirstThenPreludeThenSharedTextThenKernel() {
    String text = KernelSource.load("forward", "rays").with(Map.of("LANES", 4)).text();
    int[] places = {
      text.indexOf("#define CONTRACTION 1\n#define LANES 4\n"),
      text.indexOf("__OPENCL_VERSION__"),
      text.indexOf("ray_share("),
      text.indexOf("KERNEL void forward(")
    };
    assertEquals(0, places[0]);
    for (int k = 1; k < places.length; k++) {
      assertTrue(places[k] > places[k - 1], "part " + k + " at " + places[k]);
    }
  }

  @Test
  void aLaterConstantReplacesAnEarlierOne() {
    KernelSource source = KernelSource.load("vectors");
    assertTrue(source.contraction());
    KernelSource exact = source.with(Map.of(KernelSource.CONTRACTION, 0));
    assertFalse(exact.contraction());
    assertTrue(exact.text().startsWith("#define CONTRACTION 0\n"));
    assertTrue(source.contraction());
    assertEquals("vectors-contraction0", exact.variant());
  }

  @Test
  void theHashFollowsTheText() {
    KernelSource source = KernelSource.load("vectors");
    assertEquals(64, source.hash().length());
    assertEquals(source.hash(), KernelSource.load("vectors").hash());
    assertNotEquals(source.hash(), source.with(Map.of("LANES", 1)).hash());
    assertNotEquals(source.hash(), KernelSource.load("filter").hash());
  }

  @Test
  void variantsOfTheSetAreDistinct() {
    Set<String> names = new HashSet<>();
    List<KernelSource> all = KernelSet.all(true);
    all.forEach(source -> names.add(source.variant()));
    assertEquals(all.size(), names.size());
    assertEquals(1, KernelSet.lanesPerItem(31));
    assertEquals(4, KernelSet.lanesPerItem(32));
    assertEquals(1, KernelSet.lanesPerItem(33));
  }

  /** float32 only, as OpenCL devices need not have more, and literals without f are double. */
  @Test
  void noTextMentionsDouble() {
    for (KernelSource source : KernelSet.all(true)) {
      String code = source.text().replaceAll("//[^\n]*", "");
      assertFalse(code.contains("double"), source.variant());
      assertFalse(code.matches("(?s).*[0-9]\\.[0-9]+(e-?[0-9]+)?[^0-9fe].*"), source.variant());
      assertFalse(code.contains("atom"), source.variant());
    }
  }

  @Test
  void anUnknownTextIsNamed() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> KernelSource.load("nothing"));
    assertTrue(e.getMessage().contains("'nothing'"), e.getMessage());
  }
}
