package io.tomodrift.sinograms.rawwriter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.formats.dicom.CtProjectionTag;
import io.tomodrift.formats.dicom.DataDictionary;
import io.tomodrift.formats.dicom.DicomCodecs;
import io.tomodrift.formats.dicom.DicomFile;
import io.tomodrift.formats.dicom.DicomObject;
import io.tomodrift.formats.dicom.PixelAccess;
import io.tomodrift.formats.dicom.Tag;
import io.tomodrift.formats.dicom.TransferSyntax;
import io.tomodrift.geometry.helical.StoredScale;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.sinograms.rawwriter.CtProjectionOptions.FileNames;
import io.tomodrift.sinograms.rawwriter.VendorConvention.PixelOrder;
import io.tomodrift.tests.support.ExternalProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Projections and headers as this library, dcmdump and a reader in Python see them. */
class CtProjectionWriterTest {

  private static final int COLUMNS = 24;
  private static final int ROWS = 6;
  private static final int VIEWS = 200;
  private static final double STEP = 2e-4;
  private static final SmoothViews SCAN = SmoothViews.helix(COLUMNS, ROWS, VIEWS);

  private static CtProjectionMetadata metadata(VendorConvention vendor) {
    return CtProjectionMetadata.builder()
        .vendor(vendor)
        .patientPosition("FFS")
        .patientName("Größe^Test")
        .seriesDescription("Low dose projections")
        .tubeVoltageKv(100)
        .rotationTimeMs(330)
        .waterPerMm(0.0186)
        .dataCollectionDiameterMm(450)
        .spectra(2)
        .spectrumIndex(2)
        .created(LocalDateTime.of(2020, 2, 3, 4, 5, 6))
        .uidSeed(7)
        .build();
  }

  private static TubeOutput tube() {
    return new TubeOutput() {
      @Override
      public double currentMa(int view) {
        return 200.4 + view;
      }

      @Override
      public boolean hasPhotons() {
        return true;
      }

      @Override
      public void photons(int view, float[] target) {
        for (int c = 0; c < target.length; c++) {
          target[c] = photonCount(view, c);
        }
      }
    };
  }

  private static float photonCount(int view, int column) {
    return 1400.5f + 100 * column + view;
  }

  private static List<Arguments> variants() {
    List<Arguments> variants = new ArrayList<>();
    for (VendorConvention vendor : List.of(VendorConvention.SIEMENS, VendorConvention.GE)) {
      for (PixelOrder order : PixelOrder.values()) {
        TransferSyntax syntax =
            order == PixelOrder.COLUMN_BY_COLUMN
                ? TransferSyntax.IMPLICIT_LITTLE_ENDIAN
                : TransferSyntax.EXPLICIT_LITTLE_ENDIAN;
        for (boolean multiFrame : new boolean[] {false, true}) {
          variants.add(Arguments.of(vendor.withPixelOrder(order), syntax, multiFrame));
        }
      }
    }
    return variants;
  }

  private static CtProjectionReport write(
      Path target, VendorConvention vendor, TransferSyntax syntax, boolean multiFrame)
      throws Exception {
    CtProjectionOptions options =
        CtProjectionOptions.DEFAULT.withSyntax(syntax).withNames(FileNames.SHUFFLED);
    CtProjectionWriter writer = new CtProjectionWriter(metadata(vendor), options);
    RunContext context = RunContext.defaults().withParallelism(2).withSeed(3);
    return multiFrame
        ? writer.writeMultiFrame(target, SCAN, tube(), context)
        : writer.write(target, SCAN, tube(), context);
  }

  @ParameterizedTest
  @MethodSource("variants")
  void pythonReadsWhatWasPutIn(
      VendorConvention vendor, TransferSyntax syntax, boolean multiFrame, @TempDir Path folder)
      throws Exception {
    Path target = folder.resolve(multiFrame ? "scan.dcm" : "scan");
    CtProjectionReport report = write(target, vendor, syntax, multiFrame);
    PythonReading read = PythonReading.of(target, folder);
    assertEquals(VIEWS, report.views());
    assertEquals(0, report.clippedValues());
    assertEquals(report.seriesUid(), read.header().get("seriesUid"));
    assertEquals(syntax.uid(), read.header().get("syntax"));
    sameViews(read.views());
    samePoses(read.poses(), multiFrame);
    for (int i = 0; i < VIEWS * COLUMNS; i++) {
      assertEquals(photonCount(i / COLUMNS, i % COLUMNS), read.photons()[i]);
    }
    sameHeader(read, vendor);
  }

  private static void sameViews(double[] views) {
    assertEquals(VIEWS * COLUMNS * ROWS, views.length);
    for (int i = 0; i < views.length; i++) {
      int view = i / (COLUMNS * ROWS);
      double expected = SCAN.value(view, i / ROWS % COLUMNS, i % ROWS);
      assertEquals(expected, views[i], STEP / 2 + 1e-6, "value " + i);
    }
  }

  private static void samePoses(double[] poses, boolean multiFrame) {
    for (int i = 0; i < VIEWS; i++) {
      int at = i * PythonReading.POSE_VALUES;
      var pose = SCAN.geometry().pose(i);
      assertTrue(poses[at] >= 0 && poses[at] <= (float) (2 * Math.PI));
      double turned = Math.IEEEremainder(poses[at] - pose.angleRad(), 2 * Math.PI);
      assertEquals(0, turned, 3e-7);
      assertEquals(-pose.zMm(), poses[at + 1], 2e-6);
      assertEquals(pose.radiusMm(), poses[at + 2], 4e-5);
      assertEquals(pose.shift().angleRad(), poses[at + 3], 1e-10);
      assertEquals(-pose.shift().zMm(), poses[at + 4], 1e-7);
      assertEquals(pose.shift().radialMm(), poses[at + 5], 1e-6);
      assertEquals(330.0 * i / SmoothViews.VIEWS_PER_TURN, poses[at + 6], 1e-4);
      assertEquals(multiFrame ? 200 : 200 + i, poses[at + 7]);
    }
  }

  private static void sameHeader(PythonReading read, VendorConvention vendor) {
    boolean byColumn = vendor.pixelOrder() == PixelOrder.COLUMN_BY_COLUMN;
    double centre = (COLUMNS - 1) / 2.0 + 1.125;
    double tag = vendor.manufacturer().equals("SIEMENS") ? centre + 1 : COLUMNS - (centre + 1);
    String[][] expected = {
      {"sopClass", "1.2.840.10008.5.1.4.1.1.66"},
      {"modality", "CT"},
      {"manufacturer", vendor.manufacturer()},
      {"seriesDescription", "Low dose projections"},
      {"patientPosition", "FFS"},
      {"kvp", "100.0"},
      {"fieldOfView", "450.0"},
      {"exposureTime", "330"},
      {"rows", "" + (byColumn ? COLUMNS : ROWS)},
      {"columns", "" + (byColumn ? ROWS : COLUMNS)},
      {"bits", "16 16 15 0"},
      {"photometric", "MONOCHROME2"},
      {"creator7029", "CtProjectionData-MayoClinc-v1"},
      {"creator7031", "CtProjectionData-MayoClinc-v1"},
      {"creator7033", "CtProjectionData-MayoClinc-v1"},
      {"creator7037", "CtProjectionData-MayoClinc-v1"},
      {"creator7039", "CtProjectionData-MayoClinc-v1"},
      {"creator7041", "CtProjectionData-MayoClinc-v1"},
      {"70311033", tag + " " + ((ROWS - 1) / 2.0 + 1)},
      {"70291010", "" + ROWS},
      {"70291011", "" + COLUMNS},
      {"70331013", "96"},
      {"70331061", "2"},
      {"70331063", "2"},
      {"7029100b", "CYLINDRICAL"},
      {"7033100e", "FFSZ"},
      {"70371009", "HELICAL"},
      {"7037100a", "FANBEAM"},
      {"70391003", "YES"},
      {"70391004", "YES"},
      {"70391005", "YES"},
      {"70391006", "YES"},
      {"70391007", "YES"},
      {"70391008", "YES"},
      {"70391009", "YES"},
      {"70411001", "0.0186"},
      {"last", "7fe00010"},
      {"pixelVr", "OW"}
    };
    for (String[] pair : expected) {
      assertEquals(pair[1], read.header().get(pair[0]), pair[0]);
    }
    assertEquals(1.285839319, Double.parseDouble(read.header().get("70291002")), 1e-7);
    assertEquals(1.094722748, Double.parseDouble(read.header().get("70291006")), 1e-7);
    assertEquals(1085.6, Double.parseDouble(read.header().get("70311031")), 1e-4);
    double feed = 0.24 * SmoothViews.VIEWS_PER_TURN;
    double collimation = ROWS * 1.094722748 * 595 / 1085.6;
    double pitch = Double.parseDouble(read.header().get("pitchFactor"));
    assertEquals(feed / collimation, pitch, 1e-6);
  }

  @ParameterizedTest
  @MethodSource("variants")
  void dcmdumpHasNothingToSay(
      VendorConvention vendor, TransferSyntax syntax, boolean multiFrame, @TempDir Path folder)
      throws Exception {
    ExternalProgram dcmdump = ExternalProgram.requireProgram("dcmdump");
    Path target = folder.resolve(multiFrame ? "scan.dcm" : "scan");
    write(target, vendor, syntax, multiFrame);
    Path file = multiFrame ? target : target.resolve("00017.dcm");
    var result = dcmdump.run(Duration.ofSeconds(30), file.toString());
    assertEquals(0, result.exitCode(), result.err());
    assertEquals("", result.err());
    assertTrue(result.out().contains("(7fe0,0010) OW"), result.out());
    assertTrue(result.out().contains("RawDataStorage"), result.out());
    String angle = syntax.explicitVr() ? "(7031,1001) FL" : "(7031,1001) ??";
    assertTrue(result.out().contains(angle), result.out());
  }

  @Test
  void shuffledNamesHaveAnotherOrderThanInstanceNumbers(@TempDir Path folder) throws Exception {
    Path target = folder.resolve("scan");
    write(target, VendorConvention.SIEMENS, TransferSyntax.IMPLICIT_LITTLE_ENDIAN, false);
    Set<Integer> numbers = new HashSet<>();
    int inPlace = 0;
    for (int i = 1; i <= VIEWS; i++) {
      int number = header(target.resolve("%05d.dcm".formatted(i))).requireInt(Tag.INSTANCE_NUMBER);
      numbers.add(number);
      inPlace += number == i ? 1 : 0;
    }
    assertEquals(VIEWS, numbers.size());
    assertTrue(inPlace < 10, inPlace + " files have the name of their number");
  }

  @Test
  void namesAreInstanceNumbersByDefault(@TempDir Path folder) throws Exception {
    Path target = folder.resolve("scan");
    new CtProjectionWriter(CtProjectionMetadata.defaults(), CtProjectionOptions.DEFAULT)
        .write(target, SCAN, TubeOutput.constant(100), RunContext.defaults());
    for (int i : new int[] {1, 77, VIEWS}) {
      DicomObject header = header(target.resolve("%05d.dcm".formatted(i)));
      assertEquals(i, header.requireInt(Tag.INSTANCE_NUMBER));
      assertEquals(100, header.requireInt(Tag.X_RAY_TUBE_CURRENT));
      assertTrue(header.find(CtProjectionTag.PHOTON_STATISTICS).isEmpty());
    }
  }

  private static DicomObject header(Path file) throws Exception {
    DicomFile read = DicomCodecs.source().read(file, PixelAccess.NONE);
    return read.dataset().withDictionary(DataDictionary.ctProjection());
  }

  @Test
  void bytesDoNotDependOnThreads(@TempDir Path folder) throws Exception {
    CtProjectionMetadata metadata = metadata(VendorConvention.GE);
    for (int threads : new int[] {1, 3}) {
      new CtProjectionWriter(metadata, CtProjectionOptions.DEFAULT)
          .write(
              folder.resolve("t" + threads),
              SCAN,
              tube(),
              RunContext.defaults().withParallelism(threads));
    }
    for (int i = 1; i <= VIEWS; i++) {
      String name = "%05d.dcm".formatted(i);
      assertArrayEquals(
          Files.readAllBytes(folder.resolve("t1").resolve(name)),
          Files.readAllBytes(folder.resolve("t3").resolve(name)));
    }
  }

  @Test
  void newSeriesHaveNewIdentifiers(@TempDir Path folder) throws Exception {
    CtProjectionWriter writer =
        new CtProjectionWriter(CtProjectionMetadata.defaults(), CtProjectionOptions.DEFAULT);
    TubeOutput tube = TubeOutput.constant(100);
    String first = writer.write(folder.resolve("a"), SCAN, tube, RunContext.defaults()).seriesUid();
    String second =
        writer.write(folder.resolve("b"), SCAN, tube, RunContext.defaults()).seriesUid();
    assertNotEquals(first, second);
    assertEquals(44, first.length());
  }

  @Test
  void valuesBeyondTheScaleAreClippedAndCounted(@TempDir Path folder) throws Exception {
    double top = 4;
    StoredScale narrow = new StoredScale((top - 2) / 65535, 2);
    long beyond = 0;
    for (int i = 0; i < VIEWS * COLUMNS * ROWS; i++) {
      double value = (float) SCAN.value(i / (COLUMNS * ROWS), i / ROWS % COLUMNS, i % ROWS);
      double steps = Math.rint((value - 2) / narrow.slope());
      beyond += steps < 0 || steps > 65535 ? 1 : 0;
    }
    assertTrue(beyond > 1000);
    Path target = folder.resolve("scan");
    CtProjectionReport report =
        new CtProjectionWriter(
                metadata(VendorConvention.SIEMENS), CtProjectionOptions.DEFAULT.withScale(narrow))
            .write(target, SCAN, tube(), RunContext.defaults());
    assertEquals(beyond, report.clippedValues());
    double[] views = PythonReading.of(target, folder).views();
    for (int i = 0; i < views.length; i++) {
      double value = SCAN.value(i / (COLUMNS * ROWS), i / ROWS % COLUMNS, i % ROWS);
      assertEquals(Math.min(top, Math.max(2, value)), views[i], narrow.slope() / 2 + 1e-6);
    }
  }
}
