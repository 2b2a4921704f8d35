package io.tomodrift.tests.support.speed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** The section of the README between two comments, made of the kept results and nothing else. */
public final class SpeedSection {

  /** The comment before the section. */
  public static final String BEGIN =
      "<!-- speed: generated from tests/benchmarks/results, not to be edited -->";

  /** The comment after it. */
  public static final String END = "<!-- end of speed -->";

  private SpeedSection() {}

  /** The text between the comments. */
  public static String of(List<SpeedResults> files) {
    StringBuilder text = new StringBuilder();
    for (SpeedResults results : files) {
      text.append(table(results)).append('\n');
    }
    text.append(
        """
        Measured by `tests/benchmarks` (JMH); medians, with all values and flags in the JSON there. Problem: 512 x 512
        pixels of 0.9 mm, 736 channels on an arc, 1152 views if no other number is said.
        """);
    return text.toString();
  }

  private static String table(SpeedResults results) {
    StringBuilder text = new StringBuilder();
    text.append(
        format(
            "%s, %d processors, Java %s, load %.1f to %.1f; one core at best: %.1f GUPS (10^9 voxel updates a second).\n\n",
            results.cpu(),
            results.processors(),
            results.java(),
            results.loadBefore(),
            results.loadAfter(),
            results.ceilingGups()));
    List<Integer> sizes = sizes(results);
    text.append("| processor seconds a slice, one thread |");
    sizes.forEach(size -> text.append(format(" %d slice%s |", size, size == 1 ? "" : "s")));
    text.append("\n|---|").append("---|".repeat(sizes.size())).append('\n');
    for (String backend : results.backends()) {
      for (String operation : results.operations(backend)) {
        row(results, operation, backend, sizes).ifPresent(text::append);
      }
    }
    List<String> claims = new SpeedClaims(results).lines();
    if (!claims.isEmpty()) {
      text.append('\n');
      claims.forEach(claim -> text.append("- ").append(claim).append('\n'));
    }
    return text.toString();
  }

  private static Optional<String> row(
      SpeedResults results, String operation, String backend, List<Integer> sizes) {
    List<String> cells = new ArrayList<>();
    boolean any = false;
    for (int size : sizes) {
      Optional<SpeedEntry> entry =
          results.entries().stream()
              .filter(e -> e.operation().equals(operation) && e.backend().equals(backend))
              .filter(e -> e.slices() == size && e.threads() == 1)
              .max(java.util.Comparator.comparingInt(SpeedEntry::views));
      any |= entry.isPresent();
      cells.add(entry.map(e -> format("%.3f", e.cpuPerSlice())).orElse(""));
    }
    return any
        ? Optional.of("| %s (%s) | %s |\n".formatted(operation, backend, String.join(" | ", cells)))
        : Optional.empty();
  }

  private static List<Integer> sizes(SpeedResults results) {
    TreeSet<Integer> sizes = new TreeSet<>();
    results.entries().stream()
        .filter(e -> e.threads() == 1 && !e.backend().isEmpty())
        .forEach(e -> sizes.add(e.slices()));
    return List.copyOf(sizes);
  }

  /** A document with the section replaced. */
  public static String replace(String document, String section) {
    int begin = document.indexOf(BEGIN);
    int end = document.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException(
          "the document has no '%s' followed by '%s'".formatted(BEGIN, END));
    }
    return document.substring(0, begin) + BEGIN + "\n" + section + document.substring(end);
  }

  /** Rewrites the README of a source tree; true if it changed. */
  public static boolean update(Path root) throws IOException {
    Path readme = root.resolve("README.md");
    String before = Files.readString(readme);
    String after = replace(before, of(SpeedResults.readAll(SpeedResults.folder(root))));
    Files.writeString(readme, after);
    return !after.equals(before);
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
