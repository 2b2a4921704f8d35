package io.tomodrift.pipeline.report;

import java.util.Locale;

/** Numbers as people read them, the same in every locale. */
final class Numbers {

  private static final String MINUS = "\u2212";

  private Numbers() {}

  /** A value with a fixed number of decimals; not a number is shown as a dash. */
  static String fixed(double value, int decimals) {
    if (Double.isNaN(value)) {
      return "\u2013";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "\u221E" : MINUS + "\u221E";
    }
    return typographic(String.format(Locale.ROOT, "%." + decimals + "f", value));
  }

  /** A value with about {@code digits} significant digits, without a trailing zero. */
  static String significant(double value, int digits) {
    if (value == 0 || !Double.isFinite(value)) {
      return fixed(value, 0);
    }
    int magnitude = (int) Math.floor(Math.log10(Math.abs(value)));
    if (magnitude < -4 || magnitude > 6) {
      String text = String.format(Locale.ROOT, "%." + (digits - 1) + "e", value);
      return typographic(
          text.replaceAll("\\.?0*e", "e").replaceAll("e([+-])0?", "e$1").replace("e+", "e"));
    }
    String text =
        String.format(Locale.ROOT, "%." + Math.max(0, digits - 1 - magnitude) + "f", value);
    return typographic(text.contains(".") ? text.replaceAll("\\.?0+$", "") : text);
  }

  /** A coordinate inside an SVG. */
  static String coordinate(double value) {
    String text = String.format(Locale.ROOT, "%.2f", value).replaceAll("\\.?0+$", "");
    return "-0".equals(text) ? "0" : text;
  }

  /** A duration: seconds below two minutes, minutes and seconds above. */
  static String seconds(double seconds) {
    if (!(seconds >= 120)) {
      return significant(seconds, 3) + " s";
    }
    long whole = Math.round(seconds);
    return whole < 7200
        ? "%d min %02d s".formatted(whole / 60, whole % 60)
        : "%d h %02d min".formatted(whole / 3600, whole % 3600 / 60);
  }

  /** A size in bytes, decimal units. */
  static String bytes(long bytes) {
    String[] units = {"B", "kB", "MB", "GB", "TB"};
    double value = bytes;
    int unit = 0;
    while (value >= 1000 && unit < units.length - 1) {
      value /= 1000;
      unit++;
    }
    return significant(value, 3) + " " + units[unit];
  }

  private static String typographic(String text) {
    boolean zero = text.matches("-0(\\.0+)?");
    return zero ? text.substring(1) : text.replace("-", MINUS);
  }
}
