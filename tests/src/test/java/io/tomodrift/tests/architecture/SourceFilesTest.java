package io.tomodrift.tests.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules on the text of the main sources. */
class SourceFilesTest {

  private static final int LONGEST = 500;
  private static final int LARGEST_MEDIAN = 120;

  /** All main sources; their number guards the rules below against finding nothing. */
  private static List<Path> sources() throws IOException {
    Path root = Path.of(System.getProperty("tomodrift.root"));
    List<Path> sources = new ArrayList<>();
    List<String> folders = new ArrayList<>(MainClasses.MODULES.keySet());
    folders.addAll(MainClasses.NESTED);
    for (String module : folders) {
      try (Stream<Path> files = Files.walk(root.resolve(module).resolve("src/main/java"))) {
        files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
      }
    }
    assertTrue(sources.size() > 200, "found only " + sources.size() + " sources in " + root);
    return sources;
  }

  private static List<String> lines(Path file) throws IOException {
    return Files.readAllLines(file);
  }

  @Test
  void filesAreShort() throws IOException {
    List<Integer> lengths = new ArrayList<>();
    List<String> tooLong = new ArrayList<>();
    for (Path file : sources()) {
      int length = lines(file).size();
      lengths.add(length);
      if (length > LONGEST) {
        tooLong.add(file + " has " + length + " lines");
      }
    }
    assertEquals(List.of(), tooLong);
    lengths.sort(null);
    int median = lengths.get(lengths.size() / 2);
    assertTrue(median <= LARGEST_MEDIAN, "the median source has " + median + " lines");
  }

  @Test
  void everyPackageSaysWhatItIs() throws IOException {
    Set<Path> folders = sources().stream().map(Path::getParent).collect(Collectors.toSet());
    Set<String> silent = new TreeSet<>();
    for (Path folder : folders) {
      Path info = folder.resolve("package-info.java");
      if (!Files.exists(info) || !Files.readString(info).contains("/**")) {
        silent.add(folder.toString());
      }
    }
    assertEquals(Set.of(), silent, "packages without package-info.java or without a text in it");
  }

  @Test
  void nothingIsLeftForLater() throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : sources()) {
      for (String line : lines(file)) {
        if (line.matches(".*\\b(TODO|FIXME|XXX)\\b.*")) {
          found.add(file + ": " + line.strip());
        }
      }
    }
    assertEquals(List.of(), found);
  }
}
