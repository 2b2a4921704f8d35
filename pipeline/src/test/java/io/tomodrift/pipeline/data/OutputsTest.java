package io.tomodrift.pipeline.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputsTest {

  @TempDir Path folder;

  private Path oldResult() throws IOException {
    Path target = Files.createDirectory(folder.resolve("result"));
    Files.writeString(target.resolve("report.html"), "old");
    return target;
  }

  private void requireNothingElse() throws IOException {
    try (var entries = Files.list(folder)) {
      assertEquals(1, entries.count());
    }
  }

  @Test
  void aNewFolderTakesThePlaceOfTheOldOne() throws IOException {
    Path target = oldResult();
    Outputs.replacing(
        target,
        true,
        () -> {
          Files.createDirectory(target);
          Files.writeString(target.resolve("metrics.json"), "new");
        });
    assertFalse(Files.exists(target.resolve("report.html")));
    assertTrue(Files.exists(target.resolve("metrics.json")));
    requireNothingElse();
  }

  @Test
  void theOldFolderComesBackIfWritingFails() throws IOException {
    Path target = oldResult();
    assertThrows(
        IOException.class,
        () ->
            Outputs.replacing(
                target,
                true,
                () -> {
                  throw new IOException("disk full");
                }));
    assertEquals("old", Files.readString(target.resolve("report.html")));
    requireNothingElse();
  }

  @Test
  void aFolderWithForeignFilesIsNeverReplaced() throws IOException {
    Path target = oldResult();
    Files.writeString(target.resolve("thesis.tex"), "mine");
    IOException refused = assertThrows(IOException.class, () -> Outputs.prepare(target, true));
    assertTrue(refused.getMessage().contains("thesis.tex"), refused.getMessage());
  }
}
