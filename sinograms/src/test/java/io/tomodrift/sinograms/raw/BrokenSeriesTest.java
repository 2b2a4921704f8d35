package io.tomodrift.sinograms.raw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.formats.dicom.CtProjectionTag;
import io.tomodrift.formats.dicom.Tag;
import io.tomodrift.formats.dicom.Vr;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.helical.FocalSpotMode;
import io.tomodrift.geometry.run.RunContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said about series that are damaged, mixed up, or of another kind. */
class BrokenSeriesTest {

  private static final RunContext CONTEXT = RunContext.defaults();

  @TempDir Path folder;

  private final TestSeries series = new TestSeries();

  private RawScan open() throws IOException {
    return open(RawOptions.defaults());
  }

  private RawScan open(RawOptions options) throws IOException {
    return RawScans.open(series.write(folder), options, CONTEXT);
  }

  private static void assertSays(String message, String... parts) {
    for (String part : parts) {
      assertTrue(message.contains(part), () -> "'" + part + "' is not in: " + message);
    }
  }

  private void assertFails(String... parts) {
    assertFails(RawOptions.defaults(), parts);
  }

  private void assertFails(RawOptions options, String... parts) {
    FormatException e = assertThrows(FormatException.class, () -> open(options));
    assertSays(e.getMessage(), parts);
  }

  private void assertWarns(String... parts) throws IOException {
    RawScan scan = open();
    assertEquals(1, scan.warnings().size(), scan.warnings()::toString);
    assertSays(scan.warnings().get(0), parts);
  }

  /** A file with the elements of an image and none of a projection. */
  private static void image(Path file, String uid) throws IOException {
    new Elements()
        .text(Tag.SOP_CLASS_UID, Vr.UI, "1.2.840.10008.5.1.4.1.1.2")
        .text(Tag.SOP_INSTANCE_UID, Vr.UI, uid + ".1")
        .text(Tag.MODALITY, Vr.CS, "CT")
        .text(Tag.SERIES_DESCRIPTION, Vr.LO, "Full dose images")
        .text(Tag.SERIES_INSTANCE_UID, Vr.UI, uid)
        .us(Tag.ROWS, 2)
        .us(Tag.COLUMNS, 2)
        .bytes(Tag.PIXEL_DATA, Vr.OW, new byte[8])
        .writeImplicit(file);
  }

  @Test
  void nothingThere() throws IOException {
    Path absent = folder.resolve("absent");
    assertThrows(
        NoSuchFileException.class, () -> RawScans.open(absent, RawOptions.defaults(), CONTEXT));
    FormatException empty =
        assertThrows(
            FormatException.class, () -> RawScans.open(folder, RawOptions.defaults(), CONTEXT));
    assertSays(empty.getMessage(), folder.toString(), "holds no files");
    Files.writeString(folder.resolve("notes.txt"), "no DICOM");
    FormatException notes =
        assertThrows(
            FormatException.class, () -> RawScans.open(folder, RawOptions.defaults(), CONTEXT));
    assertSays(notes.getMessage(), "holds no DICOM files", "notes.txt");
    assertFalse(RawScans.accepts(folder));
  }

  @Test
  void imagesInsteadOfProjections() throws IOException {
    Path images = Files.createDirectories(folder.resolve("images"));
    image(images.resolve("1.dcm"), "5.6.7");
    image(images.resolve("2.dcm"), "5.6.7");
    series.write(folder.resolve("projections"));
    FormatException e =
        assertThrows(
            FormatException.class, () -> RawScans.open(images, RawOptions.defaults(), CONTEXT));
    assertSays(
        e.getMessage(),
        "these are reconstructed images",
        "5.6.7: CT images, 'Full dose images', 2 files",
        "The projections may be in " + folder.resolve("projections"));
    assertFalse(RawScans.accepts(images));
    assertTrue(RawScans.accepts(folder));
    assertEquals(40, RawScans.open(folder, RawOptions.defaults(), CONTEXT).geometry().views());
  }

  @Test
  void privateElementsRemoved() {
    series.change =
        (view, e) -> {
          for (int group : new int[] {0x7029, 0x7031, 0x7033, 0x7037, 0x7039, 0x7041}) {
            for (int element = 0; element < 0x1100; element++) {
              e.remove(Tag.of(group, element));
            }
          }
        };
    assertFails("elements of groups 7029 to 7033 are missing", "'Full dose projections', 40 files");
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        CtProjectionTag.FOCAL_CENTER_ANGLE,
        CtProjectionTag.FOCAL_CENTER_AXIAL,
        CtProjectionTag.FOCAL_CENTER_RADIUS,
        CtProjectionTag.CONSTANT_RADIAL_DISTANCE,
        CtProjectionTag.CENTRAL_ELEMENT,
        CtProjectionTag.COLUMN_SPACING,
        CtProjectionTag.ROW_SPACING,
        CtProjectionTag.DETECTOR_ROWS,
        CtProjectionTag.DETECTOR_COLUMNS,
        Tag.RESCALE_SLOPE
      })
  void missingElement(int tag) {
    series.change = (view, e) -> (view % 2 == 0 ? e.remove(tag) : e).remove(0);
    assertFails(Tag.describe(tag) + " is missing in 20 of 40 files, first " + folder);
  }

  @Test
  void twoSeriesInOneFolder() throws IOException {
    TestSeries low = new TestSeries();
    low.uid = "1.2.3.5";
    low.description = "Low dose projections";
    low.views = 39;
    low.write(folder.resolve("low"));
    assertFails(
        "holds 2 series of projections",
        "--series",
        "1.2.3.4: 'Full dose projections', patient C001, 120 kV, spectrum 1, 40 views in 40 files",
        "1.2.3.5: 'Low dose projections', patient C001, 120 kV, spectrum 1, 39 views in 39 files");
    assertFails(RawOptions.defaults().withSeries("9.9"), "no series of projections 9.9", "1.2.3.5");
    assertEquals(39, open(RawOptions.defaults().withSeries("1.2.3.5")).geometry().views());
  }

  @Test
  void twoSpectraInOneSeries() {
    series.change = (view, e) -> e.us(CtProjectionTag.SPECTRUM_INDEX, 1 + view % 2);
    assertFails(
        "holds 2 series of projections",
        "they share one SeriesInstanceUID",
        "spectrum 1, 20 views in 20 files",
        "spectrum 2, 20 views");
  }

  @Test
  void twoVoltagesInOneSeries() {
    series.change = (view, e) -> e.ds(Tag.KVP, view < 30 ? "120" : "80");
    assertFails("holds 2 series of projections", "120 kV", "80 kV");
  }

  @Test
  void twoDetectorsInOneSeries() {
    series.change = (view, e) -> e.fl(CtProjectionTag.ROW_SPACING, view < 30 ? 2 : 3);
    assertFails("2 different detectors", "30 files", "10 files", "rowPitchMm=3.0");
  }

  @Test
  void sameNumberTwice() {
    series.change = (view, e) -> e.text(Tag.INSTANCE_NUMBER, Vr.IS, "" + (view == 9 ? 5 : view));
    assertFails("1 views occur twice: InstanceNumber 5 is in ", " and in ", "remove one copy");
  }

  @Test
  void numberMissing() {
    series.change = (view, e) -> (view == 9 ? e.remove(Tag.INSTANCE_NUMBER) : e).remove(0);
    assertFails("InstanceNumber (0020,0013) is missing in 1 of 40 views", "by position");
  }

  @Test
  void numbersInTheWrongOrder() throws IOException {
    series.change =
        (view, e) -> e.text(Tag.INSTANCE_NUMBER, Vr.IS, "" + (view < 20 ? view : 59 - view));
    assertFails("the gantry angle runs backward in 19 of 39 steps", "order the views by position");
    RawScan scan = open(RawOptions.defaults().withSortByPosition(true));
    assertEquals(List.of(), scan.warnings());
    for (int view = 0; view < 40; view++) {
      assertEquals(-series.z(view), scan.geometry().pose(view).zMm(), 1e-5);
    }
  }

  @Test
  void circularScanInOrderOfTheAngle() throws IOException {
    series.views = 16;
    series.feed = 0;
    series.change = (view, e) -> e.text(Tag.INSTANCE_NUMBER, Vr.IS, "" + (view * 5 % 16));
    RawScan scan = open(RawOptions.defaults().withSortByPosition(true));
    assertTrue(scan.gaps().isEmpty());
    double step = 2 * Math.PI / 16;
    for (int view = 0; view < 16; view++) {
      double turned = scan.geometry().unwrappedRad(view) - scan.geometry().unwrappedRad(0);
      assertEquals(view * step, turned, 1e-6);
    }
  }

  @Test
  void twoPatientsInOneSeries() {
    series.change = (view, e) -> e.text(Tag.PATIENT_ID, Vr.LO, view < 10 ? "A" : "B");
    assertFails("holds 2 series of projections", "patient A", "patient B", "30 views in 30 files");
  }

  @Test
  void centralRowFarFromTheMiddle() throws IOException {
    series.centralRow = 4;
    assertWarns("the central row 4.0 of 4 rows is far from the middle");
  }

  @Test
  void samePositionTwice() {
    series.change = (view, e) -> e.fl(CtProjectionTag.FOCAL_CENTER_AXIAL, 0);
    assertFails(
        RawOptions.defaults().withSortByPosition(true),
        "views occur twice: position (axial 0.0 mm");
  }

  @ParameterizedTest
  @CsvSource({"3,4,3.5", "4,3,3.5", "3,4,-3.5"})
  void detectorDoesNotFitThePixels(int rows, int columns) {
    series.change = (view, e) -> e.us(Tag.ROWS, rows).us(Tag.COLUMNS, columns);
    assertFails(
        "Rows " + rows + " and Columns " + columns,
        "NumberofDetectorRows 4 and NumberofDetectorColumns 24");
  }

  @Test
  void squareDetectorIsReadAsTheManualSays() throws IOException {
    series.columns = 8;
    series.rows = 8;
    series.centralColumn = 4.5;
    series.centralRow = 4.5;
    series.columnAfterColumn = false;
    RawScan scan = open();
    assertEquals(1, scan.warnings().size());
    assertSays(scan.warnings().get(0), "as many rows as columns (8)", "row after row");
    HealthySeriesTest.assertViews(series, scan);
  }

  @Test
  void truncatedFile() throws IOException {
    series.write(folder);
    Path file = folder.resolve("1-%05d.dcm".formatted((10 * 37 + 5) % 997));
    byte[] bytes = Files.readAllBytes(file);
    series.keep = view -> false;
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 100));
    assertFails(
        "1 of 40 files have pixel data of the wrong length, first " + file,
        "92 bytes instead of 192 (1 views x 24 x 4 x 2)",
        "skip bad files");
    Files.write(file, Arrays.copyOf(bytes, 700));
    assertFails("1 DICOM files cannot be read, first " + file, "skip bad files");
    RawScan scan = open(RawOptions.defaults().withSkipBad(true));
    assertEquals(2, scan.warnings().size(), scan.warnings()::toString);
    assertSays(scan.warnings().get(0), file.toString(), "left out");
    assertSays(scan.warnings().get(1), "1 missing views in 1 places", "InstanceNumber 10");
    assertTrue(scan.isInterpolated(10));
    Files.write(file, new byte[0]);
    scan = open(RawOptions.defaults());
    assertSays(scan.warnings().get(0), "1 files named .dcm are not DICOM", file.toString());
    assertTrue(scan.isInterpolated(10));
  }

  @Test
  void pixelsOutsideTheirRange() throws IOException {
    series.change =
        (view, e) -> (view == 12 ? e.us(Tag.LARGEST_IMAGE_PIXEL_VALUE, 7) : e).remove(0);
    RawScan scan = open();
    short[] stored = new short[96];
    FormatException e = assertThrows(FormatException.class, () -> scan.read(12, stored));
    assertSays(
        e.getMessage(), folder.toString(), "LargestImagePixelValue 7", "the file is damaged");
    RawScan skipped = open(RawOptions.defaults().withSkipBad(true));
    assertSays(skipped.warnings().get(0), "1 of 40 views are damaged and left out");
    assertTrue(skipped.isInterpolated(12));
    RawScan unchecked = open(RawOptions.defaults().withCheckRange(false));
    unchecked.read(12, stored);
    assertEquals(TestSeries.stored(12, 0, 1), Short.toUnsignedInt(stored[1]));
  }

  @Test
  void elementIsNoNumber() {
    series.change =
        (view, e) ->
            (view == 3 ? e.fl(CtProjectionTag.FOCAL_CENTER_AXIAL, Double.NaN) : e).remove(0);
    assertFails(
        "1 DICOM files cannot be read",
        "(7031,1002) DetectorFocalCenterAxialPosition is NaN, a number expected");
  }

  @Test
  void brokenFocalSpotPattern() {
    series.mode = "FFSZ";
    series.spots = new double[][] {{0, 0, 0}, {0, -0.66, 5.45}};
    series.change =
        (view, e) ->
            (view == 21
                    ? e.fl(CtProjectionTag.AXIAL_SHIFT, 0).fl(CtProjectionTag.RADIAL_SHIFT, 0)
                    : e)
                .remove(0);
    assertFails(
        "the 2 positions of the focal spot do not alternate",
        "between InstanceNumber 18 and 25 the pattern is B A B A A A B A, broken at 22");
  }

  @Test
  void tooManyFocalSpots() {
    series.change = (view, e) -> e.fl(CtProjectionTag.AXIAL_SHIFT, 0.1 * (view % 7));
    assertFails("more than 4 positions", "InstanceNumber 5");
  }

  @ParameterizedTest
  @CsvSource({"FFSNONE,2,NONE", "FFSZ,1,Z", "FFSXYZ,2,XYZ", "WOBBLE,2,Z"})
  void focalSpotModeDisagrees(String mode, int spots, FocalSpotMode expected) throws IOException {
    series.mode = mode;
    series.spots = spots == 1 ? series.spots : new double[][] {{0, 0, 0}, {0, -0.66, 5.45}};
    RawScan scan = open();
    assertSays(scan.warnings().get(0), "FlyingFocalSpotMode is", mode, spots + " positions");
    assertEquals(expected, scan.geometry().focalSpotMode());
  }

  @Test
  void shiftsOfTheOldDictionary() throws IOException {
    series.mode = "FFSZ";
    series.spots = new double[][] {{0, 3.354e-4, 0}, {-0.66, 3.354e-4, 5.45}};
    RawScan scan = open();
    assertEquals(1, scan.warnings().size());
    assertSays(scan.warnings().get(0), "(7033,100B) reaches 0.66", "dictionary of 2016");
    assertEquals(3.354e-4, scan.geometry().pose(1).shift().angleRad(), 1e-9);
    assertEquals(0.66, scan.geometry().pose(1).shift().zMm(), 1e-6);
  }

  @Test
  void inPlaneShiftsOfTheOldDictionary() throws IOException {
    series.mode = "FFSXY";
    series.spots = new double[][] {{0, 8e-4, 0}, {0, -8e-4, 0}};
    RawScan scan = open();
    assertSays(scan.warnings().get(0), "dictionary of 2016");
    assertEquals(-8e-4, scan.geometry().pose(1).shift().angleRad(), 1e-9);
    assertEquals(0, scan.geometry().pose(1).shift().zMm());
  }

  @ParameterizedTest
  @CsvSource({"0.5,0.5,0,100B", "0,3,0,100C", "0,0,25,100D", "3,0,0,100B"})
  void impossibleShifts(double angular, double axial, double radial, String element) {
    series.spots = new double[][] {{angular, axial, radial}};
    assertFails("(7033," + element + ")", "which no scanner does");
  }

  @Test
  void intensitiesWithoutReference() {
    series.change = (view, e) -> e.text(CtProjectionTag.LOG_FLAG, Vr.CS, "NO");
    assertFails("LogFlag (7039,1009) is NO", "PhotonStatistics (7033,1065)", "in 40 of 40 files");
  }

  @Test
  void correctionsNotDone() throws IOException {
    series.change =
        (view, e) ->
            e.text(CtProjectionTag.FIRST_FLAG, Vr.CS, "NO").remove(CtProjectionTag.FIRST_FLAG + 1);
    assertWarns("BeamHardeningCorrectionFlag NO", "GainCorrectionFlag absent");
  }

  @Test
  void circularScan() throws IOException {
    series.feed = 0;
    series.change = (view, e) -> e.text(CtProjectionTag.PROJECTION_TYPE, Vr.CS, "AXIAL");
    assertWarns("TypeofProjectionData is AXIAL", "feed is 0.000 mm a turn");
  }

  @Test
  void pitchFactorDisagrees() throws IOException {
    // 4 rows of 2 mm at 500/900 are 4.444 mm; the feed is 3.5 mm, pitch 0.7875.
    series.change = (view, e) -> e.fd(CtProjectionTag.SPIRAL_PITCH_FACTOR, view < 0 ? 0 : 0.79);
    assertEquals(List.of(), open().warnings());
    series.change = (view, e) -> e.fd(CtProjectionTag.SPIRAL_PITCH_FACTOR, 0.8);
    assertWarns("moves 3.500 mm a turn", "SpiralPitchFactor 0.8 means 3.556 mm (-1.6 %)");
  }

  @Test
  void viewsPerTurnDisagree() throws IOException {
    series.change = (view, e) -> e.us(CtProjectionTag.ANGULAR_STEPS, 32);
    assertWarns("NumberofSourceAngularSteps is 32, but a turn has 16.00 views; 16 are taken");
    assertEquals(16, open().geometry().viewsPerTurn());
  }

  @Test
  void centralElementImplausible() throws IOException {
    series.centralColumn = 4.5;
    assertWarns(
        "-8.000 channels from the middle if counted from 1", "+7.000", "check the geometry");
    assertEquals(3.5, open().geometry().detector().centreColumn());
    RawScan other = open(RawOptions.defaults().withCentralElement(CentralElement.FROM_OTHER_END));
    assertEquals(24 - 4.5 - 1, other.geometry().detector().centreColumn());
  }

  @Test
  void centralElementOutside() {
    series.centralColumn = 300;
    assertFails("DetectorCentralElement 300.0 of 24 columns", "outside the detector");
  }

  @Test
  void manufacturerUnknown() throws IOException {
    series.manufacturer = "ACME";
    assertWarns("+1.250 channels", "-2.250", "manufacturer is 'ACME', the former is taken");
  }

  @ParameterizedTest
  @CsvSource({"0.192,probably in 1/cm: give 0.01920 / mm", "19.2,give the value in 1/mm"})
  void waterImplausible(String water, String hint) throws IOException {
    series.change = (view, e) -> e.ds(CtProjectionTag.WATER_ATTENUATION, water);
    assertFails("(7041,1001) WaterAttenuationCoefficient is " + water, hint);
    RawScan scan = open(RawOptions.defaults().withWater(0.02));
    assertEquals(0.02, scan.header().waterPerMm().orElseThrow());
  }

  @Test
  void waterOfTheOldFiles() throws IOException {
    series.change =
        (view, e) ->
            e.remove(CtProjectionTag.WATER_ATTENUATION)
                .ds(CtProjectionTag.HU_CALIBRATION_FACTOR, "0.0201");
    assertWarns("HUCalibrationFactor is taken");
    assertEquals(0.0201, open().header().waterPerMm().orElseThrow());
  }

  @Test
  void unsupportedDetectorsAndTilt() throws IOException {
    series.change = (view, e) -> e.text(CtProjectionTag.DETECTOR_SHAPE, Vr.CS, "SPHERICAL");
    assertFails("(7029,100B) DetectorShape is SPHERICAL", "CYLINDRICAL and FLAT");
    series.change = (view, e) -> e.ds(Tag.GANTRY_DETECTOR_TILT, "12.5");
    assertFails("GantryDetectorTilt is 12.5 degrees", "not supported");
    series.change = (view, e) -> e.us(Tag.PIXEL_REPRESENTATION, 1);
    assertFails("PixelRepresentation 1");
    series.change =
        (view, e) ->
            e.ds(Tag.GANTRY_DETECTOR_TILT, "0").text(CtProjectionTag.DETECTOR_SHAPE, Vr.CS, "FLAT");
    assertEquals(List.of(), open().warnings());
  }

  @Test
  void slopeIsNotPositive() {
    series.change = (view, e) -> e.ds(Tag.RESCALE_SLOPE, view == 5 ? "0" : "1");
    assertFails(".dcm: RescaleSlope (0028,1053) is 0.0");
  }

  @Test
  void largeFoldersFailSoon() throws IOException {
    series.columns = 2;
    series.rows = 1;
    series.centralColumn = 1.5;
    series.centralRow = 1;
    series.views = 990;
    series.change = (view, e) -> e.text(CtProjectionTag.DETECTOR_SHAPE, Vr.CS, "SPHERICAL");
    series.write(folder.resolve("many"));
    series.write(folder.resolve("more"));
    int[] parsed = {0};
    RunContext counting =
        CONTEXT.withParallelism(1).withProgress((stage, done, total) -> parsed[0]++);
    FormatException e =
        assertThrows(
            FormatException.class, () -> RawScans.open(folder, RawOptions.defaults(), counting));
    assertSays(e.getMessage(), "SPHERICAL");
    assertEquals(8, parsed[0]);
  }

  @Test
  void sourceBehindTheDetector() {
    series.change = (view, e) -> e.fl(CtProjectionTag.CONSTANT_RADIAL_DISTANCE, 400);
    assertFails(folder.toString(), "400.0 must be larger than the source radius 500.0");
  }

  @Test
  void oneFileIsNoScan() throws IOException {
    series.write(folder);
    Path file = folder.resolve("1-%05d.dcm".formatted(5));
    FormatException e =
        assertThrows(
            FormatException.class, () -> RawScans.open(file, RawOptions.defaults(), CONTEXT));
    assertSays(e.getMessage(), "1 views are left of 1 files", "give the folder");
  }
}
