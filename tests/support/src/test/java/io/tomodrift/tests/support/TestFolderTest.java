package io.tomodrift.tests.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

class TestFolderTest {

  private static final String FOLDER = "tomodrift.test.folder";
  private static final String REQUIRED = "tomodrift.test.required";

  private final TestFolder folder = new TestFolder(new Requirement("sample", REQUIRED), FOLDER);
  private final CapturedOut out = new CapturedOut();

  @AfterEach
  void forget() {
    out.close();
    System.clearProperty(FOLDER);
    System.clearProperty(REQUIRED);
  }

  @Test
  void returnsWhatExists(@TempDir Path root) throws Exception {
    System.setProperty(FOLDER, root.toString());
    Path file = Files.createFile(Files.createDirectory(root.resolve("head")).resolve("a.npy"));
    assertEquals(file, folder.require("head/a.npy"));
  }

  @Test
  void abortsWithThePathWhenAbsent(@TempDir Path root) {
    System.setProperty(FOLDER, root.toString());
    Exception abort = assertThrows(TestAbortedException.class, () -> folder.require("head/a.npy"));
    assertTrue(abort.getMessage().startsWith("SKIPPED (sample absent): "), abort.getMessage());
    assertTrue(
        abort.getMessage().contains(root.resolve("head/a.npy").toString()), abort.getMessage());
  }

  @Test
  void abortsWhenTheFolderIsNotNamed() {
    Exception abort = assertThrows(TestAbortedException.class, () -> folder.require("a.npy"));
    assertTrue(abort.getMessage().contains("-D" + FOLDER + " is not set"), abort.getMessage());
    assertEquals(abort.getMessage(), out.text().strip());
  }

  @Test
  void failsWhenRequired(@TempDir Path root) {
    System.setProperty(FOLDER, root.toString());
    System.setProperty(REQUIRED, "true");
    assertThrows(AssertionFailedError.class, () -> folder.require("head/a.npy"));
    assertEquals("", out.text());
  }

  @Test
  void buildNamesTheFolders() {
    assertTrue(Path.of(System.getProperty("tomodrift.data")).isAbsolute());
    assertTrue(Path.of(System.getProperty("tomodrift.vectors")).isAbsolute());
  }
}
