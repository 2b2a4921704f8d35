package io.tomodrift.sinograms.raw;

import io.tomodrift.geometry.error.FormatException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;

/** Puts views in the order of their acquisition. */
final class ViewOrder {

  private static final Comparator<ViewRecord> BY_INSTANCE =
      Comparator.comparingInt(ViewRecord::instance);
  private static final Comparator<ViewRecord> BY_POSITION =
      Comparator.comparingDouble(ViewRecord::axialMm).thenComparingDouble(v -> turn(v.angleRad()));

  private ViewOrder() {}

  private static double turn(double rad) {
    return rad - 2 * Math.PI * Math.floor(rad / (2 * Math.PI));
  }

  /**
   * The views in order.
   *
   * @param file name of a file, for messages
   * @throws FormatException if two views have the same number, or the same position if that decides
   */
  static List<ViewRecord> sorted(
      List<ViewRecord> views, boolean byPosition, IntFunction<Path> file) {
    List<ViewRecord> sorted = new ArrayList<>(views);
    Comparator<ViewRecord> order = byPosition ? BY_POSITION : BY_INSTANCE;
    sorted.sort(order);
    int doubled = 0;
    int first = -1;
    for (int i = 1; i < sorted.size(); i++) {
      if (order.compare(sorted.get(i - 1), sorted.get(i)) == 0) {
        doubled++;
        first = first < 0 ? i : first;
      }
    }
    if (doubled > 0) {
      throw doubled(sorted.get(first - 1), sorted.get(first), doubled, byPosition, file);
    }
    return sorted;
  }

  private static FormatException doubled(
      ViewRecord one, ViewRecord other, int count, boolean byPosition, IntFunction<Path> file) {
    String what =
        byPosition
            ? "position (axial %s mm, angle %s rad)".formatted(one.axialMm(), one.angleRad())
            : "InstanceNumber " + one.instance();
    return new FormatException(
        "%d views occur twice: %s is in %s and in %s; remove one copy%s"
            .formatted(
                count,
                what,
                file.apply(one.file()),
                file.apply(other.file()),
                byPosition ? "" : ", or order the views by position if the numbers mean nothing"));
  }
}
