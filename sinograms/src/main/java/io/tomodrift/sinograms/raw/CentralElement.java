package io.tomodrift.sinograms.raw;

import java.util.Locale;

/**
 * How a scanner's maker counts the columns of DetectorCentralElement (7031,1033). Rows are counted
 * from 1 by all of them.
 */
public enum CentralElement {
  /** By the Manufacturer: {@link #FROM_OTHER_END} for GE, {@link #FROM_ONE} for all others. */
  AUTO,
  /** From 1 at the first column, as the manual says and Siemens does. */
  FROM_ONE,
  /** From 0 at the last column, as GE does. */
  FROM_OTHER_END;

  /** This convention, or the manufacturer's if it is {@link #AUTO}. */
  CentralElement resolved(String manufacturer) {
    return this != AUTO ? this : isGe(manufacturer) ? FROM_OTHER_END : FROM_ONE;
  }

  /** True if the manufacturer is one whose way of counting is known. */
  static boolean isKnown(String manufacturer) {
    String name = upper(manufacturer);
    return isGe(manufacturer) || name.contains("SIEMENS") || name.equals("TOMODRIFT");
  }

  private static boolean isGe(String manufacturer) {
    String name = upper(manufacturer);
    return name.equals("GE") || name.startsWith("GE ") || name.startsWith("GENERAL ELECTRIC");
  }

  private static String upper(String text) {
    return text.strip().toUpperCase(Locale.ROOT);
  }

  /** The column, from 0, that the element's first value means. */
  double column(double value, int columns) {
    return this == FROM_OTHER_END ? columns - 1 - value : value - 1;
  }
}
