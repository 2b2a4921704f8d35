package io.tomodrift.pipeline.check;

import io.tomodrift.sinograms.check.ConjugateResult;
import io.tomodrift.sinograms.check.DataReport;
import io.tomodrift.sinograms.check.Finding;
import io.tomodrift.sinograms.check.HypothesisScore;
import io.tomodrift.sinograms.check.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that was found out about a scan.
 *
 * @param geometry findings about the numbers of the geometry
 * @param data findings about the data
 * @param conjugates rays compared with those half a turn later; absent if the scan is too short
 * @param halfTurns images of half turns; empty if they could not be made
 * @param notes why something was left out
 */
public record GeometryVerdict(
    List<Finding> geometry,
    DataReport data,
    Optional<ConjugateResult> conjugates,
    List<HalfTurnPair> halfTurns,
    List<Finding> notes) {

  /** Copies the lists. */
  public GeometryVerdict {
    geometry = List.copyOf(geometry);
    halfTurns = List.copyOf(halfTurns);
    notes = List.copyOf(notes);
  }

  /**
   * True if the geometry agrees with the data: nothing worse than a note about the geometry, and no
   * error in the data.
   */
  public boolean good() {
    return conjugates.isPresent()
        && data.better(Severity.ERROR)
        && geometryFindings().stream().allMatch(f -> f.severity() == Severity.NOTE);
  }

  /** The answer: good, NOT GOOD, or that these views do not tell. */
  public String headline() {
    if (good()) {
      return "good";
    }
    return conjugates.isPresent() || !data.better(Severity.ERROR) ? "NOT GOOD" : "cannot be told";
  }

  private List<Finding> geometryFindings() {
    List<Finding> all = new ArrayList<>(geometry);
    conjugates.ifPresent(result -> all.addAll(result.findings()));
    all.addAll(notes);
    return all;
  }

  /** Everything found, that about the geometry first. */
  public List<Finding> findings() {
    List<Finding> all = geometryFindings();
    all.addAll(data.findings());
    return all;
  }

  /** Lines for a terminal. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("geometry            " + headline());
    conjugates.ifPresent(
        result -> {
          lines.add(
              "conjugate rays      RMS difference %.2f %%, noise %.2f %%"
                  .formatted(100 * result.normalisedRms(), 100 * result.noiseRms()));
          lines.add(
              "central column      best %+.3f channels (+- %.3f) from the one in use"
                  .formatted(result.centre().channels(), result.centre().uncertaintyChannels()));
          for (HypothesisScore score : result.hypotheses()) {
            lines.add(
                "  %-18s RMS %7.2f %%  x %6.2f  %s"
                    .formatted(
                        score.name(),
                        100 * score.normalisedRms(),
                        score.ratio(),
                        score.description()));
          }
        });
    for (HalfTurnPair pair : halfTurns) {
      lines.add(
          "half turns, %3.0f deg %+.3f mm along the detector, %+.3f mm across"
              .formatted(Math.toDegrees(pair.sourceAngleRad()), pair.alongMm(), pair.acrossMm()));
    }
    findings().forEach(finding -> lines.add(finding.toString()));
    return lines;
  }

  /** The numbers, for JSON. */
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("good", good());
    conjugates.ifPresent(result -> json.put("conjugates", conjugates(result)));
    json.put("halfTurns", halfTurns.stream().map(GeometryVerdict::halfTurn).toList());
    json.put("deadColumns", data.deadColumns());
    json.put("truncatedShare", data.truncatedShare());
    json.put("findings", findings().stream().map(GeometryVerdict::finding).toList());
    return json;
  }

  private static Map<String, Object> conjugates(ConjugateResult result) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("verdict", result.verdict().name());
    json.put("normalisedRms", result.normalisedRms());
    json.put("noiseRms", result.noiseRms());
    json.put("centreShiftChannels", result.centre().channels());
    json.put("centreUncertaintyChannels", result.centre().uncertaintyChannels());
    json.put("centreShiftMm", result.centre().mm());
    json.put("hypotheses", result.hypotheses().stream().map(GeometryVerdict::score).toList());
    return json;
  }

  private static Map<String, Object> score(HypothesisScore score) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", score.name());
    json.put("description", score.description());
    json.put("normalisedRms", score.normalisedRms());
    json.put("ratio", score.ratio());
    json.put("standardErrors", score.sigmas());
    json.put("rays", score.rays());
    return json;
  }

  private static Map<String, Object> halfTurn(HalfTurnPair pair) {
    return Map.of(
        "sourceAngleDegrees", Math.toDegrees(pair.sourceAngleRad()),
        "alongMm", pair.alongMm(),
        "acrossMm", pair.acrossMm());
  }

  private static Map<String, Object> finding(Finding finding) {
    return Map.of(
        "subject", finding.subject().name(),
        "severity", finding.severity().name(),
        "message", finding.message());
  }
}
