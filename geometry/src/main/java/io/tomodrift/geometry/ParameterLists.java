package io.tomodrift.geometry;

import java.util.List;
import java.util.Locale;

/** Rows shared by the printed parameters of all geometries. */
final class ParameterLists {

  private ParameterLists() {}

  static void add(List<GeometryParameter> list, String name, double value, String meaning) {
    list.add(new GeometryParameter(name, text(value), meaning));
  }

  static void addDetector(List<GeometryParameter> list, Detector detector) {
    String kind = detector instanceof ArcDetector ? "arc" : "flat";
    list.add(new GeometryParameter("detector", kind, "arc: equiangular, flat: equidistant"));
    list.add(
        new GeometryParameter("channels", Integer.toString(detector.channels()), "channels a row"));
    if (detector instanceof ArcDetector arc) {
      add(list, "pitchRad", arc.pitchRad(), "fan angle between channels");
    } else {
      add(list, "pitchMm", ((FlatDetector) detector).pitchMm(), "distance between channels");
    }
    add(list, "centreChannel", detector.centreChannel(), "channel of the isocenter, from 0");
    add(list, "offsetChannels", detector.offsetChannels(), "centre channel minus middle");
  }

  static void addScan(List<GeometryParameter> list, ScanGeometry geometry) {
    Angles angles = geometry.angles();
    ScanArc arc = geometry.arc();
    add(list, "isoPitchMm", geometry.isoPitchMm(), "ray distance at the isocenter");
    add(list, "fovRadiusMm", geometry.fovRadiusMm(), "radius seen by every view");
    list.add(new GeometryParameter("views", Integer.toString(angles.count()), "number of views"));
    add(list, "firstViewDegrees", Math.toDegrees(angles.rad(0)), "angle of view 0");
    add(
        list,
        "lastViewDegrees",
        Math.toDegrees(angles.rad(angles.count() - 1)),
        "angle of the last view");
    add(list, "viewStepDegrees", Math.toDegrees(arc.stepRad()), "median distance between views");
    add(list, "arcDegrees", arc.lengthDegrees(), "arc the views stand for");
    list.add(
        new GeometryParameter(
            "direction",
            arc.direction() > 0 ? "counter-clockwise" : "clockwise",
            "sense of rotation, seen from the table"));
    list.add(
        new GeometryParameter(
            "closed", Boolean.toString(arc.closed()), "whole number of turns (half turns)"));
  }

  private static String text(double value) {
    String text = String.format(Locale.ROOT, "%.9g", value + 0.0); // + 0.0: no minus zero
    return text.contains("e") || !text.contains(".")
        ? text
        : text.replaceAll("0+$", "").replaceAll("\\.$", "");
  }
}
