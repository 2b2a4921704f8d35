package io.tomodrift.formats.dicom;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.formats.dicom.series.DicomSeriesReader;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.error.TomoException;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.tests.support.RealData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every odd file is read or refused with a reason, quickly. */
class OddFilesTest {

  private static final RunContext CONTEXT = RunContext.defaults().withParallelism(1);
  private static final Duration LIMIT = Duration.ofSeconds(2);

  private interface Action {
    Object run(Path path) throws IOException;
  }

  private static String outcome(Path path, Action action) {
    try {
      action.run(path);
      return "";
    } catch (TomoException | IOException e) {
      assertFalse(e.getMessage() == null || e.getMessage().isBlank(), path + ": " + e);
      return e.getMessage();
    }
  }

  private static Map<Path, String> outcomes(Action action) throws IOException {
    Map<Path, String> result = new TreeMap<>();
    List<Path> files;
    try (Stream<Path> walk = Files.walk(RealData.require("dicom_oddities"))) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    outcome(files.get(0), action);
    for (Path file : files) {
      result.put(file, assertTimeoutPreemptively(LIMIT, () -> outcome(file, action)));
    }
    return result;
  }

  private static long count(Map<Path, String> outcomes) {
    return outcomes.values().stream().filter(String::isEmpty).count();
  }

  @Test
  void headersOfAllIntactFilesAreRead() throws IOException {
    for (PixelAccess access : PixelAccess.values()) {
      Map<Path, String> outcomes = outcomes(p -> DicomCodecs.source().read(p, access));
      assertTrue(count(outcomes) >= 170, access + ": " + outcomes);
    }
  }

  @Test
  void imagesAreReadOrRefusedWithAReason() throws IOException {
    Map<Path, String> outcomes = outcomes(p -> new DicomSeriesReader().read(p, CONTEXT));
    assertTrue(count(outcomes) >= 35, outcomes.toString());
  }

  @Test
  void compressedPixelsAreRefusedByName() throws IOException {
    Map<String, String> names =
        Map.of(
            "JPEG2000.dcm", "JPEG 2000 (1.2.840.10008.1.2.4.91)",
            "MR_small_RLE.dcm", "RLE Lossless (1.2.840.10008.1.2.5)",
            "pydicom-data/JLSL_16_15_1_1F.dcm", "JPEG-LS Lossless (1.2.840.10008.1.2.4.80)",
            "JPGExtended.dcm", "JPEG Extended (Process 2 and 4) (1.2.840.10008.1.2.4.51)",
            "pydicom-data/liver_deflate.dcm",
                "Deflated Image Frame Compression (1.2.840.10008.1.2.8.1)");
    for (var entry : names.entrySet()) {
      Path path = RealData.require("dicom_oddities/" + entry.getKey());
      DicomFile file = DicomCodecs.source().read(path, PixelAccess.LAZY);
      assertTrue(file.dataset().has(Tag.ROWS));
      String message = outcome(path, p -> file.pixels());
      assertTrue(message.contains(entry.getValue()), message);
    }
  }

  @Test
  void colourIsRefused() throws IOException {
    Path path = RealData.require("dicom_oddities/ExplVR_BigEnd.dcm");
    String message = outcome(path, p -> new DicomSeriesReader().read(p, CONTEXT));
    assertTrue(message.contains("RGB"), message);
  }

  @Test
  void truncatedPixelsAreRefusedWithBothSizes() throws IOException {
    Path path = RealData.require("dicom_oddities/MR_truncated.dcm");
    String message = outcome(path, p -> new DicomSeriesReader().read(p, CONTEXT));
    assertTrue(message.contains("8192") && message.contains("cut off"), message);
  }

  @Test
  void otherFilesAreNotAccepted() throws IOException {
    for (String name : List.of("README.txt", "crayons.icc", "zipMR.gz", "test1.json")) {
      Path path = RealData.require("dicom_oddities/" + name);
      assertFalse(DicomCodecs.source().accepts(path), name);
      assertTrue(
          outcome(path, p -> DicomCodecs.source().read(p, PixelAccess.LAZY)).contains("DICM"));
    }
    assertTrue(DicomCodecs.source().accepts(RealData.require("dicom_oddities/rtstruct.dcm")));
  }

  @Test
  void messageOfFormatExceptionNamesTheFile() {
    Path path = RealData.require("dicom_oddities/rtplan_truncated.dcm");
    FormatException failure =
        org.junit.jupiter.api.Assertions.assertThrows(
            FormatException.class, () -> DicomCodecs.source().read(path, PixelAccess.LOAD));
    assertTrue(failure.getMessage().contains("rtplan_truncated.dcm"), failure.getMessage());
  }
}
