package io.tomodrift.formats.dicom;

import io.tomodrift.geometry.error.FormatException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Numbers and lists in the text representations of DICOM. */
final class TextValues {

  private static final int DS_CHARACTERS = 16;

  private TextValues() {}

  /** Splits and trims the decoded text of an element. */
  static List<String> decode(Vr vr, String text) {
    if (!vr.isMultiValuedText()) {
      String only = stripEnd(text);
      return only.isEmpty() ? List.of() : List.of(only);
    }
    String all = stripEnd(text);
    if (all.isEmpty()) {
      return List.of();
    }
    List<String> values = new ArrayList<>();
    int start = 0;
    for (int at = all.indexOf('\\'); at >= 0; at = all.indexOf('\\', start)) {
      values.add(strip(all.substring(start, at)));
      start = at + 1;
    }
    values.add(strip(all.substring(start)));
    return values;
  }

  private static String strip(String text) {
    int from = 0;
    while (from < text.length() && text.charAt(from) == ' ') {
      from++;
    }
    return stripEnd(text.substring(from));
  }

  private static String stripEnd(String text) {
    int end = text.length();
    while (end > 0 && (text.charAt(end - 1) == ' ' || text.charAt(end - 1) == 0)) {
      end--;
    }
    return text.substring(0, end);
  }

  static double[] doubles(int tag, List<String> values) {
    return values.stream().mapToDouble(v -> decimal(tag, v)).toArray();
  }

  static long[] longs(int tag, List<String> values) {
    return values.stream().mapToLong(v -> whole(tag, v)).toArray();
  }

  private static double decimal(int tag, String value) {
    if (isDecimal(value)) {
      try {
        return Double.parseDouble(value);
      } catch (NumberFormatException e) {
        throw notANumber(tag, value, "number", e);
      }
    }
    throw notANumber(tag, value, "number", null);
  }

  // Double.parseDouble also takes NaN, hexadecimal and type suffixes, which DICOM has not.
  private static boolean isDecimal(String value) {
    return !value.isEmpty()
        && value.chars().allMatch(c -> (c >= '0' && c <= '9') || "+-.eE".indexOf(c) >= 0);
  }

  private static long whole(int tag, String value) {
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      double number = decimal(tag, value);
      if (number == Math.rint(number) && Math.abs(number) < 1e15) {
        return (long) number;
      }
      throw notANumber(tag, value, "whole number", e);
    }
  }

  private static FormatException notANumber(
      int tag, String value, String wanted, NumberFormatException cause) {
    String shown = value.length() > 40 ? value.substring(0, 40) + "..." : value;
    return new FormatException(
        Tag.describe(tag) + " holds '" + shown + "', which is no " + wanted, cause);
  }

  /** The text of at most 16 characters that comes closest to the value, the shortest of those. */
  static String decimalString(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("a decimal string cannot hold " + value);
    }
    // The shortest decimal that gives the same double again; 0.1 stays 0.1.
    BigDecimal exact = new BigDecimal(Double.toString(value));
    for (int digits = 17; digits > 0; digits--) {
      BigDecimal rounded =
          exact.round(new MathContext(digits, RoundingMode.HALF_EVEN)).stripTrailingZeros();
      String plain = rounded.toPlainString();
      if (plain.length() <= DS_CHARACTERS) {
        return plain;
      }
      String scientific = scientific(rounded);
      if (scientific.length() <= DS_CHARACTERS) {
        return scientific;
      }
    }
    throw new AssertionError(value);
  }

  private static String scientific(BigDecimal value) {
    String digits = value.unscaledValue().abs().toString();
    String sign = value.signum() < 0 ? "-" : "";
    String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
    return sign + digits.charAt(0) + fraction + "E" + (digits.length() - 1 - value.scale());
  }
}
