package io.tomodrift.sinograms.raw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.formats.dicom.CtProjectionTag;
import io.tomodrift.formats.dicom.series.SeriesMetadata;
import io.tomodrift.geometry.helical.ConeDetector;
import io.tomodrift.geometry.helical.DetectorShape;
import io.tomodrift.geometry.helical.FocalSpotMode;
import io.tomodrift.geometry.helical.StoredScale;
import io.tomodrift.geometry.run.RunContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthySeriesTest {

  private static final RunContext CONTEXT = RunContext.defaults();

  @TempDir Path folder;

  static RawScan open(Path folder) throws IOException {
    return RawScans.open(folder, RawOptions.defaults(), CONTEXT);
  }

  static void assertViews(TestSeries series, RawScan scan) throws IOException {
    assertEquals(series.views, scan.geometry().views());
    short[] stored = new short[series.columns * series.rows];
    for (int view = 0; view < series.views; view++) {
      StoredScale scale = scan.read(view, stored);
      assertEquals(series.slope(view), scale.slope(), 1e-15);
      assertEquals(series.intercept(view), scale.intercept(), 1e-15);
      for (int c = 0; c < series.columns; c++) {
        for (int r = 0; r < series.rows; r++) {
          assertEquals(
              TestSeries.stored(view, c, r), Short.toUnsignedInt(stored[c * series.rows + r]));
        }
      }
      assertEquals(view + 1, scan.instanceNumber(view));
      assertEquals(-series.z(view), scan.geometry().pose(view).zMm(), 1e-5);
      double turns = (scan.geometry().pose(view).angleRad() - series.angle(view)) / (2 * Math.PI);
      assertEquals(Math.rint(turns), turns, 1e-6);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "true,true,SIEMENS",
    "true,false,SIEMENS",
    "false,true,SIEMENS",
    "false,false,SIEMENS",
    "true,true,GE MEDICAL SYSTEMS",
    "true,false,GE MEDICAL SYSTEMS"
  })
  void readsBothLayoutsAndEncodings(boolean implicit, boolean byColumn, String maker)
      throws IOException {
    TestSeries series = new TestSeries();
    series.implicit = implicit;
    series.columnAfterColumn = byColumn;
    series.manufacturer = maker;
    series.centralColumn = maker.startsWith("GE") ? 13.25 : 13.75;
    RawScan scan = open(series.write(folder));
    assertViews(series, scan);
    assertEquals(List.of(), scan.warnings());
    ConeDetector detector = scan.geometry().detector();
    double column = maker.startsWith("GE") ? 24 - 13.25 - 1 : 12.75;
    assertEquals(new ConeDetector(DetectorShape.CYLINDRICAL, 24, 4, 10, 2, column, 1.25), detector);
    assertEquals(16, scan.geometry().viewsPerTurn());
    assertEquals(900, scan.geometry().sourceToDetectorMm());
    assertEquals(
        byColumn ? PixelLayout.COLUMN_AFTER_COLUMN : PixelLayout.ROW_AFTER_ROW,
        scan.header().pixelLayout());
  }

  @ParameterizedTest
  @CsvSource({"1,1,3.5", "-1,3.1,3.5", "1,-3,-3.5", "-1,0,-3.5"})
  void readsBothSensesAndTableDirections(int sense, double start, double feed) throws IOException {
    TestSeries series = new TestSeries();
    series.sense = sense;
    series.startAngle = start;
    series.feed = feed;
    RawScan scan = open(series.write(folder));
    assertViews(series, scan);
    assertEquals(List.of(), scan.warnings());
    GeometryFacts facts = GeometryFacts.of(scan.geometry());
    assertEquals(sense > 0, facts.counterClockwise());
    assertEquals(feed < 0, facts.towardPositiveZ());
    assertEquals(3.5, facts.feedMm(), 1e-4);
    assertEquals(3.5 / (4 * 2 * 500.0 / 900), facts.pitch(), 1e-4);
    assertEquals(16, facts.viewsPerTurn(), 1e-5);
    assertEquals(39 / 16.0, facts.turns(), 1e-6);
    assertFalse(facts.circular());
  }

  @Test
  void alternatingFocalSpots() throws IOException {
    TestSeries series = new TestSeries();
    series.mode = "FFSZ";
    series.spots = new double[][] {{3.354e-4, 0, 0}, {3.354e-4, -0.66, 5.45}};
    RawScan scan = open(series.write(folder));
    assertViews(series, scan);
    assertEquals(List.of(), scan.warnings());
    assertEquals(FocalSpotMode.Z, scan.geometry().focalSpotMode());
    assertEquals(0.66, scan.geometry().pose(7).shift().zMm(), 1e-6);
    assertEquals(5.45, scan.geometry().pose(7).shift().radialMm(), 1e-6);
    assertEquals(3.354e-4, scan.geometry().pose(7).shift().angleRad(), 1e-9);
    assertEquals(0, scan.geometry().pose(8).shift().zMm());
    assertEquals(2, GeometryFacts.of(scan.geometry()).focalSpots().size());
  }

  @Test
  void headerValues() throws IOException {
    RawScan scan = open(new TestSeries().write(folder));
    RawHeader header = scan.header();
    assertEquals("SIEMENS", header.manufacturer());
    assertEquals(CentralElement.FROM_ONE, header.centralElement());
    assertEquals(List.of(13.75, 2.25), header.centralElementTag());
    assertEquals("1.2.3.4", header.seriesUid());
    assertEquals("Full dose projections", header.seriesDescription());
    assertEquals(7, header.seriesNumber().orElseThrow());
    assertEquals(OptionalDouble.of(120), header.tubeVoltageKv());
    assertEquals(OptionalDouble.of(0.5), header.rotationSeconds());
    assertEquals(OptionalDouble.of(200), header.lowestCurrentMa());
    assertEquals(OptionalDouble.of(239), header.highestCurrentMa());
    assertEquals("HFS", header.patientPosition());
    assertEquals(OptionalDouble.of(500), header.diameterMm());
    assertEquals(OptionalDouble.of(0.0192), header.waterPerMm());
    assertEquals("HELICAL", header.projectionType());
    assertEquals("CtProjectionData-MayoClinc-v1", header.privateCreator());
    assertTrue(header.transferSyntax().startsWith("Implicit"), header.transferSyntax());
    assertTrue(header.logTaken());
    assertEquals(List.of(), header.flagsNotYes());
    assertEquals(16, header.nominalViewsPerTurn().orElseThrow());
    assertEquals(OptionalDouble.of(0.5 * 3), scan.timestampMs(3));
    assertEquals(OptionalDouble.of(203), scan.tubeCurrentMa(3));
    assertEquals(40, scan.inputs().size());
    SeriesMetadata metadata = scan.metadata().build();
    assertEquals("C001", metadata.patientId());
    assertEquals("1.2.3", metadata.studyUid());
    assertEquals("1.2.9", metadata.frameOfReferenceUid());
    assertEquals("HFS", metadata.patientPosition());
    assertEquals(OptionalDouble.of(120), metadata.tubeVoltageKv());
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void framesOfOneFile(boolean implicit) throws IOException {
    TestSeries series = new TestSeries();
    series.implicit = implicit;
    series.mode = "FFSXY";
    series.spots = new double[][] {{-8e-4, 0, 0}, {8e-4, 0, 0}};
    series.change = (view, e) -> e.fl(CtProjectionTag.PHOTON_STATISTICS, view, 2 * view);
    RawScan scan = open(series.writeMultiFrame(folder));
    assertViews(series, scan);
    assertEquals(List.of(), scan.warnings());
    assertEquals(900, scan.geometry().sourceToDetectorMm());
    assertEquals(1, scan.inputs().size());
    assertEquals(8e-4, scan.geometry().pose(5).shift().angleRad(), 1e-9);
    assertEquals(34, scan.photonStatistics(17)[1]);
    assertEquals(6, scan.photonStatistics(3)[1]);
  }

  @Test
  void photonStatistics() throws IOException {
    TestSeries series = new TestSeries();
    assertEquals(0, open(series.write(folder.resolve("a"))).photonStatistics(3).length);
    series.change =
        (view, e) ->
            e.fl(CtProjectionTag.PHOTON_STATISTICS, new double[24])
                .fl(CtProjectionTag.PHOTON_STATISTICS, view, 10);
    RawScan scan = open(series.write(folder.resolve("b")));
    assertEquals(3, scan.photonStatistics(3)[0]);
    assertEquals(10, scan.photonStatistics(3)[1]);
  }

  @Test
  void otherRepresentationsOfTheSameNumbers() throws IOException {
    TestSeries series = new TestSeries();
    series.change =
        (view, e) ->
            e.fd(CtProjectionTag.FOCAL_CENTER_AXIAL, series.z(view))
                .ds(CtProjectionTag.CONSTANT_RADIAL_DISTANCE, "900.0000")
                .fd(CtProjectionTag.CENTRAL_ELEMENT, 13.75, 2.25)
                .fl(CtProjectionTag.WATER_ATTENUATION, 0.0192)
                .ds(CtProjectionTag.FOCAL_CENTER_ANGLE, "%.9f".formatted(series.angle(view)));
    for (boolean implicit : new boolean[] {true, false}) {
      series.implicit = implicit;
      RawScan scan = open(series.write(folder.resolve("implicit" + implicit)));
      assertViews(series, scan);
      assertEquals(List.of(), scan.warnings());
      assertEquals(900, scan.geometry().sourceToDetectorMm());
      assertEquals(0.0192, scan.header().waterPerMm().orElseThrow(), 1e-9);
    }
  }

  @Test
  void recognisesProjectionsAndListsSeries() throws IOException {
    TestSeries full = new TestSeries();
    full.write(folder.resolve("full"));
    TestSeries low = new TestSeries();
    low.uid = "1.2.3.5";
    low.description = "Low dose projections";
    low.write(folder.resolve("low"));
    assertTrue(RawScans.accepts(folder));
    assertTrue(RawScans.accepts(folder.resolve("low")));
    List<RawSeries> found = RawScans.list(folder, CONTEXT);
    assertEquals(List.of("1.2.3.4", "1.2.3.5"), found.stream().map(RawSeries::seriesUid).toList());
    assertEquals("Low dose projections", found.get(1).description());
    assertEquals(40, found.get(1).views());
    RawScan scan = RawScans.open(folder, RawOptions.defaults().withSeries("1.2.3.5"), CONTEXT);
    assertEquals("Low dose projections", scan.header().seriesDescription());
  }
}
