package io.tomodrift.formats.geometry;

import io.tomodrift.formats.text.StrictText;
import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.error.GeometryException;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Reads and writes scan geometries as YAML ({@code .yaml}, {@code .yml}) or JSON ({@code .json}).
 *
 * <pre>
 * type: fan                      # or parallel, without the two distances
 * sourceToIsocenterMm: 595.0
 * sourceToDetectorMm: 1085.6
 * detector:
 *   type: arc                    # or flat, with pitchMm
 *   channels: 736
 *   pitchRad: 0.0011837
 *   offsetChannels: 1.125        # or centreChannel, counted from 0
 * angles:                        # or listDegrees: [...], or listRad: [...]
 *   views: 1152
 *   startDegrees: 0              # angle of view 0; 0 if left out
 *   arcDegrees: 360
 *   endpointIncluded: false      # true: the last view is at the end of the arc
 * </pre>
 *
 * <p>Keys are the component names of the geometry records. A key that is not known is an error.
 * Numbers are written with full precision; angles as an arc where that is exact to 1e-12 rad, else
 * as a list that restores every bit.
 */
public final class GeometryFiles {

  private GeometryFiles() {}

  /**
   * Reads a geometry file.
   *
   * @throws FormatException if the text is not YAML or JSON, or has unknown, missing or mistyped
   *     keys
   * @throws GeometryException if the values make no geometry
   */
  public static ScanGeometry read(Path path) throws IOException {
    return StrictText.read(path, "geometry", GeometryTree::read);
  }

  /**
   * Parses YAML, or JSON if the text begins with a brace.
   *
   * @param where name of the text for messages
   * @throws FormatException as {@link #read}
   * @throws GeometryException as {@link #read}
   */
  public static ScanGeometry parse(String text, String where) {
    return StrictText.parse(text, where, GeometryTree::read);
  }

  /** Writes JSON if the name ends in {@code .json}, else YAML. */
  public static void write(ScanGeometry geometry, Path path) throws IOException {
    StrictText.write(GeometryTree.write(geometry), path);
  }

  /** The geometry as JSON. */
  public static String toJson(ScanGeometry geometry) {
    return StrictText.toJson(GeometryTree.write(geometry));
  }

  /** The geometry as YAML. */
  public static String toYaml(ScanGeometry geometry) {
    return StrictText.toYaml(GeometryTree.write(geometry));
  }
}
