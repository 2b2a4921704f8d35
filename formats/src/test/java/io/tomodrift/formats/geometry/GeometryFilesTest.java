package io.tomodrift.formats.geometry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.Angles;
import io.tomodrift.geometry.ArcDetector;
import io.tomodrift.geometry.FanBeamGeometry;
import io.tomodrift.geometry.FlatDetector;
import io.tomodrift.geometry.ParallelBeamGeometry;
import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.error.GeometryException;
import io.tomodrift.geometry.error.TomoException;
import io.tomodrift.tests.support.SeededTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeometryFilesTest {

  private static final String FAN =
      """
      type: fan
      sourceToIsocenterMm: 595
      sourceToDetectorMm: 1085.6
      detector:
        type: arc
        channels: 736
        pitchRad: 0.0011837
        offsetChannels: 1.125
      angles:
        views: 4
        startDegrees: 90
        arcDegrees: 360
      """;

  @TempDir Path folder;

  private static ScanGeometry parse(String text) {
    return GeometryFiles.parse(text, "text");
  }

  @Test
  void readsAFanBeam() {
    Angles quarters = Angles.uniform(4, Math.PI / 2, Math.PI / 2);
    ArcDetector detector = ArcDetector.withOffset(736, 0.0011837, 1.125);
    assertEquals(new FanBeamGeometry(595, 1085.6, detector, quarters), parse(FAN));
  }

  @Test
  void readsAParallelBeamFromJson() {
    ScanGeometry geometry =
        parse(
            "{\"type\": \"parallel\", \"detector\": {\"type\": \"flat\", \"channels\": 3,"
                + " \"pitchMm\": 0.5, \"centreChannel\": 1}, \"angles\": {\"listDegrees\": [0, 180, 45]}}");
    Angles angles = Angles.of(0, Math.PI, Math.PI / 4);
    assertEquals(new ParallelBeamGeometry(new FlatDetector(3, 0.5, 1), angles), geometry);
  }

  @Test
  void includedEndpointStretchesTheStep() {
    ScanGeometry geometry = parse(FAN + "  endpointIncluded: true\n");
    assertArrayEquals(
        new double[] {90, 210, 330, 450},
        java.util.Arrays.stream(geometry.angles().toArray()).map(Math::toDegrees).toArray(),
        1e-12);
  }

  @ParameterizedTest
  @CsvSource({
    "sourceToIsocenterMm: 595, sourceToIsocentreMm: 595, sourceToIsocenterMm",
    "pitchRad: 0.0011837, pitchDegrees: 0.07, pitchRad",
    "views: 4, viewz: 4, views",
    "type: fan, type: cone, fan and parallel",
    "type: arc, type: curved, arc and flat",
    "type: arc, type: flat, pitchMm",
    "channels: 736, channels: 736.5, whole number",
    "channels: 736, channels: many, whole number",
    "offsetChannels: 1.125, colour: red, offsetChannels",
    "arcDegrees: 360, arc: 360, arcDegrees",
    "arcDegrees: 360, arcDegrees: x, a number",
    "views: 4, views: 0, too few"
  })
  void unusableKeysAreNamedWithTheOneMeant(String line, String replacement, String hint) {
    FormatException e =
        assertThrows(FormatException.class, () -> parse(FAN.replace(line, replacement)));
    assertTrue(e.getMessage().contains(hint), e.getMessage());
    assertTrue(e.getMessage().startsWith("text"), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[1, 2]", "type: fan\ntype: fan\n", "{\"type\": ", "a: [", "3", "{} {}"})
  void whatIsNoGeometryIsRefused(String text) {
    assertThrows(FormatException.class, () -> parse(text));
  }

  @Test
  void impossibleValuesNameTheFile() {
    String swapped = FAN.replace("595", "2000");
    GeometryException e = assertThrows(GeometryException.class, () -> parse(swapped));
    assertTrue(e.getMessage().startsWith("text: "), e.getMessage());
  }

  @Test
  void evenlySpacedAnglesAreWrittenAsAnArc() {
    ScanGeometry geometry =
        new ParallelBeamGeometry(FlatDetector.withOffset(8, 0.1, 0), Angles.halfTurn(7));
    String yaml = GeometryFiles.toYaml(geometry);
    assertTrue(yaml.contains("arcDegrees: 180.0\n"), yaml);
    assertArrayEquals(geometry.angles().toArray(), parse(yaml).angles().toArray(), 1e-12);
  }

  @SeededTest(repeats = 20)
  void everyGeometryReturnsToTheLastBit(RandomGenerator random) throws IOException {
    double[] rad = random.doubles(1 + random.nextInt(50), -10, 10).toArray();
    double radius = random.nextDouble(1, 1000);
    int channels = 2 + random.nextInt(1000);
    double centre = random.nextDouble(0, channels - 1);
    ScanGeometry fan =
        new FanBeamGeometry(
            radius,
            radius * random.nextDouble(1.1, 3),
            random.nextBoolean()
                ? new ArcDetector(channels, random.nextDouble(1e-5, 1e-3), centre)
                : new FlatDetector(channels, random.nextDouble(0.1, 2), centre),
            Angles.of(rad));
    ScanGeometry parallel =
        new ParallelBeamGeometry(
            new FlatDetector(channels, random.nextDouble(), centre), Angles.of(rad));
    for (ScanGeometry geometry : new ScanGeometry[] {fan, parallel}) {
      for (String name : new String[] {"g.yaml", "g.json"}) {
        GeometryFiles.write(geometry, folder.resolve(name));
        ScanGeometry back = GeometryFiles.read(folder.resolve(name));
        assertEquals(geometry.detector(), back.detector());
        assertArrayEquals(rad, back.angles().toArray(), rad.length <= 2 ? 1e-12 : 0);
      }
    }
  }

  @SeededTest(repeats = 50)
  void damagedTextIsNeverMoreThanAnError(RandomGenerator random) {
    StringBuilder text = new StringBuilder(FAN);
    for (int i = 0; i < 3; i++) {
      text.setCharAt(random.nextInt(text.length()), (char) (32 + random.nextInt(95)));
    }
    try {
      parse(text.toString());
    } catch (TomoException e) {
      assertTrue(e.getMessage().startsWith("text"), e.getMessage());
    }
  }
}
