package io.tomodrift.formats.dicom.series;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tomodrift.formats.dicom.Pydicom;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.FrameSpace;
import io.tomodrift.geometry.stack.Vec3;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeFrame;
import io.tomodrift.geometry.stack.VolumeUnit;
import io.tomodrift.tests.support.ExternalProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Written series, read back by this package, pydicom, dciodvfy and dcmtk. */
class CtSeriesWriterTest {

  private static final RunContext CONTEXT = RunContext.defaults();
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final int SLICES = 4;
  private static final int ROWS = 24;
  private static final int COLUMNS = 32;

  @TempDir Path temporary;

  private static FloatStack values(int low, int high) {
    FloatStack stack = FloatStack.planar(SLICES, ROWS, COLUMNS);
    Random random = new Random(7);
    for (int i = 0; i < stack.data().length; i++) {
      stack.data()[i] = low + random.nextInt(high - low + 1);
    }
    return stack;
  }

  private static VolumeFrame oblique() {
    double c = Math.cos(0.3);
    double s = Math.sin(0.3);
    return new VolumeFrame(
        0.7,
        0.9,
        2.5,
        new Vec3(-120.25, 33.125, 1 / 3.0),
        new Vec3(1, 0, 0),
        new Vec3(0, c, s),
        new Vec3(0, -s, c),
        FrameSpace.PATIENT_LPS);
  }

  private static SeriesMetadata.Builder metadata() {
    return SeriesMetadata.builder()
        .patientName("Müller^Änne")
        .patientId("P-1")
        .kernel("Hann")
        .tubeVoltageKv(OptionalDouble.of(120))
        .derivation("Filtered back projection of simulated data")
        .created(Optional.of(LocalDateTime.of(2026, 1, 2, 3, 4, 5)))
        .uidSeed(OptionalLong.of(11));
  }

  private Path write(Volume volume, SeriesMetadata metadata) throws IOException {
    Path folder = temporary.resolve("series");
    new CtSeriesWriter().write(folder, volume, metadata, CONTEXT);
    return folder;
  }

  private static void assertNear(Vec3 expected, Vec3 actual, double tolerance) {
    assertEquals(0, expected.minus(actual).norm(), tolerance, expected + " / " + actual);
  }

  @Test
  void whatIsWrittenIsReadBack() throws Exception {
    Volume volume = new Volume(values(-1024, 3071), oblique(), VolumeUnit.HU);
    DicomSeries back = new DicomSeriesReader().read(write(volume, metadata().build()), CONTEXT);
    assertArrayEquals(volume.stack().data(), back.volume().stack().data());
    assertNear(oblique().originMm(), back.volume().frame().originMm(), 1e-11);
    assertNear(oblique().rowDirection(), back.volume().frame().rowDirection(), 1e-12);
    assertNear(oblique().sliceDirection(), back.volume().frame().sliceDirection(), 1e-9);
    assertEquals(2.5, back.volume().frame().sliceSpacingMm(), 1e-9);
    assertEquals(0.7, back.volume().frame().columnSpacingMm(), 0);
    assertEquals(0.9, back.volume().frame().rowSpacingMm(), 0);
    assertEquals("Müller^Änne", back.info().patientName());
    assertEquals("Hann", back.info().kernel());
    assertTrue(back.warnings().isEmpty(), back.warnings().toString());
  }

  @Test
  void pydicomSeesTheSame() throws Exception {
    Volume volume = new Volume(values(-2000, 9000), oblique(), VolumeUnit.HU);
    Path folder = write(volume, metadata().build());
    String script =
        """
        import sys, json, pydicom
        d = pydicom.dcmread(sys.argv[1])
        a = d.pixel_array * float(d.RescaleSlope) + float(d.RescaleIntercept)
        print(json.dumps({'a': a.ravel().tolist(), 'ipp': [float(x) for x in d.ImagePositionPatient],
          'iop': [float(x) for x in d.ImageOrientationPatient], 'ps': [float(x) for x in d.PixelSpacing],
          'pn': str(d.PatientName), 'bits': d.BitsStored, 'number': d.InstanceNumber, 'th': float(d.SliceThickness)}))
        """;
    JsonNode seen = Pydicom.run(script, folder.resolve("IMG00003.dcm").toString());
    float[] expected =
        Arrays.copyOfRange(volume.stack().data(), 2 * ROWS * COLUMNS, 3 * ROWS * COLUMNS);
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], seen.get("a").get(i).asDouble(), 0);
    }
    Vec3 position = oblique().positionMm(2, 0, 0);
    for (int axis = 0; axis < 3; axis++) {
      assertEquals(position.component(axis), seen.get("ipp").get(axis).asDouble(), 1e-11);
      assertEquals(
          oblique().columnDirection().component(axis), seen.get("iop").get(axis).asDouble(), 0);
      assertEquals(
          oblique().rowDirection().component(axis),
          seen.get("iop").get(3 + axis).asDouble(),
          1e-12);
    }
    assertEquals(0.9, seen.get("ps").get(0).asDouble(), 0);
    assertEquals(0.7, seen.get("ps").get(1).asDouble(), 0);
    assertEquals("Müller^Änne", seen.get("pn").asText());
    assertEquals(16, seen.get("bits").asInt());
    assertEquals(3, seen.get("number").asInt());
    assertEquals(2.5, seen.get("th").asDouble(), 1e-9);
  }

  @Test
  void validatorsFindNoError() throws Exception {
    Path narrow =
        write(new Volume(values(-1000, 900), oblique(), VolumeUnit.HU), metadata().build());
    Path wide = temporary.resolve("wide");
    VolumeFrame gantry = VolumeFrame.gantry(ImageGrid.square(COLUMNS, 0.5), 3, 1);
    FloatStack square = FloatStack.planar(1, COLUMNS, COLUMNS);
    square.fill(5000);
    new CtSeriesWriter()
        .write(wide, new Volume(square, gantry, VolumeUnit.HU), SeriesMetadata.defaults(), CONTEXT);
    for (Path file : new Path[] {narrow.resolve("IMG00001.dcm"), wide.resolve("IMG00001.dcm")}) {
      String name = file.toString();
      var validated = ExternalProgram.requireProgram("dciodvfy").run(LIMIT, name);
      assertFalse((validated.out() + validated.err()).contains("Error"), validated.err());
      assertTrue((validated.out() + validated.err()).contains("CTImage"), validated.err());
      var dumped = ExternalProgram.requireProgram("dcmdump").run(LIMIT, name);
      assertEquals(0, dumped.exitCode(), dumped.err());
      assertFalse((dumped.out() + dumped.err()).contains("W:"), dumped.err());
      assertEquals(0, ExternalProgram.requireProgram("dcmftest").run(LIMIT, name).exitCode());
      Path image = temporary.resolve(file.getParent().getFileName() + ".pgm");
      var drawn = ExternalProgram.requireProgram("dcm2pnm").run(LIMIT, name, image.toString());
      assertEquals(0, drawn.exitCode(), drawn.err());
      assertTrue(Files.size(image) >= 700);
    }
  }

  @Test
  void gantryAxesAreTurnedByThePatientPosition() throws Exception {
    String[] positions = {"FFS", "HFS", "FFP", "HFP", ""};
    double[][] signs = {{-1, -1, 1}, {1, -1, -1}, {1, 1, 1}, {-1, 1, -1}, {1, 1, 1}};
    VolumeFrame gantry = VolumeFrame.gantry(new ImageGrid(COLUMNS, ROWS, 0.5, 3, -8), 12, 1.5);
    Volume volume = new Volume(values(-1000, 1000), gantry, VolumeUnit.HU);
    for (int p = 0; p < positions.length; p++) {
      Path folder = temporary.resolve("position" + p);
      SeriesMetadata metadata = metadata().patientPosition(positions[p]).build();
      CtSeriesReport report = new CtSeriesWriter().write(folder, volume, metadata, CONTEXT);
      assertEquals(positions[p].isEmpty(), !report.warnings().isEmpty());
      Volume back = new DicomSeriesReader().read(folder, CONTEXT).volume();
      boolean reversed =
          !back.stack().equals(volume.stack())
              && back.stack().get(0, 0, 0) != volume.stack().get(0, 0, 0);
      for (int k = 0; k < SLICES; k++) {
        int mine = reversed ? SLICES - 1 - k : k;
        Vec3 g = gantry.positionMm(k, 5, 9);
        Vec3 expected = new Vec3(signs[p][0] * g.x(), signs[p][1] * g.y(), signs[p][2] * g.z());
        assertNear(expected, back.frame().positionMm(mine, 5, 9), 1e-9);
        assertEquals(volume.stack().get(k, 5, 9), back.stack().get(mine, 5, 9), 0);
      }
    }
  }

  @Test
  void sameSeedGivesTheSameBytes() throws Exception {
    Volume volume = new Volume(values(-1000, 1000), oblique(), VolumeUnit.HU);
    Path first = write(volume, metadata().build()).resolve("IMG00002.dcm");
    Path other = temporary.resolve("other");
    new CtSeriesWriter().write(other, volume, metadata().build(), CONTEXT.withParallelism(1));
    assertEquals(-1, Files.mismatch(first, other.resolve("IMG00002.dcm")));
    Path fresh = temporary.resolve("fresh");
    String uid =
        new CtSeriesWriter()
            .write(fresh, volume, metadata().uidSeed(OptionalLong.empty()).build(), CONTEXT)
            .seriesUid();
    assertTrue(uid.matches("2\\.25\\.[0-9]{1,39}"), uid);
    assertTrue(Files.mismatch(first, fresh.resolve("IMG00002.dcm")) > 0);
  }

  @Test
  void roundsClipsAndCounts() throws Exception {
    FloatStack stack = FloatStack.planar(1, 1, 5);
    float[] hu = {-1e9f, 40000, 12.4f, -0.6f, Float.POSITIVE_INFINITY};
    System.arraycopy(hu, 0, stack.data(), 0, hu.length);
    Path folder = temporary.resolve("clipped");
    CtSeriesReport report =
        new CtSeriesWriter()
            .write(
                folder, new Volume(stack, oblique(), VolumeUnit.HU), metadata().build(), CONTEXT);
    assertEquals(3, report.clippedVoxels());
    assertEquals(1, report.warnings().size());
    assertArrayEquals(
        new float[] {-33792, 31743, 12, -1, 31743},
        new DicomSeriesReader().read(folder, CONTEXT).volume().stack().data());
  }

  @Test
  void refusesWhatItCannotWrite() throws Exception {
    FloatStack stack = values(0, 1);
    SeriesMetadata plain = metadata().build();
    Path folder = temporary.resolve("refused");
    CtSeriesWriter writer = new CtSeriesWriter();
    Volume perMm = new Volume(stack, oblique(), VolumeUnit.PER_MM);
    assertThrows(IllegalArgumentException.class, () -> writer.write(folder, perMm, plain, CONTEXT));
    Volume good = new Volume(stack, oblique(), VolumeUnit.HU);
    SeriesMetadata wrong = metadata().kernel("a kernel of more than 16 characters").build();
    assertThrows(IllegalArgumentException.class, () -> writer.write(folder, good, wrong, CONTEXT));
    stack.data()[5] = Float.NaN;
    FormatException failure =
        assertThrows(FormatException.class, () -> writer.write(folder, good, plain, CONTEXT));
    assertTrue(failure.getMessage().contains("column 5"), failure.getMessage());
    assertFalse(Files.exists(folder));
  }
}
