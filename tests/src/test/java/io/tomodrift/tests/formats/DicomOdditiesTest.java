package io.tomodrift.tests.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.tests.cli.CommandRun;
import io.tomodrift.tests.support.RealData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Odd DICOM files, all of them: read, or refused in a sentence, within a second. */
class DicomOdditiesTest {

  private static final Duration LIMIT = Duration.ofSeconds(1);

  @Test
  void everyFileIsReadOrRefusedInASentence() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(RealData.require("dicom_oddities"))) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    CommandRun.of("info", files.get(0)); // loads the classes
    int read = 0;
    for (Path file : files) {
      CommandRun run = assertTimeoutPreemptively(LIMIT, () -> CommandRun.of("info", file));
      if (run.exitCode() == 0) {
        read++;
        assertTrue(run.out().contains("columns") || run.out().contains("views"), run.toString());
      } else {
        run.refused(3, file.getFileName());
      }
    }
    assertTrue(files.size() >= 170, files.size() + " files");
    assertTrue(read >= 35, read + " files were read");
    assertEquals(
        0, CommandRun.of("info", RealData.require("dicom_oddities/CT_small.dcm")).exitCode());
  }

  @Test
  void aSeriesOfAFolderIsChosenByItsUid() throws IOException {
    Path folder = RealData.require("ct_native_contrast_pairs_2d/A048383");
    CommandRun ambiguous = CommandRun.of("info", folder);
    ambiguous.refused(3, "2 series", "--series");
    String uid = "1.3.6.1.4.1.14519.5.2.1.99.1071.86018277110657316685046814869357";
    CommandRun chosen = CommandRun.ok("info", "--series", uid, folder);
    assertTrue(chosen.out().contains("CHEST 5X5"), chosen.toString());
    CommandRun.of("info", "--series", "1.2.3", folder).refused(3, "1.2.3");
  }
}
