package io.tomodrift.pipeline.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.tomodrift.pipeline.check.GeometryCheck;
import io.tomodrift.pipeline.check.GeometryReport;
import io.tomodrift.pipeline.check.GeometryVerdict;
import io.tomodrift.pipeline.data.Inputs;
import io.tomodrift.pipeline.data.Outputs;
import io.tomodrift.pipeline.report.Manifest;
import io.tomodrift.pipeline.report.ManifestRecorder;
import io.tomodrift.pipeline.run.ExitCode;
import io.tomodrift.projectors.backend.Backend;
import io.tomodrift.projectors.backend.Backends;
import io.tomodrift.sinograms.check.Finding;
import io.tomodrift.sinograms.check.HypothesisScore;
import io.tomodrift.sinograms.check.Severity;
import io.tomodrift.sinograms.raw.RawScan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tomodrift check-geometry}. */
@Command(
    name = "check-geometry",
    description = {
      "Check the geometry of helical raw data against the data themselves.",
      "Compares each ray with the one measured from its other end, and images of opposite half turns.",
      "Exit code 0 if the geometry is good, 1 if it is not or the views do not tell."
    },
    mixinStandardHelpOptions = true)
final class CheckGeometryCommand implements Callable<Integer> {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  @Mixin private RunOptions run;
  @Mixin private RawReadingOptions reading;

  @Parameters(paramLabel = "SCAN", description = "Folder of raw data (DICOM-CT-PD).")
  private Path path;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "Also write an HTML report with pictures into this folder.")
  private Path report;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Option(names = "--force", description = "Replace a report that exists.")
  private boolean force;

  @Override
  public Integer call() throws IOException {
    if (report != null) {
      Outputs.prepare(report, force);
    }
    ManifestRecorder recorder =
        ManifestRecorder.start(run.commandText(), configuration(), run.context());
    RawScan scan = Inputs.rawScan(path, reading.options(), run.context()).scan();
    scan.warnings().forEach(recorder::warn);
    GeometryVerdict verdict;
    Manifest manifest;
    try (Backend backend = Backends.select(run.backend(), run.context())) {
      verdict = recorder.call("check", () -> verdict(scan, backend));
      verdict.findings().stream()
          .filter(finding -> finding.severity() != Severity.NOTE)
          .forEach(finding -> recorder.warn(finding.message()));
      if (report != null) {
        recorder.run("checksums", () -> recorder.inputs(path.toString(), scan.inputs()));
      }
      manifest = recorder.finish(backend.id(), backend.device());
    }
    if (json) {
      run.print(JSON.writeValueAsString(facts(scan, verdict)));
    } else {
      scan.warnings().forEach(warning -> run.print("warning: " + warning));
      verdict.lines().forEach(run::print);
    }
    if (report != null) {
      Outputs.writeReport(
          GeometryReport.build(verdict, String.valueOf(path.getFileName()), manifest),
          report,
          force);
      run.note("wrote " + report);
    }
    return verdict.good() ? ExitCode.OK : ExitCode.FAILED;
  }

  private GeometryVerdict verdict(RawScan scan, Backend backend) throws IOException {
    return new GeometryCheck(backend, run.context())
        .run(
            scan,
            view -> Optional.of(scan.photonStatistics(view)).filter(n -> n.length > 0),
            scan.header().waterPerMm());
  }

  private Map<String, Object> configuration() {
    Map<String, Object> configuration = new LinkedHashMap<>();
    reading.describe(configuration);
    return configuration;
  }

  private Map<String, Object> facts(RawScan scan, GeometryVerdict verdict) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("path", path.toString());
    facts.put("geometry", verdict.headline().toLowerCase(Locale.ROOT));
    facts.put("good", verdict.good());
    verdict
        .conjugates()
        .ifPresent(
            result -> {
              facts.put("conjugateRms", result.normalisedRms());
              facts.put("noiseRms", result.noiseRms());
              facts.put("centreOffsetChannels", result.centre().channels());
              facts.put("centreUncertaintyChannels", result.centre().uncertaintyChannels());
              Map<String, Object> hypotheses = new LinkedHashMap<>();
              for (HypothesisScore score : result.hypotheses()) {
                hypotheses.put(score.name(), score.normalisedRms());
              }
              facts.put("hypotheses", hypotheses);
            });
    List<Map<String, Object>> shifts = new ArrayList<>();
    verdict
        .halfTurns()
        .forEach(
            pair ->
                shifts.add(
                    Map.of(
                        "sourceAngleDegrees", Math.toDegrees(pair.sourceAngleRad()),
                        "alongMm", pair.alongMm(),
                        "acrossMm", pair.acrossMm())));
    facts.put("halfTurnShifts", shifts);
    facts.put("findings", verdict.findings().stream().map(Finding::toString).toList());
    facts.put("warnings", scan.warnings());
    return facts;
  }
}
