package io.tomodrift.pipeline.raw;

import io.tomodrift.geometry.error.GeometryException;
import io.tomodrift.geometry.helical.ConeDetector;
import io.tomodrift.geometry.helical.HelicalGeometry;
import io.tomodrift.geometry.helical.SourceShift;
import io.tomodrift.geometry.stack.HounsfieldScale;
import io.tomodrift.sinograms.raw.GeometryFacts;
import io.tomodrift.sinograms.raw.RawHeader;
import io.tomodrift.sinograms.raw.RawScan;
import io.tomodrift.sinograms.rebin.RebinPlan;
import io.tomodrift.sinograms.rebin.ZInterval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/** What can be said about a raw scan, as named values that JSON can hold. */
public final class RawFacts {

  private RawFacts() {}

  /**
   * The attenuation of water of a scan, or the usual one with a warning if its files have none.
   *
   * @throws GeometryException if it cannot be that of water
   */
  public static HounsfieldScale water(RawScan scan, Consumer<String> warn) {
    OptionalDouble found = scan.header().waterPerMm();
    if (found.isEmpty()) {
      warn.accept(
          "the files do not tell the attenuation of water; %s /mm is taken, state it with --mu-water-per-mm"
              .formatted(HounsfieldScale.DEFAULT.muWaterPerMm()));
      return HounsfieldScale.DEFAULT;
    }
    return new HounsfieldScale(found.getAsDouble());
  }

  /** The facts of a scan. */
  public static Map<String, Object> of(RawScan scan) {
    Map<String, Object> facts = new LinkedHashMap<>();
    addHeader(facts, scan.header());
    addGeometry(facts, scan.geometry());
    addFocalSpots(facts, scan.geometry());
    return facts;
  }

  /** The facts of a scan and of what can be rebinned from it. */
  public static Map<String, Object> of(RawScan scan, RebinPlan rebinning) {
    Map<String, Object> facts = of(scan);
    PatientPlacement placement = PatientPlacement.of(scan);
    facts.put("zFrame", placement.position().isPresent() ? "patient" : "gantry");
    facts.put("validZMm", intervals(rebinning.validIntervals(), placement));
    facts.put("rebinnedViewsPerTurn", rebinning.geometry().views());
    facts.put("rebinnedChannels", rebinning.geometry().channels());
    facts.put("fovRadiusMm", rebinning.geometry().fovRadiusMm());
    return facts;
  }

  private static void addHeader(Map<String, Object> facts, RawHeader header) {
    facts.put("manufacturer", header.manufacturer());
    facts.put("seriesDescription", header.seriesDescription());
    facts.put("seriesUid", header.seriesUid());
    facts.put("patientPosition", header.patientPosition());
    header.tubeVoltageKv().ifPresent(kv -> facts.put("tubeVoltageKv", kv));
    header.rotationSeconds().ifPresent(s -> facts.put("rotationSeconds", s));
    header.lowestCurrentMa().ifPresent(ma -> facts.put("lowestTubeCurrentMa", ma));
    header.highestCurrentMa().ifPresent(ma -> facts.put("highestTubeCurrentMa", ma));
    header.waterPerMm().ifPresent(mu -> facts.put("muWaterPerMm", mu));
    facts.put("projectionType", header.projectionType());
    facts.put("pixelOrder", hyphens(header.pixelLayout()));
    facts.put("centralElementTag", header.centralElementTag());
    facts.put("centralElementCounted", hyphens(header.centralElement()));
    facts.put("flagsNotYes", header.flagsNotYes());
    facts.put("transferSyntax", header.transferSyntax());
  }

  private static void addGeometry(Map<String, Object> facts, HelicalGeometry geometry) {
    ConeDetector detector = geometry.detector();
    GeometryFacts measured = GeometryFacts.of(geometry);
    facts.put("sourceToIsocenterMm", geometry.sourceToIsocenterMm());
    facts.put("sourceToDetectorMm", geometry.sourceToDetectorMm());
    facts.put("detector", hyphens(detector.shape()));
    facts.put("columns", detector.columns());
    facts.put("rows", detector.rows());
    facts.put("columnPitchMm", detector.columnPitchMm());
    facts.put("rowPitchMm", detector.rowPitchMm());
    facts.put("rowPitchAtIsocenterMm", geometry.rowPitchAtIsocenterMm());
    facts.put("centreColumnFrom0", detector.centreColumn());
    facts.put("centreRowFrom0", detector.centreRow());
    facts.put("views", measured.views());
    facts.put("viewsPerTurnNominal", measured.nominalViewsPerTurn());
    facts.put("viewsPerTurnMeasured", measured.viewsPerTurn());
    facts.put("turns", measured.turns());
    facts.put("feedPerTurnMm", measured.feedMm());
    facts.put("pitch", measured.pitch());
    facts.put("rotation", measured.counterClockwise() ? "counter-clockwise" : "clockwise");
    facts.put("zDirection", measured.towardPositiveZ() ? "rising" : "falling");
    facts.put("gantryZMm", List.of(measured.lowestZMm(), measured.highestZMm()));
  }

  private static void addFocalSpots(Map<String, Object> facts, HelicalGeometry geometry) {
    facts.put("focalSpotMode", hyphens(geometry.focalSpotMode()));
    List<String> spots = new ArrayList<>();
    for (SourceShift shift : GeometryFacts.of(geometry).focalSpots()) {
      spots.add(
          "angle %.3g rad, Z %.3g mm, radius %.3g mm"
              .formatted(shift.angleRad(), shift.zMm(), shift.radialMm()));
    }
    facts.put("focalSpots", spots);
  }

  /** Intervals of gantry Z in the z of the output. */
  private static List<List<Double>> intervals(
      List<ZInterval> intervals, PatientPlacement placement) {
    List<List<Double>> result = new ArrayList<>();
    for (ZInterval interval : intervals) {
      double a = placement.mirroredZMm(interval.fromMm());
      double b = placement.mirroredZMm(interval.toMm());
      result.add(List.of(Math.min(a, b), Math.max(a, b)));
    }
    return result;
  }

  private static String hyphens(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
