package io.tomodrift.formats.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that was probably meant (edit distance of Levenshtein, 1966). */
public final class NearestName {

  private NearestName() {}

  /** The closest known name, if it is close: at most a third of the letters differ. */
  public static Optional<String> of(String given, Collection<String> known) {
    return known.stream()
        .min(Comparator.comparingInt(name -> distance(given, name)))
        .filter(name -> distance(given, name) <= Math.max(2, name.length() / 3));
  }

  private static int distance(String first, String second) {
    String a = first.toLowerCase(Locale.ROOT);
    String b = second.toLowerCase(Locale.ROOT);
    int[] above = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] line = new int[b.length() + 1];
      line[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        line[j] = Math.min(replaced, 1 + Math.min(above[j], line[j - 1]));
      }
      above = line;
    }
    return above[b.length()];
  }
}
