package io.tomodrift.formats.geometry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tomodrift.formats.text.StrictNode;
import io.tomodrift.geometry.ArcDetector;
import io.tomodrift.geometry.Detector;
import io.tomodrift.geometry.FlatDetector;
import io.tomodrift.geometry.error.FormatException;

/** Detectors as keys. */
final class DetectorTree {

  private DetectorTree() {}

  static Detector read(StrictNode node) {
    String type = node.text("type");
    return switch (type) {
      case "arc" -> {
        node.allow("type", "channels", "pitchRad", "centreChannel", "offsetChannels");
        int channels = node.whole("channels");
        yield new ArcDetector(channels, node.number("pitchRad"), centre(node, channels));
      }
      case "flat" -> {
        node.allow("type", "channels", "pitchMm", "centreChannel", "offsetChannels");
        int channels = node.whole("channels");
        yield new FlatDetector(channels, node.number("pitchMm"), centre(node, channels));
      }
      default ->
          throw new FormatException(
              "%s: unknown detector type '%s'; arc and flat are known"
                  .formatted(node.where(), type));
    };
  }

  private static double centre(StrictNode node, int channels) {
    return node.oneOf("centreChannel", "offsetChannels").equals("centreChannel")
        ? node.number("centreChannel")
        : (channels - 1) / 2.0 + node.number("offsetChannels");
  }

  static ObjectNode write(Detector detector) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    if (detector instanceof ArcDetector arc) {
      node.put("type", "arc").put("channels", arc.channels()).put("pitchRad", arc.pitchRad());
    } else if (detector instanceof FlatDetector flat) {
      node.put("type", "flat").put("channels", flat.channels()).put("pitchMm", flat.pitchMm());
    }
    return node.put("centreChannel", detector.centreChannel());
  }
}
