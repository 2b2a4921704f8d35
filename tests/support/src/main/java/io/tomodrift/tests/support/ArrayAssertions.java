package io.tomodrift.tests.support;

import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import org.opentest4j.AssertionFailedError;

/**
 * Comparisons of arrays of numbers, computed in double.
 *
 * <p>Two elements are close if {@code |actual - expected| <= atol + rtol * |expected|}. Equal
 * infinities are close, and so are two NaN; NaN and a number are not.
 */
public final class ArrayAssertions {

  private ArrayAssertions() {}

  /**
   * Fails unless every element is close to the expected one.
   *
   * @param expected the reference
   * @param actual the values under test
   * @param rtol tolerance relative to the expected element
   * @param atol absolute tolerance
   */
  public static void assertClose(float[] expected, float[] actual, double rtol, double atol) {
    Differences differences = differences(expected.length, at(expected), actual.length, at(actual));
    differences.check(rtol, atol);
  }

  /**
   * Fails unless every element is close to the expected one.
   *
   * @param expected the reference
   * @param actual the values under test
   * @param rtol tolerance relative to the expected element
   * @param atol absolute tolerance
   */
  public static void assertClose(double[] expected, double[] actual, double rtol, double atol) {
    differences(expected.length, at(expected), actual.length, at(actual)).check(rtol, atol);
  }

  /**
   * Fails unless every single-precision element is close to the double-precision reference.
   *
   * @param expected the reference
   * @param actual the values under test
   * @param rtol tolerance relative to the expected element
   * @param atol absolute tolerance
   */
  public static void assertClose(double[] expected, float[] actual, double rtol, double atol) {
    differences(expected.length, at(expected), actual.length, at(actual)).check(rtol, atol);
  }

  /**
   * Returns the largest absolute difference.
   *
   * @param a one array
   * @param b another of the same length
   * @return 0 for empty arrays, infinity where a NaN meets a number
   */
  public static double maxAbsDiff(float[] a, float[] b) {
    return differences(a.length, at(a), b.length, at(b)).max();
  }

  /**
   * Returns the largest absolute difference.
   *
   * @param a one array
   * @param b another of the same length
   * @return 0 for empty arrays, infinity where a NaN meets a number
   */
  public static double maxAbsDiff(double[] a, double[] b) {
    return differences(a.length, at(a), b.length, at(b)).max();
  }

  /**
   * Returns the Euclidean norm of the difference over that of the reference.
   *
   * @param expected the reference
   * @param actual the values under test
   * @return 0 if the arrays are equal, infinity if only the reference is zero
   */
  public static double relativeL2(float[] expected, float[] actual) {
    return differences(expected.length, at(expected), actual.length, at(actual)).relativeL2();
  }

  /**
   * Returns the Euclidean norm of the difference over that of the reference.
   *
   * @param expected the reference
   * @param actual the values under test
   * @return 0 if the arrays are equal, infinity if only the reference is zero
   */
  public static double relativeL2(double[] expected, double[] actual) {
    return differences(expected.length, at(expected), actual.length, at(actual)).relativeL2();
  }

  private static IntToDoubleFunction at(float[] values) {
    return i -> values[i];
  }

  private static IntToDoubleFunction at(double[] values) {
    return i -> values[i];
  }

  private static Differences differences(
      int expectedLength,
      IntToDoubleFunction expected,
      int actualLength,
      IntToDoubleFunction actual) {
    if (expectedLength != actualLength) {
      throw new AssertionFailedError(
          "expected " + expectedLength + " elements, got " + actualLength);
    }
    return new Differences(expectedLength, expected, actual);
  }

  private record Differences(int length, IntToDoubleFunction expected, IntToDoubleFunction actual) {

    double difference(int index) {
      double wanted = expected.applyAsDouble(index);
      double got = actual.applyAsDouble(index);
      if (Double.compare(wanted, got) == 0 || wanted == got) {
        return 0;
      }
      double difference = Math.abs(got - wanted);
      return Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference;
    }

    double max() {
      double max = 0;
      for (int i = 0; i < length; i++) {
        max = Math.max(max, difference(i));
      }
      return max;
    }

    double relativeL2() {
      double error = 0;
      double reference = 0;
      for (int i = 0; i < length; i++) {
        double difference = difference(i);
        double wanted = expected.applyAsDouble(i);
        error += difference * difference;
        reference += wanted * wanted;
      }
      return error == 0 ? 0 : Math.sqrt(error / reference);
    }

    void check(double rtol, double atol) {
      int failures = 0;
      int first = -1;
      int worst = 0;
      double max = 0;
      double squares = 0;
      for (int i = 0; i < length; i++) {
        double difference = difference(i);
        squares += difference * difference;
        if (difference > max) {
          max = difference;
          worst = i;
        }
        // An infinite reference must be met exactly: a tolerance relative to it allows anything.
        double wanted = Math.abs(expected.applyAsDouble(i));
        double allowed = Double.isFinite(wanted) ? atol + rtol * wanted : 0;
        if (difference > allowed) {
          first = failures++ == 0 ? i : first;
        }
      }
      if (failures > 0) {
        throw new AssertionFailedError(
            String.format(
                Locale.ROOT,
                "%d of %d elements beyond rtol %.3g, atol %.3g (first at [%d]): "
                    + "max error %.6g at [%d] (expected %.9g, actual %.9g), rms %.6g",
                failures,
                length,
                rtol,
                atol,
                first,
                max,
                worst,
                expected.applyAsDouble(worst),
                actual.applyAsDouble(worst),
                Math.sqrt(squares / length)));
      }
    }
  }
}
