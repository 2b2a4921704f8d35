package io.tomodrift.pipeline.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One row a case and method, one column a measure, named as in the JSON. Missing cases have a row
 * without numbers; what is not defined is empty, what is infinite {@code inf}. Lines end as in RFC
 * 4180.
 */
public final class EvaluationCsv {

  private EvaluationCsv() {}

  /** The text of the file. */
  public static String text(Evaluation evaluation) {
    List<Quantity> measures = evaluation.measured();
    StringBuilder out = new StringBuilder();
    List<String> heads = new ArrayList<>(List.of("group", "case", "method"));
    measures.forEach(measure -> heads.add(measure.key()));
    boolean origins =
        evaluation.cases().stream()
            .flatMap(one -> one.methods().values().stream())
            .anyMatch(result -> result.origin().isPresent());
    if (origins) {
      heads.addAll(List.of("model", "settings", "evaluations"));
    }
    heads.add("failures");
    row(out, heads);
    for (Evaluation.Group group : evaluation.groups()) {
      for (CaseResult one : group.cases()) {
        for (String method : evaluation.methodNames()) {
          List<String> cells = new ArrayList<>(List.of(group.name(), one.name(), method));
          measures.forEach(measure -> cells.add(number(one.value(method, measure))));
          if (origins) {
            cells.addAll(origin(one.of(method).flatMap(MethodResult::origin)));
          }
          cells.add(failures(evaluation, one.name(), method));
          row(out, cells);
        }
      }
    }
    return out.toString();
  }

  private static List<String> origin(Optional<Origin> origin) {
    return origin
        .map(
            made ->
                List.of(
                    made.model(), made.settings(), number(made.evaluations().orElse(Double.NaN))))
        .orElse(List.of("", "", ""));
  }

  private static String failures(Evaluation evaluation, String caseName, String method) {
    return String.join(
        "; ",
        evaluation.failures().stream()
            .filter(f -> f.method().equals(method) && f.caseName().equals(caseName))
            .map(Failure::text)
            .toList());
  }

  static String number(double value) {
    if (Double.isNaN(value)) {
      return "";
    }
    return Double.isInfinite(value) ? (value > 0 ? "inf" : "-inf") : String.valueOf(value);
  }

  static void row(StringBuilder out, List<String> cells) {
    out.append(String.join(",", cells.stream().map(EvaluationCsv::quoted).toList()));
    out.append("\r\n");
  }

  private static String quoted(String text) {
    return text.matches("(?s).*[\",\r\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }
}
