package io.tomodrift.formats.geometry;

import io.tomodrift.formats.text.StrictText;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.error.GeometryException;
import io.tomodrift.geometry.helical.HelicalScanner;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Reads and writes multi-row scanners as YAML ({@code .yaml}, {@code .yml}) or JSON ({@code
 * .json}).
 *
 * <pre>
 * id: my-scanner                    # lower case with hyphens
 * manufacturer: SIEMENS             # as in DICOM (0008,0070)
 * sourceToIsocenterMm: 595.0
 * sourceToDetectorMm: 1085.6
 * detector:
 *   shape: cylindrical              # or flat
 *   columns: 736
 *   rows: 64
 *   columnPitchMm: 1.285839319      # on the detector, along the arc
 *   rowPitchMm: 1.094722748         # on the detector
 *   centreColumn: 368.625           # counted from 0
 *   centreRow: 31.5
 * viewsPerTurn: 1152                # with a focal spot that stays
 * focalSpots:                       # left out: at the focal centre, no other mode
 *   none:
 *   - {angleRad: 3.354e-4, zMm: 0, radialMm: 0}
 *   z:                              # two positions; likewise xy, and four for xyz
 *   - {angleRad: 3.354e-4, zMm: 0, radialMm: 0}
 *   - {angleRad: 3.354e-4, zMm: 0.66, radialMm: 5.45}
 * waterPerMm: 0.0192
 * dataCollectionDiameterMm: 500
 * rotationSeconds: 0.5
 * tubeKilovolts: 120
 * </pre>
 *
 * <p>Keys are the component names of the records. A key that is not known is an error. Positions of
 * the focal spot are in the gantry frame, Z as in {@link
 * io.tomodrift.geometry.helical.SourceShift}. Numbers are written with full precision.
 */
public final class HelicalScannerFiles {

  private HelicalScannerFiles() {}

  /**
   * Reads a scanner file.
   *
   * @throws FormatException if the text is not YAML or JSON, or has unknown, missing or mistyped
   *     keys
   * @throws GeometryException if the values make no scanner
   */
  public static HelicalScanner read(Path path) throws IOException {
    return StrictText.read(path, "scanner", HelicalScannerTree::read);
  }

  /**
   * Parses YAML, or JSON if the text begins with a brace.
   *
   * @param where name of the text for messages
   * @throws FormatException as {@link #read}
   * @throws GeometryException as {@link #read}
   */
  public static HelicalScanner parse(String text, String where) {
    return StrictText.parse(text, where, HelicalScannerTree::read);
  }

  /** Writes JSON if the name ends in {@code .json}, else YAML. */
  public static void write(HelicalScanner scanner, Path path) throws IOException {
    StrictText.write(HelicalScannerTree.write(scanner), path);
  }

  /** The scanner as JSON. */
  public static String toJson(HelicalScanner scanner) {
    return StrictText.toJson(HelicalScannerTree.write(scanner));
  }

  /** The scanner as YAML. */
  public static String toYaml(HelicalScanner scanner) {
    return StrictText.toYaml(HelicalScannerTree.write(scanner));
  }
}
