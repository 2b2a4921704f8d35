package io.tomodrift.sinograms.measured;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.formats.matlab.MatFile;
import io.tomodrift.formats.matlab.MatStruct;
import io.tomodrift.formats.matlab.MatText;
import io.tomodrift.formats.matlab.MatValue;
import io.tomodrift.geometry.FanBeamGeometry;
import io.tomodrift.geometry.FlatDetector;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.error.TomoException;
import io.tomodrift.geometry.stack.SinogramUnit;
import io.tomodrift.tests.support.RealData;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CtDataMatTest {

  private static final String WHERE = "scan.mat";

  private static MatStruct variables(String name) throws IOException {
    return MatFile.read(RealData.require("raw_fanbeam_htc2022/htc2022_" + name + ".mat"));
  }

  private static MatStruct real() throws IOException {
    return CtDataMat.find(variables("ta_full")).orElseThrow();
  }

  private static MatStruct with(MatStruct struct, String field, MatValue value) {
    Map<String, MatValue> fields = new LinkedHashMap<>(struct.fields());
    fields.put(field, value);
    return new MatStruct(fields);
  }

  private static MatStruct without(MatStruct struct, String field) {
    Map<String, MatValue> fields = new LinkedHashMap<>(struct.fields());
    fields.remove(field);
    return new MatStruct(fields);
  }

  private static MatStruct withParameter(MatStruct data, String name, MatValue value) {
    return with(data, "parameters", with(data.struct("parameters"), name, value));
  }

  private static String failure(MatStruct data) {
    return assertThrows(TomoException.class, () -> CtDataMat.read(WHERE, data)).getMessage();
  }

  @ParameterizedTest
  @ValueSource(strings = {"solid_disc", "ta", "tb", "tc", "td"})
  void everyScanIsRead(String name) throws IOException {
    MatStruct data = CtDataMat.find(variables(name + "_full")).orElseThrow();
    MeasuredScan scan = CtDataMat.read(WHERE, data);
    assertEquals(SinogramUnit.LINE_INTEGRAL, scan.sinogram().unit());
    FanBeamGeometry geometry = (FanBeamGeometry) scan.sinogram().geometry();
    assertEquals(410.66, geometry.sourceToIsocenterMm());
    assertEquals(553.74, geometry.sourceToDetectorMm());
    assertEquals(new FlatDetector(560, 0.2, 279.5), geometry.detector());
    assertEquals(721, geometry.views());
    // Their object turns one way, so our source turns the other.
    assertEquals(Math.toRadians(-0.5), geometry.angles().rad(1), 1e-12);
    double[] columnMajor = data.numbers("sinogram").columnMajor();
    for (int channel = 0; channel < 560; channel += 37) {
      for (int view = 0; view < 721; view += 53) {
        assertEquals(
            (float) columnMajor[channel * 721 + view],
            scan.sinogram().stack().get(0, view, channel));
      }
    }
  }

  @Test
  void otherFilesAreNotTakenForScans() throws IOException {
    assertTrue(CtDataMat.find(variables("ta_full_recon_fbp")).isEmpty());
    assertTrue(
        MeasuredScans.read(
                RealData.require("raw_fanbeam_htc2022/htc2022_ta_full_recon_fbp_seg.mat"))
            .isEmpty());
    MatStruct data = real();
    MatStruct noParameters = without(data, "parameters");
    assertTrue(CtDataMat.find(new MatStruct(Map.of("a", noParameters))).isEmpty());
    MatStruct textParameters = with(data, "parameters", new MatText("none"));
    assertTrue(CtDataMat.find(new MatStruct(Map.of("a", textParameters))).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"distanceSourceOrigin", "distanceSourceDetector", "angles"})
  void missingAndMistypedParametersAreNamed(String name) throws IOException {
    MatStruct data = real();
    MatStruct parameters = data.struct("parameters");
    String missing = failure(with(data, "parameters", without(parameters, name)));
    assertTrue(missing.contains("'" + name + "'"), missing);
    String mistyped = failure(withParameter(data, name, new MatText("410.66")));
    assertTrue(mistyped.contains("'" + name + "'") && mistyped.contains("text"), mistyped);
  }

  @Test
  void theWrongNumberOfAnglesIsAnError() throws IOException {
    MatStruct data = real();
    MatValue one = data.struct("parameters").get("distanceSourceOrigin");
    String message = failure(withParameter(data, "angles", one));
    assertTrue(message.contains("721 views") && message.contains("1 angles"), message);
    String scalar = failure(with(data, "sinogram", one));
    assertTrue(scalar.contains("1 views") && scalar.contains("721 angles"), scalar);
    assertThrows(
        FormatException.class,
        () -> CtDataMat.read(WHERE, with(data, "sinogram", new MatText("none"))));
  }

  @Test
  void swappedDistancesAndOtherUnitsAreErrors() throws IOException {
    MatStruct data = real();
    MatValue toDetector = data.struct("parameters").get("distanceSourceDetector");
    String swapped = failure(withParameter(data, "distanceSourceOrigin", toDetector));
    assertTrue(swapped.contains("swapped"), swapped);
    String unit = failure(withParameter(data, "distanceUnit", new MatText("cm")));
    assertTrue(unit.contains("'cm'"), unit);
  }
}
