package io.tomodrift.pipeline.raw;

import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.helical.ProjectionSource;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.sinograms.check.DataCheck;
import io.tomodrift.sinograms.check.DataCheckSettings;
import io.tomodrift.sinograms.check.DataReport;
import io.tomodrift.sinograms.check.DeadElements;
import io.tomodrift.sinograms.check.Finding;
import io.tomodrift.sinograms.check.QuantaByView;
import io.tomodrift.sinograms.check.Severity;
import io.tomodrift.sinograms.raw.RawScan;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What a look at some of the views tells, and the scan with what can be repaired.
 *
 * @param report what was found
 * @param repaired the scan, dead elements filled from their neighbours
 */
record RawChecks(DataReport report, ProjectionSource repaired) {

  static RawChecks of(RawScan scan, RunContext context) throws IOException {
    QuantaByView quanta =
        view -> {
          float[] photons = scan.photonStatistics(view);
          return photons.length == 0 ? Optional.empty() : Optional.of(photons);
        };
    DataReport report = new DataCheck(scan, quanta, DataCheckSettings.defaults()).run(context);
    ProjectionSource repaired = scan;
    if (!report.deadColumns().isEmpty()) {
      repaired = DeadElements.columns(repaired, report.deadColumns());
    }
    if (!report.deadElements().isEmpty()) {
      repaired = DeadElements.elements(repaired, report.deadElements());
    }
    return new RawChecks(report, repaired);
  }

  /** Everything found, in sentences. */
  List<String> sentences() {
    return report.findings().stream().map(Finding::message).toList();
  }

  /**
   * Checks that images would not be wrong.
   *
   * @throws FormatException saying why they would
   */
  void requireUsable() {
    for (Finding finding : report.findings()) {
      if (finding.severity() == Severity.ERROR) {
        throw new FormatException(finding.message() + " (--skip-checks reconstructs nevertheless)");
      }
    }
  }
}
