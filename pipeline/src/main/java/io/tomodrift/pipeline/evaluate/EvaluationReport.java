package io.tomodrift.pipeline.evaluate;

import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.pipeline.report.HtmlReport;
import io.tomodrift.pipeline.report.Manifest;
import io.tomodrift.pipeline.report.ReportSection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The report of an evaluation: what there is to see is read first, then the page is made. */
public final class EvaluationReport {

  private static final int MOST_WARNINGS = 6;

  private final Evaluation evaluation;
  private final List<CaseView> views;

  private EvaluationReport(Evaluation evaluation, List<CaseView> views) {
    this.evaluation = evaluation;
    this.views = views;
  }

  /** Reads the slices to be shown, which were not kept. */
  public static EvaluationReport prepare(Evaluation evaluation, RunContext context) {
    return new EvaluationReport(evaluation, CaseView.of(evaluation, context));
  }

  /** Makes the page. */
  public HtmlReport page(Manifest manifest) {
    int cases = evaluation.cases().size();
    HtmlReport report =
        HtmlReport.titled("Evaluation")
            .subtitle(
                "%s against %s, %s"
                    .formatted(
                        String.join(", ", evaluation.methodNames()),
                        evaluation.reference().path(),
                        cases == 1 ? "1 case" : cases + " cases"));
    warnings(report);
    for (Evaluation.Group group : evaluation.groups()) {
      boolean only = evaluation.groups().size() == 1;
      ReportSection section = report.section(only ? "Results" : "Results: " + group.name());
      new GroupTables(evaluation, group).addTo(section);
      new GroupCharts(evaluation, group).addTo(section);
    }
    failures(report);
    pictures(report);
    details(report);
    report.section("How this was made").manifest(manifest);
    return report;
  }

  private void warnings(HtmlReport report) {
    if (!evaluation.failures().isEmpty()) {
      report.warn(
          evaluation.failures().size() == 1
              ? "1 failure: " + evaluation.failures().get(0).text() + "."
              : evaluation.failures().size() + " failures, listed under Failures.");
    }
    List<String> notes = evaluation.notes();
    notes.stream().limit(MOST_WARNINGS).forEach(report::warn);
    if (notes.size() > MOST_WARNINGS) {
      report.warn(
          "%d more notes, listed in the manifest below.".formatted(notes.size() - MOST_WARNINGS));
    }
  }

  private void failures(HtmlReport report) {
    if (!evaluation.failures().isEmpty()) {
      report
          .section("Failures")
          .table(
              List.of("method", "case", "what"),
              evaluation.failures().stream()
                  .map(f -> List.of(f.method(), f.caseName(), f.text()))
                  .toList());
    }
  }

  private void pictures(HtmlReport report) {
    if (views.isEmpty()) {
      return;
    }
    ReportSection section = report.section("Pictures");
    if (evaluation.cases().size() > 1) {
      section.paragraph(
          "%d of %d cases, spread evenly from the smallest to the largest error%s; the middle slice of each. The detail is where the reference shows most structure in the window."
              .formatted(
                  views.size(),
                  evaluation.cases().size(),
                  evaluation.groups().size() > 1 ? " of each group" : ""));
    }
    for (CaseView view : views) {
      new CasePanels(view, evaluation.settings().window()).addTo(section);
    }
  }

  private void details(HtmlReport report) {
    Map<String, String> rules = new LinkedHashMap<>();
    for (Tissue tissue : Tissue.values()) {
      rules.put(tissue.label(), tissue.rule());
    }
    rules.put("HD95", Tissue.DISTANCE);
    rules.put("edge ratio", EdgeSet.RULE);
    rules.put("noise", FlatRegions.RULE);
    rules.put("residual", ResidualBands.RULE);
    rules.put("SSIM", "slice by slice, " + evaluation.settings().ssim().describe());
    rules.put(
        "region", evaluation.settings().region().map(Region::toString).orElse("whole images"));
    report
        .section("Rules and numbers")
        .facts(rules)
        .details("Every number (CSV)", EvaluationCsv.text(evaluation).replace("\r\n", "\n"));
  }
}
