package io.tomodrift.pipeline.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The short table for the terminal: the measures most looked at, as mean and sample SD. */
public final class EvaluationText {

  private static final List<Measure> IN_MASK =
      List.of(Measure.MAE_MASK, Measure.PSNR_MASK, Measure.SSIM_MASK, Measure.MS_SSIM);
  private static final List<Measure> OF_IMAGE =
      List.of(Measure.MAE_IMAGE, Measure.PSNR_IMAGE, Measure.SSIM_IMAGE, Measure.MS_SSIM);
  private static final List<Measure> ALWAYS =
      List.of(Measure.DICE_BONE, Measure.HD95_BONE, Measure.EDGE_RATIO_ALIGNED);

  private static final int CELL_WIDTH = 17;

  private EvaluationText() {}

  /** Lines to print. */
  public static List<String> lines(Evaluation evaluation) {
    List<Quantity> measures = new ArrayList<>(evaluation.settings().masked() ? IN_MASK : OF_IMAGE);
    measures.addAll(ALWAYS);
    for (Band band : evaluation.settings().bands()) {
      measures.add(new BandMeasure(band, BandMeasure.Kind.MAE));
    }
    List<String> lines = new ArrayList<>();
    lines.add("mask   " + evaluation.settings().mask().describe());
    lines.add(
        "range  %d to %d HU"
            .formatted(
                (int) evaluation.settings().range().min(),
                (int) evaluation.settings().range().max()));
    int nameWidth =
        Math.max(6, evaluation.methodNames().stream().mapToInt(String::length).max().orElse(0));
    for (Evaluation.Group group : evaluation.groups()) {
      lines.add("");
      lines.add("%s, n = %d, mean +- sample SD".formatted(group.name(), group.cases().size()));
      List<Quantity> shown = measures.stream().filter(group::has).toList();
      List<String> heads = shown.stream().map(EvaluationText::head).toList();
      lines.add(line("method", heads, heads, nameWidth));
      for (String method : evaluation.methodNames()) {
        List<String> cells = new ArrayList<>();
        shown.forEach(measure -> cells.add(cell(group.summary(method, measure), measure)));
        lines.add(line(method, cells, heads, nameWidth) + failed(evaluation, group, method));
      }
    }
    return lines;
  }

  private static String head(Quantity measure) {
    String label = measure.label();
    if (measure == Measure.EDGE_RATIO_ALIGNED) {
      label = "edges";
    } else if (measure instanceof BandMeasure) {
      label = measure.longLabel();
    }
    return measure.unit().isEmpty() ? label : label + " " + measure.unit();
  }

  private static String failed(Evaluation evaluation, Evaluation.Group group, String method) {
    int count = evaluation.failures(group, method).size();
    return count == 0 ? "" : "  %d failed".formatted(count);
  }

  private static String line(String name, List<String> cells, List<String> heads, int nameWidth) {
    StringBuilder line = new StringBuilder(name).append(" ".repeat(nameWidth - name.length()));
    for (int i = 0; i < cells.size(); i++) {
      int width = Math.max(CELL_WIDTH, heads.get(i).length());
      line.append("  ").append(" ".repeat(Math.max(0, width - cells.get(i).length())));
      line.append(cells.get(i));
    }
    return line.toString();
  }

  private static String cell(Summary summary, Quantity measure) {
    int decimals = measure.decimals();
    if (Double.isNaN(summary.mean())) {
      return "-";
    }
    String mean = number(summary.mean(), decimals);
    return Double.isNaN(summary.sd()) ? mean : mean + " +- " + number(summary.sd(), decimals);
  }

  private static String number(double value, int decimals) {
    return Double.isInfinite(value)
        ? (value > 0 ? "inf" : "-inf")
        : String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
