package io.tomodrift.pipeline.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A report as lines for people. */
public final class SpeedTable {

  private static final String ROW = "%6s  %-20s %9s %13s %8s %11s";

  private SpeedTable() {}

  /** Machine, backend, ceilings and the heading of the table. */
  public static List<String> header(SpeedReport report) {
    List<String> lines = new ArrayList<>();
    lines.add("tomodrift " + report.toolVersion());
    lines.addAll(report.machine().lines());
    lines.add(
        "backend   %s (%s), %d thread%s"
            .formatted(
                report.backend(),
                report.device(),
                report.threads(),
                report.threads() == 1 ? "" : "s"));
    lines.add("");
    lines.add("one core at best:");
    for (Ceilings.Loads loads : report.ceilings().loads()) {
      lines.add(
          text(
              "  loads from L1, %-16s %6.1f GB/s, %5.1f G multiply-adds/s",
              loads.kernel(), loads.bytesPerSecond() * 1e-9, loads.multiplyAddsPerSecond() * 1e-9));
    }
    lines.add(
        text(
            "  memory, a = b + w c             %6.1f GB/s",
            report.ceilings().streamBytesPerSecond() * 1e-9));
    lines.add(
        text(
            "  so at most                      %6.1f GUPS (two loads an update)",
            report.ceilingGups()));
    lines.add("");
    lines.add(
        ROW.formatted("slices", "operation", "wall s", "CPU s / slice", "GUPS", "of ceiling"));
    return lines;
  }

  /** One line of the table. */
  public static String row(Measurement m) {
    boolean counts = m.operation().updatesVoxels();
    return ROW.formatted(
        m.slices(),
        m.operation().label(),
        text("%.3f", m.wallSeconds()),
        text("%.4f", m.cpuSecondsPerSlice()),
        counts ? text("%.2f", m.gups()) : "-",
        counts ? text("%.1f %%", 100 * m.ofCeiling()) : "-");
  }

  /** What the columns mean, and what was left out. */
  public static List<String> footer(SpeedReport report) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("GUPS: 10^9 voxel updates (pixel x view x slice) a second of wall time.");
    lines.add(
        "Of ceiling: updates a second of processor time, against a core just before or after.");
    report.notes().forEach(note -> lines.add("note: " + note));
    return lines;
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
