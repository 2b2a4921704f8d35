package io.tomodrift.pipeline.learned;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tomodrift.learned.model.Task;
import io.tomodrift.learned.recipe.TrainingRecipe;
import io.tomodrift.learned.recipe.TrainingRun;
import io.tomodrift.pipeline.report.HtmlReport;
import io.tomodrift.pipeline.report.LineChart;
import io.tomodrift.pipeline.report.Manifest;
import io.tomodrift.pipeline.report.ReportSection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The report of a training: what was trained, how the losses fell, and the error in the end. */
public final class TrainingReport {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String STEP = "step";

  private TrainingReport() {}

  /**
   * Builds the page.
   *
   * @param folder of the run, where the logs are
   * @throws IOException if a log cannot be read
   */
  public static HtmlReport build(
      TrainingRecipe recipe, TrainingRun.Outcome outcome, Path folder, Manifest manifest)
      throws IOException {
    HtmlReport report =
        HtmlReport.titled("Training of " + recipe.name())
            .subtitle(
                "%s by %s, %d steps in %.0f minutes"
                    .formatted(
                        recipe.task().description(),
                        recipe.method().id(),
                        outcome.training().steps(),
                        outcome.training().seconds() / 60));
    if (outcome.training().skipped() > 0) {
      report.warn(outcome.training().skipped() + " updates were skipped: not finite.");
    }
    addErrors(report.section("Error on subjects held out"), recipe, outcome);
    addCurves(report.section("Validation"), folder.resolve("validation.jsonl"));
    addCurves(report.section("Training"), folder.resolve("training.jsonl"));
    report.section("Model").facts(facts(recipe, outcome));
    report.section("How this was made").manifest(manifest);
    return report;
  }

  private static void addErrors(
      ReportSection section, TrainingRecipe recipe, TrainingRun.Outcome outcome) {
    List<List<String>> rows = new ArrayList<>();
    outcome.heldOut().forEach((name, value) -> rows.add(List.of(name, "%.3f".formatted(value))));
    section.paragraph(
        recipe.task() == Task.DOMAIN
            ? "L1 distance of the histograms of samples and images (0 to 2), and means of both in"
                + " HU."
            : "Means over cases of the mean absolute error, in HU, of the model and of its input.");
    section.table(List.of("measure", "value"), rows);
  }

  /** A chart for each column of a log. */
  private static void addCurves(ReportSection section, Path log) throws IOException {
    if (!Files.exists(log)) {
      section.paragraph("None.");
      return;
    }
    Map<String, List<double[]>> columns = new LinkedHashMap<>();
    for (String line : Files.readAllLines(log)) {
      JsonNode row = JSON.readTree(line);
      double step = row.path(STEP).asDouble();
      row.properties()
          .forEach(
              field -> {
                if (field.getValue().isNumber()) {
                  columns
                      .computeIfAbsent(field.getKey(), key -> new ArrayList<>())
                      .add(new double[] {step, field.getValue().asDouble()});
                }
              });
    }
    columns.keySet().removeAll(List.of(STEP, "seconds", "best", "skipped"));
    columns.forEach(
        (name, points) -> {
          double[] x = points.stream().mapToDouble(point -> point[0]).toArray();
          double[] y = points.stream().mapToDouble(point -> point[1]).toArray();
          String title = name.replace('_', ' ');
          section.chart(
              LineChart.titled(title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1))
                  .xAxis("step", "")
                  .yAxis(title, "")
                  .series(name, x, y),
              "");
        });
  }

  private static Map<String, String> facts(TrainingRecipe recipe, TrainingRun.Outcome outcome) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("network", recipe.network().toString());
    facts.put("weights", String.valueOf(outcome.model().weights().count()));
    facts.put("steps of the best weights", String.valueOf(outcome.training().bestStep()));
    facts.put("data", outcome.model().card().origin().data());
    facts.put("digest of the data", outcome.model().card().origin().dataSha256());
    facts.put("digest of the weights", outcome.model().card().weightsSha256());
    return facts;
  }
}
