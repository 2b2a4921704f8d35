package io.tomodrift.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.stack.FloatStack;
import org.junit.jupiter.api.Test;

class MasksTest {

  @Test
  void bodyKeepsLungsAndLosesTheTable() {
    FloatStack stack = FloatStack.planar(3, 40, 40);
    stack.fill(-1000);
    for (int s = 0; s < 3; s++) {
      for (int r = 0; r < 40; r++) {
        for (int c = 0; c < 40; c++) {
          double d = Math.hypot(r - 18, c - 20);
          if (d <= 12) {
            stack.set(s, r, c, d <= 4 ? -900 : 40);
          }
          if (r >= 35 && r <= 36) {
            stack.set(s, r, c, 0);
          }
        }
      }
    }
    Mask body = Masks.body(Samples.of(stack));
    assertTrue(body.contains(1, 18, 20), "lung");
    assertFalse(body.contains(1, 35, 20), "table");
    Mask disc = Masks.circle(3, new ImageGrid(40, 40, 1, 19.5, -19.5), 20, -18, 12);
    assertEquals(disc, body);
  }

  @Test
  void holesOpenInAnotherSliceAreStillFilled() {
    boolean[] inside = new boolean[2 * 25];
    for (int i = 0; i < 25; i++) {
      inside[i] = i != 12; // a hole in slice 0, above which slice 1 is empty
    }
    Mask filled = Components.holesFilledPerSlice(Mask.of(inside, 2, 5, 5));
    assertTrue(filled.contains(0, 2, 2));
    assertEquals(25, filled.count());
  }

  @Test
  void fovCircleHasTheAreaOfTheCircle() {
    ImageGrid grid = ImageGrid.square(512, 1);
    double area = Masks.fovCircle(1, grid, 200).count();
    assertEquals(Math.PI * 200 * 200, area, 5e-4 * area);
    assertThrows(IllegalArgumentException.class, () -> Masks.fovCircle(1, grid, 0));
  }

  @Test
  void erosionTreatsOutsideAsBackground() {
    boolean[] all = new boolean[3 * 5 * 6];
    java.util.Arrays.fill(all, true);
    Mask mask = Mask.of(all, 3, 5, 6);
    assertEquals(1 * 3 * 4, mask.eroded(1).count());
    assertEquals(3 * 3 * 4, mask.erodedInPlane(1).count());
    assertEquals(3 * 1 * 2, mask.erodedInPlane(2).count());
    assertEquals(0, mask.eroded(2).count());
    assertEquals(90, mask.eroded(0).count());
  }

  @Test
  void shapesAreChecked() {
    assertThrows(IllegalArgumentException.class, () -> Mask.of(new boolean[5], 2, 3));
    assertThrows(IllegalArgumentException.class, () -> Samples.of(new double[6], 6));
  }
}
