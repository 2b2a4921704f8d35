package io.tomodrift.sinograms.raw;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tomodrift.geometry.helical.HelicalGeometry;
import io.tomodrift.geometry.helical.StoredScale;
import io.tomodrift.geometry.helical.ViewPose;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.tests.support.ExternalProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same files through pydicom, which decodes the private elements by their bytes. */
class PydicomRawTest {

  private static final Path SYSTEM = Path.of("/usr/bin/python3");

  private static final String SCRIPT =
      """
      import sys, glob, struct
      try:
          import pydicom, numpy as np
      except ImportError as e:
          print(e); sys.exit(77)
      def fl(ds, g, e):
          v = ds[g, e].value
          return struct.unpack('<%df' % (len(v) // 4), v) if isinstance(v, bytes) else v
      views = [pydicom.dcmread(f) for f in glob.glob(sys.argv[1] + '/*.dcm')]
      views.sort(key=lambda d: int(d.InstanceNumber))
      one = lambda v: v[0] if isinstance(v, tuple) else v
      d = views[0]
      print(one(fl(d, 0x7029, 0x1002)), one(fl(d, 0x7029, 0x1006)), one(fl(d, 0x7031, 0x1031)),
            *fl(d, 0x7031, 0x1033))
      for d in views:
          p = np.frombuffer(d.PixelData, '<u2').reshape(d.Rows, d.Columns).astype('f8')
          p = p * float(d.RescaleSlope) + float(d.RescaleIntercept)
          if d.Rows < d.Columns:
              p = p.T
          geometry = [one(fl(d, g, e)) for g, e in [(0x7031, 0x1001), (0x7031, 0x1002),
              (0x7031, 0x1003), (0x7033, 0x100B), (0x7033, 0x100C), (0x7033, 0x100D)]]
          print(int(d.InstanceNumber), *geometry, *p.ravel())
      """;

  @TempDir Path folder;

  private static List<double[]> pydicom(Path series) throws IOException, InterruptedException {
    ExternalProgram python =
        Files.isExecutable(SYSTEM)
            ? new ExternalProgram(SYSTEM)
            : ExternalProgram.requireProgram("python3");
    ExternalProgram.Result result =
        python.run(
            Duration.ofSeconds(60), series, Map.of(), List.of("-c", SCRIPT, series.toString()));
    if (result.exitCode() == 77) {
      ExternalProgram.requireProgram("python3 with pydicom and numpy");
    }
    assertEquals(0, result.exitCode(), result.err());
    return result.out().lines().map(PydicomRawTest::numbers).toList();
  }

  private static double[] numbers(String line) {
    String[] words = line.strip().split(" ");
    double[] numbers = new double[words.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Double.parseDouble(words[i]);
    }
    return numbers;
  }

  @ParameterizedTest
  @CsvSource({"true,true", "false,false"})
  void agrees(boolean implicit, boolean byColumn) throws IOException, InterruptedException {
    TestSeries series = new TestSeries();
    series.implicit = implicit;
    series.columnAfterColumn = byColumn;
    series.mode = "FFSZ";
    series.spots = new double[][] {{3.354e-4, 0, 0}, {3.354e-4, -0.66, 5.45}};
    List<double[]> expected = pydicom(series.write(folder));
    RawScan scan = RawScans.open(folder, RawOptions.defaults(), RunContext.defaults());
    HelicalGeometry geometry = scan.geometry();
    double[] detector = expected.get(0);
    assertEquals(detector[0], geometry.detector().columnPitchMm());
    assertEquals(detector[1], geometry.detector().rowPitchMm());
    assertEquals(detector[2], geometry.sourceToDetectorMm());
    assertEquals(detector[3] - 1, geometry.detector().centreColumn());
    assertEquals(detector[4] - 1, geometry.detector().centreRow());
    assertEquals(expected.size() - 1, geometry.views());
    short[] stored = new short[geometry.detector().elements()];
    for (int view = 0; view < geometry.views(); view++) {
      double[] values = expected.get(view + 1);
      ViewPose pose = geometry.pose(view);
      assertEquals(values[0], scan.instanceNumber(view));
      assertEquals(values[1], pose.angleRad(), 0);
      assertEquals(-values[2], pose.zMm(), 0);
      assertEquals(values[3], pose.radiusMm(), 0);
      assertEquals(values[4], pose.shift().angleRad(), 0);
      assertEquals(0 - values[5], pose.shift().zMm(), 0);
      assertEquals(values[6], pose.shift().radialMm(), 0);
      StoredScale scale = scan.read(view, stored);
      for (int i = 0; i < stored.length; i++) {
        assertEquals(values[7 + i], scale.lineIntegral(stored[i]), 1e-12);
      }
    }
  }
}
