package io.tomodrift.formats.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.error.TomoException;
import io.tomodrift.geometry.helical.DetectorShape;
import io.tomodrift.geometry.helical.FocalSpotMode;
import io.tomodrift.geometry.helical.HelicalScanner;
import io.tomodrift.geometry.helical.HelicalScanners;
import io.tomodrift.geometry.helical.SourceShift;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HelicalScannerFilesTest {

  private static final String TEXT =
      """
      id: bench-top
      manufacturer: SOMEBODY
      sourceToIsocenterMm: 500
      sourceToDetectorMm: 900.5
      detector:
        shape: flat
        columns: 400
        rows: 30
        columnPitchMm: 1.2
        rowPitchMm: 1.1
        centreColumn: 199.25
        centreRow: 14.5
      viewsPerTurn: 720
      focalSpots:
        none:
        - {angleRad: 1e-4, zMm: 0, radialMm: 0}
        z:
        - {angleRad: 1e-4, zMm: -0.3, radialMm: 0}
        - {angleRad: 1e-4, zMm: 0.3, radialMm: 2.5}
      waterPerMm: 0.0192
      dataCollectionDiameterMm: 400
      rotationSeconds: 1
      tubeKilovolts: 120
      """;

  @TempDir Path folder;

  @Test
  void readsEveryKey() {
    HelicalScanner scanner = HelicalScannerFiles.parse(TEXT, "text");
    assertEquals("bench-top", scanner.id());
    assertEquals("SOMEBODY", scanner.manufacturer());
    assertEquals(500, scanner.sourceToIsocenterMm());
    assertEquals(900.5, scanner.sourceToDetectorMm());
    assertEquals(DetectorShape.FLAT, scanner.detector().shape());
    assertEquals(400, scanner.detector().columns());
    assertEquals(30, scanner.detector().rows());
    assertEquals(1.2, scanner.detector().columnPitchMm());
    assertEquals(1.1, scanner.detector().rowPitchMm());
    assertEquals(199.25, scanner.detector().centreColumn());
    assertEquals(14.5, scanner.detector().centreRow());
    assertEquals(720, scanner.viewsPerTurn());
    assertEquals(
        Map.of(
            FocalSpotMode.NONE,
            List.of(new SourceShift(1e-4, 0, 0)),
            FocalSpotMode.Z,
            List.of(new SourceShift(1e-4, -0.3, 0), new SourceShift(1e-4, 0.3, 2.5))),
        scanner.focalSpots());
    assertEquals(0.0192, scanner.waterPerMm());
    assertEquals(400, scanner.dataCollectionDiameterMm());
    assertEquals(1, scanner.rotationSeconds());
    assertEquals(120, scanner.tubeKilovolts());
  }

  @Test
  void withoutFocalSpotsThereIsOneAtTheCentre() {
    int from = TEXT.indexOf("focalSpots");
    String text = TEXT.substring(0, from) + TEXT.substring(TEXT.indexOf("waterPerMm"));
    assertEquals(
        Map.of(FocalSpotMode.NONE, List.of(SourceShift.NONE)),
        HelicalScannerFiles.parse(text, "text").focalSpots());
  }

  @ParameterizedTest
  @ValueSource(strings = {"scanner.yaml", "scanner.json"})
  void everyPresetSurvivesWritingAndReading(String name) throws IOException {
    for (HelicalScanner scanner : HelicalScanners.all()) {
      Path file = folder.resolve(scanner.id() + name);
      HelicalScannerFiles.write(scanner, file);
      assertEquals(scanner, HelicalScannerFiles.read(file));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          rowPitchMm           | rowPichMm   | did you mean 'rowPitchMm'?
          zMm: -0.3            | z: -0.3     | focalSpots.z[0]
          shape: flat          | shape: arc  | cylindrical and flat are known
          viewsPerTurn: 720    | viewsPerTurn: 720.5 | a whole number
          '  z:'               | '  zz:'     | did you mean 'z'?
          id: bench-top        | id: Bench   | lower case
          tubeKilovolts: 120   | ''          | 'tubeKilovolts' is missing
          manufacturer: SOMEBODY | manufacturer: 3 | must be text
          sourceToDetectorMm: 900.5 | sourceToDetectorMm: 90 | swapped
          'none:'              | 'xy:'       | has 2 positions, got 1
          """)
  void mistakesAreNamed(String right, String wrong, String message) {
    String text = TEXT.replace(right, wrong);
    TomoException error =
        assertThrows(TomoException.class, () -> HelicalScannerFiles.parse(text, "lab.yaml"));
    assertTrue(error.getMessage().startsWith("lab.yaml"), error.getMessage());
    assertTrue(error.getMessage().contains(message), error.getMessage());
  }
}
