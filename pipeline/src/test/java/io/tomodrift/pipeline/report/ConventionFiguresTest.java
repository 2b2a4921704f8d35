package io.tomodrift.pipeline.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The figures of docs/conventions.md are the ones the geometry classes draw now. */
class ConventionFiguresTest {

  private static Path docs() {
    return Path.of(System.getProperty("tomodrift.root", "..")).resolve("docs");
  }

  @Test
  void theFiguresInTheDocumentationAreCurrent() throws Exception {
    for (Map.Entry<String, String> figure : ConventionFigures.all().entrySet()) {
      Path file = docs().resolve("figures").resolve(figure.getKey());
      Xml.parse(figure.getValue());
      assertEquals(
          figure.getValue(),
          Files.readString(file).replace("\r\n", "\n"),
          file + " is out of date; run ConventionFigures");
    }
  }

  @Test
  void thePageShowsEveryFigureAndNoOther() throws Exception {
    String page = Files.readString(docs().resolve("conventions.md"));
    for (String name : ConventionFigures.all().keySet()) {
      assertTrue(page.contains("(figures/" + name + ")"), name);
    }
    try (var files = Files.list(docs().resolve("figures"))) {
      assertEquals(
          new TreeSet<>(ConventionFigures.all().keySet()),
          files
              .map(f -> f.getFileName().toString())
              .collect(Collectors.toCollection(TreeSet::new)));
    }
  }
}
