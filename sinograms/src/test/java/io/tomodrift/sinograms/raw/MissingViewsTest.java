package io.tomodrift.sinograms.raw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.formats.dicom.CtProjectionTag;
import io.tomodrift.formats.dicom.Tag;
import io.tomodrift.formats.dicom.Vr;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.helical.HelicalGeometry;
import io.tomodrift.geometry.helical.StoredScale;
import io.tomodrift.geometry.run.RunContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MissingViewsTest {

  private static final RunContext CONTEXT = RunContext.defaults();

  @TempDir Path folder;

  private final TestSeries series = new TestSeries();

  private RawScan openWithout(Integer... views) throws IOException {
    Set<Integer> missing = Set.of(views);
    series.keep = view -> !missing.contains(view);
    return RawScans.open(series.write(folder), RawOptions.defaults(), CONTEXT);
  }

  private double integral(int view, int column, int row) {
    return series.intercept(view) + series.slope(view) * TestSeries.stored(view, column, row);
  }

  /** The view is where it would have been, and holds a weighted mean of two others. */
  private void assertMean(RawScan scan, int view, int before, int after, double weightAfter)
      throws IOException {
    assertTrue(scan.isInterpolated(view));
    assertEquals(view + 1, scan.instanceNumber(view));
    assertEquals(0, scan.photonStatistics(view).length);
    assertEquals(-series.z(view), scan.geometry().pose(view).zMm(), 1e-5);
    double turns = (scan.geometry().pose(view).angleRad() - series.angle(view)) / (2 * Math.PI);
    assertEquals(Math.rint(turns), turns, 1e-6);
    short[] stored = new short[series.columns * series.rows];
    StoredScale scale = scan.read(view, stored);
    for (int c = 0; c < series.columns; c++) {
      for (int r = 0; r < series.rows; r++) {
        double expected =
            (1 - weightAfter) * integral(before, c, r) + weightAfter * integral(after, c, r);
        double found = scale.lineIntegral(stored[c * series.rows + r]);
        assertEquals(expected, found, 0.5001 * scale.slope());
      }
    }
  }

  @Test
  void oneOrTwoAreInterpolated() throws IOException {
    RawScan scan = openWithout(7, 20, 21);
    assertEquals(40, scan.geometry().views());
    assertMean(scan, 7, 6, 8, 0.5);
    assertMean(scan, 20, 19, 22, 1 / 3.0);
    assertMean(scan, 21, 19, 22, 2 / 3.0);
    assertEquals(
        List.of(
            "3 missing views in 2 places, first after InstanceNumber 7, were interpolated"
                + " from neighbours of the same focal spot position"),
        scan.warnings());
    assertEquals(37, scan.inputs().size());
    assertFalse(scan.isInterpolated(22));
    assertEquals(2, scan.gaps().size());
    ViewGap gap = scan.gaps().get(1);
    assertEquals(19, gap.before());
    assertEquals(2, gap.missing());
    assertTrue(gap.filled());
  }

  @Test
  void neighboursOfTheSameFocalSpot() throws IOException {
    series.mode = "FFSZ";
    series.spots = new double[][] {{0, 0, 0}, {0, -0.66, 5.45}};
    RawScan scan = openWithout(7, 20, 21);
    assertMean(scan, 7, 5, 9, 0.5);
    assertMean(scan, 20, 18, 22, 0.5);
    assertMean(scan, 21, 19, 23, 0.5);
    assertEquals(0.66, scan.geometry().pose(21).shift().zMm(), 1e-6);
    assertEquals(0, scan.geometry().pose(20).shift().zMm());
  }

  @Test
  void theAngleTellsWhereNumbersAreConsecutive() throws IOException {
    series.change =
        (view, e) -> e.text(Tag.INSTANCE_NUMBER, Vr.IS, "" + (view < 13 ? view + 1 : view));
    RawScan scan = openWithout(13);
    assertEquals(40, scan.geometry().views());
    assertTrue(scan.isInterpolated(13));
    assertEquals(-series.z(13), scan.geometry().pose(13).zMm(), 1e-5);
    assertTrue(scan.warnings().get(0).contains("InstanceNumbers and angles disagree at 1 places"));
  }

  @Test
  void numbersThatJumpAlone() throws IOException {
    series.change =
        (view, e) -> e.text(Tag.INSTANCE_NUMBER, Vr.IS, "" + (view < 13 ? view : view + 5));
    RawScan scan = openWithout();
    assertEquals(40, scan.geometry().views());
    assertEquals(1, scan.warnings().size());
    assertTrue(scan.warnings().get(0).contains("InstanceNumbers and angles disagree at 1 places"));
  }

  @Test
  void everySecondNumber() throws IOException {
    series.change = (view, e) -> e.text(Tag.INSTANCE_NUMBER, Vr.IS, "" + (3 + 2 * view));
    assertEquals(List.of(), openWithout().warnings());
    assertTrue(openWithout().gaps().isEmpty());
  }

  @Test
  void longGapsStay() throws IOException {
    series.mode = "FFSZ";
    series.spots = new double[][] {{0, 0, 0}, {0, -0.66, 5.45}};
    RawScan scan = openWithout(10, 11, 12);
    HelicalGeometry geometry = scan.geometry();
    assertEquals(37, geometry.views());
    // 100 + 3.5 * 9/16 and 13/16 mm into the gantry, and half of 4 rows of 1.111 mm.
    assertEquals(
        List.of(
            "3 views are missing after InstanceNumber 10: slices from Z -105.1 to -99.7 mm are"
                + " affected"),
        scan.warnings());
    double step = 2 * Math.PI / 16;
    assertEquals(4 * step, geometry.unwrappedRad(10) - geometry.unwrappedRad(9), 1e-6);
    assertEquals(14, scan.instanceNumber(10));
    ViewGap gap = scan.gaps().get(0);
    assertEquals(new ViewGap(9, 3, false, gap.lowZMm(), gap.highZMm()), gap);
    assertEquals(-100 - 3.5 * 13 / 16 - 20.0 / 9, gap.lowZMm(), 1e-5);
    assertEquals(-100 - 3.5 * 9 / 16 + 20.0 / 9, gap.highZMm(), 1e-5);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 38})
  void nearTheEndsNothingIsInvented(int view) throws IOException {
    series.mode = "FFSZ";
    series.spots = new double[][] {{0, 0, 0}, {0, -0.66, 5.45}};
    RawScan scan = openWithout(view);
    assertEquals(39, scan.geometry().views());
    assertTrue(scan.warnings().get(0).startsWith("1 views are missing after"));
  }

  @Test
  void halfATurn() throws IOException {
    Integer[] half = {10, 11, 12, 13, 14, 15, 16, 17};
    FormatException e = assertThrows(FormatException.class, () -> openWithout(half));
    assertTrue(
        e.getMessage().contains("8 views are missing between InstanceNumber 10 and 19"),
        e.getMessage());
    RawScan rest = RawScans.open(folder, RawOptions.defaults().withInstances(19, 100), CONTEXT);
    assertEquals(22, rest.geometry().views());
    assertEquals(19, rest.instanceNumber(0));
  }

  /** The angles go on as if nothing had happened. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aWholeTurnIsToldByTheTable(boolean byPosition) throws IOException {
    series.views = 60;
    series.keep = view -> view < 20 || view >= 36;
    series.change =
        (view, e) -> e.text(Tag.INSTANCE_NUMBER, Vr.IS, "" + (view < 20 ? view + 1 : view - 15));
    RawOptions options = RawOptions.defaults().withSortByPosition(byPosition);
    series.write(folder);
    FormatException e =
        assertThrows(FormatException.class, () -> RawScans.open(folder, options, CONTEXT));
    String expected =
        "between InstanceNumber 20 and 21 the table moves 3.72 mm where angles and numbers mean"
            + " 0.22 mm: about 1 whole turns are missing";
    assertTrue(e.getMessage().contains(expected), e.getMessage());
    assertEquals(20, RawScans.open(folder, options.withInstances(1, 20), CONTEXT).inputs().size());
  }

  @Test
  void unevenStepsAreToldOnly() throws IOException {
    series.change =
        (view, e) ->
            (view == 9 ? e.fl(CtProjectionTag.FOCAL_CENTER_ANGLE, series.angle(9) + 0.1) : e)
                .remove(0);
    RawScan scan = openWithout();
    assertEquals(40, scan.geometry().views());
    assertTrue(
        scan.warnings().get(0).startsWith("2 of 39 angle steps differ by more than 10 %"),
        scan.warnings()::toString);
    assertTrue(scan.gaps().isEmpty());
  }

  @Test
  void aJumpOfTheAngleIsAGap() throws IOException {
    series.change =
        (view, e) ->
            e.fl(CtProjectionTag.FOCAL_CENTER_ANGLE, series.angle(view) + (view < 20 ? 0 : 1));
    RawScan scan = openWithout();
    assertEquals(40, scan.geometry().views());
    assertTrue(scan.warnings().get(0).contains("1 of 39 angle steps are neither"));
    assertTrue(scan.warnings().get(1).contains("unknown number of views is missing"));
    assertEquals(0, scan.gaps().get(0).missing());
  }
}
