package io.tomodrift.pipeline.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tomodrift.metrics.Curve;
import io.tomodrift.pipeline.report.Manifest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON form of an evaluation: settings, definitions, every number of every case, summaries and
 * differences by group, failures, and the digests of the inputs. A number that is not defined is
 * {@code null}, an infinite one the text {@code "Infinity"} or {@code "-Infinity"}.
 */
public final class EvaluationJson {

  /** Grows when a key changes its meaning or goes away. */
  public static final int SCHEMA_VERSION = 1;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private EvaluationJson() {}

  /** The bytes of the file. */
  public static byte[] bytes(Evaluation evaluation, Manifest manifest) {
    // The same line ends on every system, so that equal evaluations are equal files.
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentObjectsWith(indenter);
    try {
      String text = MAPPER.writer(printer).writeValueAsString(tree(evaluation, manifest));
      return (text + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of texts and numbers are JSON", e);
    }
  }

  private static Map<String, Object> tree(Evaluation evaluation, Manifest manifest) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("schema", "tomodrift-evaluation");
    tree.put("schemaVersion", SCHEMA_VERSION);
    tree.put("command", manifest.command());
    tree.put("toolVersion", manifest.toolVersion());
    tree.put("settings", evaluation.settings().toMap());
    tree.put("reference", evaluation.reference().path().toString());
    Map<String, String> methods = new LinkedHashMap<>();
    evaluation
        .methods()
        .forEach(method -> methods.put(method.name(), method.folder().path().toString()));
    tree.put("methods", methods);
    tree.put("measures", measures(evaluation));
    List<Object> groups = new ArrayList<>();
    evaluation.groups().forEach(group -> groups.add(group(evaluation, group)));
    tree.put("groups", groups);
    tree.put("failures", evaluation.failures().stream().map(EvaluationJson::failure).toList());
    tree.put("notes", evaluation.notes());
    tree.put("inputs", manifest.inputs());
    return tree;
  }

  private static Map<String, Object> measures(Evaluation evaluation) {
    Map<String, Object> all = new LinkedHashMap<>();
    for (Quantity measure : evaluation.measured()) {
      all.put(
          measure.key(),
          Map.of(
              "label", measure.longLabel(),
              "unit", measure.unit(),
              "better", measure.better().name().toLowerCase(java.util.Locale.ROOT),
              "definition", measure.definition()));
    }
    return all;
  }

  private static Map<String, Object> failure(Failure failure) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("method", failure.method());
    tree.put("case", failure.caseName());
    tree.put("kind", failure.kind().name().toLowerCase(java.util.Locale.ROOT));
    tree.put("text", failure.text());
    return tree;
  }

  private static Map<String, Object> group(Evaluation evaluation, Evaluation.Group group) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", group.name());
    tree.put("n", group.cases().size());
    Map<String, Object> summaries = new LinkedHashMap<>();
    Map<String, Object> differences = new LinkedHashMap<>();
    String first = evaluation.methodNames().get(0);
    for (String method : evaluation.methodNames()) {
      summaries.put(method, summaries(evaluation, group, method));
      if (!method.equals(first)) {
        differences.put(method, differences(evaluation, group, first, method));
      }
    }
    tree.put("summary", summaries);
    tree.put("differencesFrom", first);
    tree.put("differences", differences);
    List<Map<String, Object>> times =
        TimeTable.of(evaluation, group).rows().stream().map(EvaluationJson::time).toList();
    if (!times.isEmpty()) {
      tree.put("times", times);
    }
    tree.put("cases", group.cases().stream().map(EvaluationJson::caseTree).toList());
    return tree;
  }

  private static Map<String, Object> summaries(
      Evaluation evaluation, Evaluation.Group group, String method) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("failures", evaluation.failures(group, method).size());
    for (Quantity measure : evaluation.quantities()) {
      Summary summary = group.summary(method, measure);
      if (summary.n() > 0) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("n", summary.n());
        values.put("infinite", summary.infinite());
        values.put("mean", number(summary.mean()));
        values.put("sd", number(summary.sd()));
        values.put("median", number(summary.median()));
        if (!summary.worstCase().isEmpty()) {
          values.put("worstCase", summary.worstCase());
          values.put("worst", number(summary.worstValue()));
        }
        tree.put(measure.key(), values);
      }
    }
    return tree;
  }

  private static Map<String, Object> differences(
      Evaluation evaluation, Evaluation.Group group, String first, String method) {
    Map<String, Object> tree = new LinkedHashMap<>();
    for (Quantity measure : evaluation.quantities()) {
      PairedDifference difference = group.difference(first, method, measure);
      if (difference.n() > 0) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("n", difference.n());
        values.put("mean", number(difference.mean()));
        values.put("sd", number(difference.sd()));
        values.put("wilcoxonP", number(difference.p()));
        tree.put(measure.key(), values);
      }
    }
    return tree;
  }

  private static Map<String, Object> time(TimeTable.Row row) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("method", row.method());
    tree.put("model", row.model());
    tree.put("settings", row.settings());
    tree.put("n", row.n());
    tree.put("evaluations", number(row.evaluations()));
    tree.put("modelSeconds", number(row.modelSeconds()));
    tree.put("modelSecondsSd", number(row.modelSecondsSd()));
    tree.put("seconds", number(row.seconds()));
    tree.put("secondsSd", number(row.secondsSd()));
    return tree;
  }

  private static Map<String, Object> caseTree(CaseResult one) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("case", one.name());
    tree.put("reference", one.reference().toString());
    tree.put("shape", one.shape());
    tree.put("spacingMm", one.spacingMm());
    tree.put("maskVoxels", one.maskVoxels());
    if (!one.bandVoxels().isEmpty()) {
      tree.put("bandVoxels", one.bandVoxels());
    }
    tree.put("edgeVoxels", one.edgeVoxels());
    tree.put("flatRegions", one.flatRegions());
    tree.put("referenceNoiseHu", number(one.referenceNoise().standardDeviationHu()));
    Map<String, Object> methods = new LinkedHashMap<>();
    one.methods().forEach((name, result) -> methods.put(name, result(result)));
    tree.put("methods", methods);
    tree.put("notes", one.notes());
    return tree;
  }

  private static Map<String, Object> result(MethodResult result) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("path", result.path().toString());
    result.values().forEach((measure, value) -> tree.put(measure.key(), number(value)));
    result.origin().ifPresent(origin -> tree.put("madeBy", origin.toMap()));
    result
        .tissues()
        .forEach(
            (tissue, agreement) ->
                tree.put(
                    "voxels_" + tissue.key(),
                    Map.of(
                        "reference", agreement.referenceVoxels(),
                        "test", agreement.testVoxels())));
    tree.put("msSsimLevels", result.msSsimLevels());
    tree.put("residualSpectrum", curve(result.spectrum()));
    tree.put("notes", result.notes());
    return tree;
  }

  private static Map<String, Object> curve(Curve curve) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("frequencyPerMm", Arrays.stream(curve.xs()).boxed().toList());
    tree.put("powerHu2", Arrays.stream(curve.ys()).mapToObj(EvaluationJson::number).toList());
    return tree;
  }

  private static Object number(double value) {
    if (Double.isNaN(value)) {
      return null;
    }
    return Double.isInfinite(value) ? String.valueOf(value) : (Object) value;
  }
}
