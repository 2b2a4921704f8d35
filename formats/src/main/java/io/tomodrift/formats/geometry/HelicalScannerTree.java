package io.tomodrift.formats.geometry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tomodrift.formats.text.StrictNode;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.helical.ConeDetector;
import io.tomodrift.geometry.helical.DetectorShape;
import io.tomodrift.geometry.helical.FocalSpotMode;
import io.tomodrift.geometry.helical.HelicalScanner;
import io.tomodrift.geometry.helical.SourceShift;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Multi-row scanners as trees of keys. */
final class HelicalScannerTree {

  private HelicalScannerTree() {}

  static HelicalScanner read(StrictNode node) {
    node.allow(
        "id",
        "manufacturer",
        "sourceToIsocenterMm",
        "sourceToDetectorMm",
        "detector",
        "viewsPerTurn",
        "focalSpots",
        "waterPerMm",
        "dataCollectionDiameterMm",
        "rotationSeconds",
        "tubeKilovolts");
    return new HelicalScanner(
        node.text("id"),
        node.text("manufacturer"),
        node.number("sourceToIsocenterMm"),
        node.number("sourceToDetectorMm"),
        detector(node.child("detector")),
        node.whole("viewsPerTurn"),
        focalSpots(node),
        node.number("waterPerMm"),
        node.number("dataCollectionDiameterMm"),
        node.number("rotationSeconds"),
        node.number("tubeKilovolts"));
  }

  private static ConeDetector detector(StrictNode node) {
    node.allow(
        "shape", "columns", "rows", "columnPitchMm", "rowPitchMm", "centreColumn", "centreRow");
    return new ConeDetector(
        shape(node),
        node.whole("columns"),
        node.whole("rows"),
        node.number("columnPitchMm"),
        node.number("rowPitchMm"),
        node.number("centreColumn"),
        node.number("centreRow"));
  }

  private static DetectorShape shape(StrictNode node) {
    String shape = node.text("shape");
    return switch (shape) {
      case "cylindrical" -> DetectorShape.CYLINDRICAL;
      case "flat" -> DetectorShape.FLAT;
      default ->
          throw new FormatException(
              "%s: unknown detector shape '%s'; cylindrical and flat are known"
                  .formatted(node.where(), shape));
    };
  }

  private static Map<FocalSpotMode, List<SourceShift>> focalSpots(StrictNode node) {
    Map<FocalSpotMode, List<SourceShift>> modes = new EnumMap<>(FocalSpotMode.class);
    if (!node.has("focalSpots")) {
      modes.put(FocalSpotMode.NONE, List.of(SourceShift.NONE));
      return modes;
    }
    StrictNode child = node.child("focalSpots");
    child.allow(
        Arrays.stream(FocalSpotMode.values()).map(HelicalScannerTree::key).toArray(String[]::new));
    for (FocalSpotMode mode : FocalSpotMode.values()) {
      if (child.has(key(mode))) {
        modes.put(mode, child.children(key(mode)).stream().map(HelicalScannerTree::shift).toList());
      }
    }
    return modes;
  }

  private static SourceShift shift(StrictNode node) {
    node.allow("angleRad", "zMm", "radialMm");
    return new SourceShift(node.number("angleRad"), node.number("zMm"), node.number("radialMm"));
  }

  private static String key(FocalSpotMode mode) {
    return mode.name().toLowerCase(Locale.ROOT);
  }

  static ObjectNode write(HelicalScanner scanner) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("id", scanner.id())
        .put("manufacturer", scanner.manufacturer())
        .put("sourceToIsocenterMm", scanner.sourceToIsocenterMm())
        .put("sourceToDetectorMm", scanner.sourceToDetectorMm());
    node.set("detector", write(scanner.detector()));
    node.put("viewsPerTurn", scanner.viewsPerTurn());
    ObjectNode spots = node.putObject("focalSpots");
    scanner.focalSpots().forEach((mode, shifts) -> write(shifts, spots.putArray(key(mode))));
    return node.put("waterPerMm", scanner.waterPerMm())
        .put("dataCollectionDiameterMm", scanner.dataCollectionDiameterMm())
        .put("rotationSeconds", scanner.rotationSeconds())
        .put("tubeKilovolts", scanner.tubeKilovolts());
  }

  private static ObjectNode write(ConeDetector detector) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("shape", detector.shape().name().toLowerCase(Locale.ROOT))
        .put("columns", detector.columns())
        .put("rows", detector.rows())
        .put("columnPitchMm", detector.columnPitchMm())
        .put("rowPitchMm", detector.rowPitchMm())
        .put("centreColumn", detector.centreColumn())
        .put("centreRow", detector.centreRow());
  }

  private static void write(List<SourceShift> shifts, ArrayNode list) {
    for (SourceShift shift : shifts) {
      list.addObject()
          .put("angleRad", shift.angleRad())
          .put("zMm", shift.zMm())
          .put("radialMm", shift.radialMm());
    }
  }
}
