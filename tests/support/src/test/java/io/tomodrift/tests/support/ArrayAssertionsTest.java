package io.tomodrift.tests.support;

import static io.tomodrift.tests.support.ArrayAssertions.assertClose;
import static io.tomodrift.tests.support.ArrayAssertions.maxAbsDiff;
import static io.tomodrift.tests.support.ArrayAssertions.relativeL2;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ArrayAssertionsTest {

  @Test
  void acceptsWhatTheTolerancesAllow() {
    assertClose(new float[] {1, -100}, new float[] {1.5f, -101}, 0.01, 0.5);
    assertClose(new double[] {1, -100}, new double[] {1.5, -101}, 0.01, 0.5);
    assertClose(new double[] {0.1}, new float[] {0.1f}, 1e-7, 0);
    assertClose(new float[0], new float[0], 0, 0);
    assertClose(new double[] {0.0}, new double[] {-0.0}, 0, 0);
  }

  @Test
  void reportsTheLargestErrorWithItsPlace() {
    AssertionError failure =
        assertThrows(
            AssertionError.class,
            () -> assertClose(new float[] {0, 1, 2, 3}, new float[] {0, 1.25f, 4, 3}, 0, 0.1));
    assertEquals(
        "2 of 4 elements beyond rtol 0.00, atol 0.100 (first at [1]): max error 2.00000 at [2]"
            + " (expected 2.00000000, actual 4.00000000), rms 1.00778",
        failure.getMessage());
  }

  @Test
  void treatsNotFiniteValuesExactly() {
    double inf = Double.POSITIVE_INFINITY;
    assertClose(new double[] {inf, Double.NaN}, new double[] {inf, Double.NaN}, 0, 0);
    assertFails(new double[] {inf}, new double[] {1});
    assertFails(new double[] {inf}, new double[] {-inf});
    assertFails(new double[] {1}, new double[] {Double.NaN});
    assertFails(new double[] {Double.NaN}, new double[] {1});
  }

  private static void assertFails(double[] expected, double[] actual) {
    assertThrows(AssertionError.class, () -> assertClose(expected, actual, 1, 1e9));
  }

  @Test
  void rejectsOtherLengths() {
    assertThrows(AssertionError.class, () -> assertClose(new float[2], new float[3], 1, 1));
    assertThrows(AssertionError.class, () -> maxAbsDiff(new double[2], new double[3]));
  }

  @Test
  void measures() {
    assertEquals(2, maxAbsDiff(new float[] {1, 2}, new float[] {1.5f, 0}));
    assertEquals(0, maxAbsDiff(new double[0], new double[0]));
    assertEquals(0.2, relativeL2(new double[] {3, 4}, new double[] {3, 5}));
    assertEquals(0.2, relativeL2(new float[] {3, 4}, new float[] {3, 5}));
    assertEquals(0, relativeL2(new double[2], new double[2]));
    assertEquals(Double.POSITIVE_INFINITY, relativeL2(new double[2], new double[] {0, 1}));
  }
}
