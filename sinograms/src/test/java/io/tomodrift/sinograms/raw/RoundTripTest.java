package io.tomodrift.sinograms.raw;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tomodrift.geometry.helical.ConeDetector;
import io.tomodrift.geometry.helical.ConeViews;
import io.tomodrift.geometry.helical.DetectorShape;
import io.tomodrift.geometry.helical.FocalSpotMode;
import io.tomodrift.geometry.helical.HelicalGeometry;
import io.tomodrift.geometry.helical.SourceShift;
import io.tomodrift.geometry.helical.StoredScale;
import io.tomodrift.geometry.helical.ViewPose;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.sinograms.rawwriter.CtProjectionMetadata;
import io.tomodrift.sinograms.rawwriter.CtProjectionOptions;
import io.tomodrift.sinograms.rawwriter.CtProjectionOptions.FileNames;
import io.tomodrift.sinograms.rawwriter.CtProjectionWriter;
import io.tomodrift.sinograms.rawwriter.TubeOutput;
import io.tomodrift.sinograms.rawwriter.VendorConvention;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of the writer, which was made independently, come back as what was written. */
class RoundTripTest {

  private static final int COLUMNS = 30;
  private static final int ROWS = 6;

  @TempDir Path folder;

  private static ConeViews views() {
    List<ViewPose> poses = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      SourceShift shift = new SourceShift(3e-4, i % 2 == 0 ? 0 : 0.66, i % 2 == 0 ? 0 : 5.45);
      poses.add(new ViewPose(-2 * Math.PI * i / 36 + 2, 40 + 0.25 * i, 595, shift));
    }
    ConeDetector detector =
        new ConeDetector(DetectorShape.CYLINDRICAL, COLUMNS, ROWS, 12, 1.1, 15.75, 2.25);
    HelicalGeometry geometry = new HelicalGeometry(detector, 1085.6, 36, FocalSpotMode.Z, poses);
    return new ConeViews() {
      @Override
      public HelicalGeometry geometry() {
        return geometry;
      }

      @Override
      public void view(int index, float[] target) {
        for (int i = 0; i < COLUMNS * ROWS; i++) {
          target[i] = (float) (0.01 * index + 0.1 * (i / ROWS) + 0.3 * (i % ROWS));
        }
      }
    };
  }

  @ParameterizedTest
  @CsvSource({"SIEMENS,false", "GE,false", "SIEMENS,true", "GE,true"})
  void comesBack(String vendor, boolean multiFrame) throws IOException {
    VendorConvention convention =
        vendor.equals("GE") ? VendorConvention.GE : VendorConvention.SIEMENS;
    CtProjectionMetadata metadata =
        CtProjectionMetadata.builder()
            .vendor(convention)
            .patientPosition("FFS")
            .tubeVoltageKv(100)
            .rotationTimeMs(330)
            .waterPerMm(0.0186)
            .build();
    CtProjectionWriter writer =
        new CtProjectionWriter(metadata, CtProjectionOptions.DEFAULT.withNames(FileNames.SHUFFLED));
    ConeViews views = views();
    RunContext context = RunContext.defaults();
    if (multiFrame) {
      writer.writeMultiFrame(folder.resolve("scan.dcm"), views, TubeOutput.constant(200), context);
    } else {
      writer.write(folder.resolve("scan"), views, TubeOutput.constant(200), context);
    }
    RawScan scan = RawScans.open(folder, RawOptions.defaults(), context);
    assertEquals(List.of(), scan.warnings());
    assertEquals("FFS", scan.header().patientPosition());
    assertEquals(OptionalDouble.of(100), scan.header().tubeVoltageKv());
    assertEquals(OptionalDouble.of(0.33), scan.header().rotationSeconds());
    assertEquals(OptionalDouble.of(0.0186), scan.header().waterPerMm());
    HelicalGeometry expected = views.geometry();
    HelicalGeometry found = scan.geometry();
    assertEquals(36, found.viewsPerTurn());
    assertEquals(FocalSpotMode.Z, found.focalSpotMode());
    assertEquals(expected.detector().centreColumn(), found.detector().centreColumn(), 1e-5);
    assertEquals(expected.detector().centreRow(), found.detector().centreRow(), 1e-5);
    float[] computed = new float[COLUMNS * ROWS];
    short[] stored = new short[COLUMNS * ROWS];
    for (int view = 0; view < 100; view++) {
      assertEquals(0, expected.sourceMm(view).minus(found.sourceMm(view)).norm(), 2e-4);
      assertEquals(
          0, expected.elementMm(view, 3, 5).minus(found.elementMm(view, 3, 5)).norm(), 3e-4);
      views.view(view, computed);
      StoredScale scale = scan.read(view, stored);
      for (int i = 0; i < stored.length; i++) {
        assertEquals(computed[i], scale.lineIntegral(stored[i]), 0.501 * scale.slope());
      }
    }
  }
}
