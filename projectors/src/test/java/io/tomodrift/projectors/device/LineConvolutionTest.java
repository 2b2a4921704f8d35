package io.tomodrift.projectors.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class LineConvolutionTest {

  @Test
  void lengthsAreTakenApart() {
    assertEquals(List.of(1), LineConvolution.radices(1));
    assertEquals(List.of(4, 4, 4, 4, 4, 2), LineConvolution.radices(2048));
    assertEquals(List.of(5, 5, 4, 4, 4), LineConvolution.radices(1600));
    assertEquals(List.of(4, 4, 4, 3), LineConvolution.radices(192));
    assertEquals(List.of(3, 2), LineConvolution.radices(6));
  }

  @Test
  void otherFactorsAreNamed() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> LineConvolution.radices(2 * 3 * 7 * 7));
    assertTrue(e.getMessage().contains("294") && e.getMessage().contains("49"), e.getMessage());
  }
}
