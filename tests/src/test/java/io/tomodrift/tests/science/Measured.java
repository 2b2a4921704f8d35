package io.tomodrift.tests.science;

import java.util.Locale;

/** Prints measured numbers, so that a log of the tests documents them. */
final class Measured {

  private Measured() {}

  static void print(String format, Object... values) {
    System.out.println("measured: " + String.format(Locale.ROOT, format, values));
  }
}
