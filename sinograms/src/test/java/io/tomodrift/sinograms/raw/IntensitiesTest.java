package io.tomodrift.sinograms.raw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.formats.dicom.CtProjectionTag;
import io.tomodrift.formats.dicom.Tag;
import io.tomodrift.formats.dicom.Vr;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.helical.StoredScale;
import io.tomodrift.geometry.run.RunContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that hold intensities: LogFlag is NO. */
class IntensitiesTest {

  private static final double STEP = 3.0;

  @TempDir Path folder;

  private static double incident(int view, int column) {
    return 2e5 + 1000 * column + view;
  }

  private static double integral(int view, int column, int row) {
    double intensity = STEP * TestSeries.stored(view, column, row);
    return Math.log(incident(view, column) / Math.max(intensity, STEP / 2));
  }

  private static TestSeries series() {
    TestSeries series = new TestSeries();
    series.change =
        (view, e) -> {
          double[] quanta = new double[24];
          for (int c = 0; c < quanta.length; c++) {
            quanta[c] = incident(view, c);
          }
          e.text(CtProjectionTag.LOG_FLAG, Vr.CS, "NO")
              .fl(CtProjectionTag.PHOTON_STATISTICS, quanta)
              .ds(Tag.RESCALE_SLOPE, "3")
              .ds(Tag.RESCALE_INTERCEPT, "0");
        };
    return series;
  }

  @Test
  void becomeLineIntegrals() throws IOException {
    TestSeries series = series();
    series.keep = view -> view != 9;
    RawScan scan =
        RawScans.open(series.write(folder), RawOptions.defaults(), RunContext.defaults());
    assertFalse(scan.header().logTaken());
    assertTrue(scan.warnings().get(0).contains("LogFlag is NO"));
    short[] stored = new short[96];
    for (int view : Set.of(0, 3, 9, 39)) {
      StoredScale scale = scan.read(view, stored);
      // 16 bits for the range of the view: less than 1e-4 here.
      assertTrue(scale.slope() < 2e-4, scale::toString);
      for (int i = 0; i < stored.length; i++) {
        int c = i / 4;
        int r = i % 4;
        double expected =
            view == 9 ? (integral(8, c, r) + integral(10, c, r)) / 2 : integral(view, c, r);
        assertEquals(expected, scale.lineIntegral(stored[i]), scale.slope());
      }
    }
  }

  @Test
  void needOneReferenceAColumn() throws IOException {
    TestSeries series = series();
    TestSeries.Change all = series.change;
    series.change =
        (view, e) -> {
          all.apply(view, e);
          e.fl(CtProjectionTag.PHOTON_STATISTICS, 1, 2, 3);
        };
    RawScan scan =
        RawScans.open(series.write(folder), RawOptions.defaults(), RunContext.defaults());
    FormatException e = assertThrows(FormatException.class, () -> scan.read(0, new short[96]));
    assertTrue(e.getMessage().contains("3 PhotonStatistics for 24 columns"), e.getMessage());
  }

  @Test
  void aColumnWithoutQuantaIsNamed() throws IOException {
    TestSeries series = series();
    TestSeries.Change all = series.change;
    series.change =
        (view, e) -> {
          all.apply(view, e);
          double[] quanta = new double[24];
          Arrays.fill(quanta, 1e5);
          quanta[17] = 0;
          e.fl(CtProjectionTag.PHOTON_STATISTICS, quanta);
        };
    RawScan scan =
        RawScans.open(series.write(folder), RawOptions.defaults(), RunContext.defaults());
    FormatException e = assertThrows(FormatException.class, () -> scan.read(0, new short[96]));
    assertTrue(e.getMessage().contains("of column 17 is 0.0"), e.getMessage());
    assertTrue(e.getMessage().startsWith(scan.inputs().get(0).toString()), e.getMessage());
  }
}
