package io.tomodrift.formats.geometry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tomodrift.formats.text.StrictNode;
import io.tomodrift.geometry.Detector;
import io.tomodrift.geometry.FanBeamGeometry;
import io.tomodrift.geometry.FlatDetector;
import io.tomodrift.geometry.ParallelBeamGeometry;
import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.geometry.error.FormatException;

/** Scan geometries as trees of keys. */
final class GeometryTree {

  private GeometryTree() {}

  static ScanGeometry read(StrictNode node) {
    String type = node.text("type");
    return switch (type) {
      case "fan" -> fan(node);
      case "parallel" -> parallel(node);
      default ->
          throw new FormatException(
              "%s: unknown geometry type '%s'; fan and parallel are known"
                  .formatted(node.where(), type));
    };
  }

  private static FanBeamGeometry fan(StrictNode node) {
    node.allow("type", "sourceToIsocenterMm", "sourceToDetectorMm", "detector", "angles");
    return new FanBeamGeometry(
        node.number("sourceToIsocenterMm"),
        node.number("sourceToDetectorMm"),
        DetectorTree.read(node.child("detector")),
        AnglesTree.read(node.child("angles")));
  }

  private static ParallelBeamGeometry parallel(StrictNode node) {
    node.allow("type", "detector", "angles");
    Detector detector = DetectorTree.read(node.child("detector"));
    if (!(detector instanceof FlatDetector flat)) {
      throw new FormatException(
          node.where() + ".detector: a parallel beam needs type 'flat', found 'arc'");
    }
    return new ParallelBeamGeometry(flat, AnglesTree.read(node.child("angles")));
  }

  static ObjectNode write(ScanGeometry geometry) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    if (geometry instanceof FanBeamGeometry fan) {
      node.put("type", "fan")
          .put("sourceToIsocenterMm", fan.sourceToIsocenterMm())
          .put("sourceToDetectorMm", fan.sourceToDetectorMm());
    } else {
      node.put("type", "parallel");
    }
    node.set("detector", DetectorTree.write(geometry.detector()));
    node.set("angles", AnglesTree.write(geometry.angles()));
    return node;
  }
}
