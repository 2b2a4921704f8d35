package io.tomodrift.projectors.ceiling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;

class LoadKernelsTest {

  /** Left out or doubled work would make a ceiling that nothing can be held against. */
  @Test
  void everyKernelAddsEveryValueAsOftenAsItSays() {
    List<LoadKernel> kernels = LoadKernels.all();
    assertFalse(kernels.isEmpty());
    for (LoadKernel kernel : kernels) {
      float[][] rows = new float[8][1024];
      double expected = 0;
      for (int k = 0; k < rows.length; k++) {
        for (int s = 0; s < 1024; s++) {
          rows[k][s] = (float) Math.sin(1 + 0.37 * k + 0.011 * s) + k + (s % 7);
          expected += 3 * 0.75 * rows[k][s];
        }
      }
      assertEquals(expected, kernel.accumulate(rows, 0.75f, 3), 1e-5 * expected, kernel.name());
    }
  }

  @Test
  void thePlainKernelFetchesItsSumsForEveryFourRows() {
    assertEquals(4L * 512 * (32 + 8), new PlainLoadKernel().bytesLoaded(32, 512));
  }
}
