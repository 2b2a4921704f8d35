package io.tomodrift.pipeline.evaluate;

import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.metrics.Mask;
import io.tomodrift.pipeline.run.UsageFailure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Voxels in which errors are measured apart: those whose value in another volume of the case, such
 * as a map of iodine or of labels, lies in a range.
 *
 * @param name what to call it in tables and keys: letters, digits, - and _
 * @param folder the volumes, by the names of the cases
 * @param low smallest value that belongs to it; minus infinity for no limit
 * @param high largest value that belongs to it; infinity for no limit
 */
public record Band(String name, CaseFolder folder, double low, double high) {

  private static final String OPTION = "--within";

  /** Checks the values. */
  public Band {
    Objects.requireNonNull(folder, "folder");
    if (!name.matches("[A-Za-z0-9_-]+")) {
      throw new IllegalArgumentException("not a name for keys: '" + name + "'");
    }
    if (!(low <= high)) {
      throw new IllegalArgumentException("no range: %s to %s".formatted(low, high));
    }
  }

  /**
   * Parses {@code NAME=DIR:LOW:HIGH} for each band; LOW or HIGH may be empty.
   *
   * @throws UsageFailure if one is not of this form, or a name is there twice
   */
  public static List<Band> parse(List<String> texts) {
    List<Band> bands = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (String text : texts) {
      Band band = parse(text);
      if (!names.add(band.name())) {
        throw new UsageFailure(
            "%s: the name '%s' is taken; give each range its own".formatted(OPTION, band.name()));
      }
      bands.add(band);
    }
    return bands;
  }

  private static Band parse(String text) {
    int equals = text.indexOf('=');
    // From the end, because a path may hold colons.
    int second = text.lastIndexOf(':');
    int first = text.lastIndexOf(':', second - 1);
    if (equals < 1 || first <= equals + 1) {
      throw new UsageFailure(
          "%s needs NAME=DIR:LOW:HIGH, such as iodine=maps:1: for 1 and more; got '%s'"
              .formatted(OPTION, text));
    }
    String name = text.substring(0, equals).strip();
    if (!name.matches("[A-Za-z0-9_-]+")) {
      throw new UsageFailure(
          "%s: the name '%s' may hold letters, digits, - and _ only, because keys of JSON and CSV are made of it"
              .formatted(OPTION, name));
    }
    double low = limit(text.substring(first + 1, second), Double.NEGATIVE_INFINITY, text);
    double high = limit(text.substring(second + 1), Double.POSITIVE_INFINITY, text);
    if (low > high) {
      throw new UsageFailure(
          "%s: no value lies from %s to %s in '%s'; the smaller comes first"
              .formatted(OPTION, low, high, text));
    }
    Path folder = Path.of(text.substring(equals + 1, first));
    return new Band(name, CaseFolder.of(folder), low, high);
  }

  private static double limit(String text, double unlimited, String whole) {
    String number = text.strip();
    if (number.isEmpty()) {
      return unlimited;
    }
    try {
      double value = Double.parseDouble(number);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Told below, as every other text that is no number.
    }
    throw new UsageFailure(
        "%s: '%s' in '%s' is no number; a range is LOW:HIGH, :HIGH or LOW:"
            .formatted(OPTION, number, whole));
  }

  /** The voxels of the range in a volume of layout PLANAR. */
  Mask in(FloatStack values) {
    float[] data = values.data();
    boolean[] inside = new boolean[data.length];
    for (int i = 0; i < inside.length; i++) {
      inside[i] = data[i] >= low && data[i] <= high;
    }
    return Mask.of(inside, values.slices(), values.rows(), values.columns());
  }

  /** In words, for tables. */
  public String describe() {
    return "voxels whose value in %s is %s".formatted(folder.path(), range());
  }

  private String range() {
    if (low == high) {
      return number(low);
    }
    if (Double.isInfinite(low)) {
      return Double.isInfinite(high) ? "any" : "at most " + number(high);
    }
    return Double.isInfinite(high)
        ? "at least " + number(low)
        : "from %s to %s".formatted(number(low), number(high));
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? String.valueOf((long) value)
        : String.valueOf(value);
  }
}
