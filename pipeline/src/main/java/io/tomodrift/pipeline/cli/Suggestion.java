package io.tomodrift.pipeline.cli;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The option or command that a mistyped one was meant to be. */
final class Suggestion {

  private Suggestion() {}

  static Optional<String> of(UnmatchedArgumentException failure) {
    String typed = failure.getUnmatched().isEmpty() ? "" : failure.getUnmatched().get(0);
    CommandLine command = failure.getCommandLine();
    Stream<String> known =
        typed.startsWith("-")
            ? command.getCommandSpec().options().stream().map(OptionSpec::longestName)
            : command.getSubcommands().keySet().stream();
    return nearest(typed.split("=", 2)[0], known.toList());
  }

  private static Optional<String> nearest(String typed, Collection<String> known) {
    int most = Math.max(1, typed.length() / 3);
    return known.stream()
        .filter(name -> distance(typed, name) <= most)
        .min(Comparator.comparingInt(name -> distance(typed, name)));
  }

  /** Edit distance (Levenshtein, 1966). */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    Arrays.setAll(row, j -> j);
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
