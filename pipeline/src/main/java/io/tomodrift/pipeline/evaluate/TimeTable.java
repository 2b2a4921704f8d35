package io.tomodrift.pipeline.evaluate;

import io.tomodrift.pipeline.report.ReportSection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Time of a case by method, as manifests tell it. A method whose cases were made with several
 * models or settings has a row for each; cases without a manifest are in none.
 *
 * @param rows in the order of groups and methods
 */
public record TimeTable(List<Row> rows) {

  /**
   * Cases that were made in one way.
   *
   * @param group name of the group of cases
   * @param method name of the method
   * @param model learned model; empty if there was none
   * @param settings of solver or sampler; may be empty
   * @param n number of cases
   * @param evaluations mean number of evaluations of networks; not a number if none is known
   * @param modelSeconds mean time of the model alone; not a number if none is known
   * @param modelSecondsSd sample standard deviation of it; not a number below two cases
   * @param seconds mean time of the whole run
   * @param secondsSd sample standard deviation of it; not a number below two cases
   */
  public record Row(
      String group,
      String method,
      String model,
      String settings,
      int n,
      double evaluations,
      double modelSeconds,
      double modelSecondsSd,
      double seconds,
      double secondsSd) {}

  private record Way(String model, String settings) {}

  /** Copies the list. */
  public TimeTable {
    rows = List.copyOf(rows);
  }

  /** All groups. */
  public static TimeTable of(Evaluation evaluation) {
    List<Row> rows = new ArrayList<>();
    evaluation.groups().forEach(group -> rows.addAll(of(evaluation, group).rows()));
    return new TimeTable(rows);
  }

  /** One group. */
  static TimeTable of(Evaluation evaluation, Evaluation.Group group) {
    List<Row> rows = new ArrayList<>();
    for (String method : evaluation.methodNames()) {
      Map<Way, List<Origin>> ways = new LinkedHashMap<>();
      for (CaseResult one : group.cases()) {
        one.of(method)
            .flatMap(MethodResult::origin)
            .ifPresent(
                origin ->
                    ways.computeIfAbsent(
                            new Way(origin.model(), origin.settings()), way -> new ArrayList<>())
                        .add(origin));
      }
      ways.forEach((way, origins) -> rows.add(row(group.name(), method, way, origins)));
    }
    return new TimeTable(rows);
  }

  private static Row row(String group, String method, Way way, List<Origin> origins) {
    List<Double> model = known(origins.stream().map(Origin::modelSeconds).toList());
    List<Double> run = origins.stream().map(Origin::seconds).toList();
    double modelMean = Summary.mean(model);
    double runMean = Summary.mean(run);
    return new Row(
        group,
        method,
        way.model(),
        way.settings(),
        origins.size(),
        Summary.mean(known(origins.stream().map(Origin::evaluations).toList())),
        modelMean,
        Summary.deviation(model, modelMean),
        runMean,
        Summary.deviation(run, runMean));
  }

  private static List<Double> known(List<OptionalDouble> values) {
    return values.stream()
        .filter(OptionalDouble::isPresent)
        .map(OptionalDouble::getAsDouble)
        .toList();
  }

  /** Says nothing if there is no row. */
  void addTo(ReportSection section) {
    if (rows.isEmpty()) {
      return;
    }
    section
        .heading("Time per case")
        .paragraph(
            "Wall-clock time by the manifests beside the images, mean \u00b1 sample standard deviation: of the model alone, and of the whole run with reading and writing. Times compare only where the same machine did nothing else.")
        .table(
            List.of("method", "model", "settings", "cases", "evaluations", "model (s)", "run (s)"),
            rows.stream().map(TimeTable::cells).toList());
  }

  private static List<String> cells(Row row) {
    return List.of(
        row.method(),
        row.model().isEmpty() ? "\u2013" : row.model(),
        row.settings().isEmpty() ? "\u2013" : row.settings(),
        String.valueOf(row.n()),
        count(row.evaluations()),
        shown(row.modelSeconds(), row.modelSecondsSd()),
        shown(row.seconds(), row.secondsSd()));
  }

  private static String count(double evaluations) {
    return evaluations == Math.rint(evaluations)
        ? String.valueOf((long) evaluations)
        : shown(evaluations, Double.NaN);
  }

  private static String shown(double value, double sd) {
    if (Double.isNaN(value)) {
      return "\u2013";
    }
    String format = value < 10 ? "%.2f" : "%.1f";
    String mean = String.format(Locale.ROOT, format, value);
    return Double.isNaN(sd) ? mean : mean + " \u00b1 " + String.format(Locale.ROOT, format, sd);
  }

  /**
   * The table as CSV, with a row of heads; what is not known is empty. Lines end as in RFC 4180.
   */
  public String csv() {
    StringBuilder out = new StringBuilder();
    EvaluationCsv.row(
        out,
        List.of(
            "group",
            "method",
            "model",
            "settings",
            "n",
            "evaluations",
            "model_seconds",
            "model_seconds_sd",
            "seconds",
            "seconds_sd"));
    for (Row row : rows) {
      EvaluationCsv.row(
          out,
          List.of(
              row.group(),
              row.method(),
              row.model(),
              row.settings(),
              String.valueOf(row.n()),
              EvaluationCsv.number(row.evaluations()),
              EvaluationCsv.number(row.modelSeconds()),
              EvaluationCsv.number(row.modelSecondsSd()),
              EvaluationCsv.number(row.seconds()),
              EvaluationCsv.number(row.secondsSd())));
    }
    return out.toString();
  }
}
