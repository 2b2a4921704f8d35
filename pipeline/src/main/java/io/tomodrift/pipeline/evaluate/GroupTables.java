package io.tomodrift.pipeline.evaluate;

import io.tomodrift.metrics.DataRange;
import io.tomodrift.pipeline.report.MetricTable;
import io.tomodrift.pipeline.report.MetricTable.Better;
import io.tomodrift.pipeline.report.MetricTable.Cell;
import io.tomodrift.pipeline.report.MetricTable.Column;
import io.tomodrift.pipeline.report.ReportSection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The tables of one group of cases. */
final class GroupTables {

  private static final List<Measure> WORST =
      List.of(
          Measure.MAE_MASK,
          Measure.SSIM_MASK,
          Measure.MS_SSIM,
          Measure.DICE_BONE,
          Measure.HD95_BONE,
          Measure.DICE_AIR,
          Measure.HD95_AIR);

  private final Evaluation evaluation;
  private final Evaluation.Group group;

  GroupTables(Evaluation evaluation, Evaluation.Group group) {
    this.evaluation = evaluation;
    this.group = group;
  }

  void addTo(ReportSection section) {
    int n = group.cases().size();
    section.paragraph(introduction(n));
    if (evaluation.settings().masked()) {
      section.heading("Errors in the mask");
      section.paragraph("Mask: " + evaluation.settings().mask().describe() + ".");
      section.metrics(table(Measure.Scope.MASK));
    }
    for (Band band : evaluation.settings().bands()) {
      section.heading("Errors in " + band.name()).paragraph(bandText(band));
      section.metrics(rows(List.copyOf(BandMeasure.of(band))));
    }
    section.heading("Errors of the whole image").metrics(table(Measure.Scope.IMAGE));
    section
        .heading("Tissue classes")
        .paragraph(
            "Found by thresholds in each image by itself, not by a trained segmenter; a class that only one of both images has counts with Dice 0 and an infinite distance.")
        .metrics(table(Measure.Scope.TISSUE));
    section.heading("Sharpness, noise, time").metrics(table(Measure.Scope.TEXTURE));
    if (!group.measures(Measure.Scope.STEPS).isEmpty()) {
      section
          .heading("Smoothness from voxel to voxel")
          .paragraph(
              "Mean absolute differences of neighbours, over those of the reference: 1 is as smooth. Slices that flicker have larger axial steps, but not larger ones within a slice.")
          .metrics(table(Measure.Scope.STEPS));
    }
    section
        .heading("Power of the difference by spatial frequency")
        .metrics(table(Measure.Scope.RESIDUAL));
    TimeTable.of(evaluation, group).addTo(section);
    if (evaluation.methods().size() > 1) {
      section.heading("Differences from " + evaluation.methodNames().get(0) + ", case by case");
      section.paragraph(differencesText());
      differences(section);
    }
    if (n > 1) {
      section.heading("Worst cases");
      worst(section);
    }
  }

  private String bandText(Band band) {
    String what = band.describe();
    long voxels = group.cases().stream().mapToLong(c -> c.bandVoxels().get(band.name())).sum();
    return "%s%s, %d in all cases together."
        .formatted(what.substring(0, 1).toUpperCase(Locale.ROOT), what.substring(1), voxels);
  }

  private String introduction(int n) {
    DataRange range = evaluation.settings().range();
    String cases =
        n == 1
            ? "One case, so there is no standard deviation. "
            : "Mean \u00b1 sample standard deviation over n = %d cases. ".formatted(n);
    String ranking =
        evaluation.methods().size() == 1
            ? ""
            : "The best of a column is bold, unless the methods have different numbers of cases. ";
    return cases
        + ranking
        + "PSNR and SSIM are for values from \u2212%d to %d HU, L = %d HU."
            .formatted(-(int) range.min(), (int) range.max(), (int) range.length());
  }

  /** Means over different cases cannot be ranked. */
  private Column column(Quantity measure) {
    long counts =
        evaluation.methodNames().stream()
            .map(method -> group.summary(method, measure).n())
            .filter(n -> n > 0)
            .distinct()
            .count();
    return new Column(
        measure.label(),
        measure.unit(),
        measure.definition(),
        measure.decimals(),
        counts > 1 ? Better.NEITHER : measure.better());
  }

  private MetricTable table(Measure.Scope scope) {
    List<Measure> measures = group.measures(scope);
    MetricTable table = MetricTable.of("method", measures.stream().map(this::column).toList());
    if (scope == Measure.Scope.TEXTURE) {
      table.row("reference", measures.stream().map(this::reference).toList());
    }
    return with(table, measures);
  }

  private MetricTable rows(List<Quantity> measures) {
    return with(MetricTable.of("method", measures.stream().map(this::column).toList()), measures);
  }

  private MetricTable with(MetricTable table, List<? extends Quantity> measures) {
    for (String method : evaluation.methodNames()) {
      table.row(method, measures.stream().map(measure -> cell(method, measure)).toList());
    }
    return table;
  }

  /** What the reference itself has: edges of ratio 1, and its own noise. */
  private Cell reference(Measure measure) {
    return switch (measure) {
      case EDGE_RATIO, EDGE_RATIO_ALIGNED -> Cell.of(1);
      case NOISE ->
          meanOf(
              group.cases().stream().map(c -> c.referenceNoise().standardDeviationHu()).toList());
      case NOISE_FREQUENCY ->
          meanOf(group.cases().stream().map(c -> c.referenceNoise().meanFrequencyPerMm()).toList());
      default -> Cell.of(Double.NaN);
    };
  }

  private static Cell meanOf(List<Double> values) {
    List<Double> defined = values.stream().filter(value -> !value.isNaN()).toList();
    double mean = Summary.mean(defined);
    return new Cell(mean, Summary.deviation(defined, mean), "");
  }

  private Cell cell(String method, Quantity measure) {
    Summary summary = group.summary(method, measure);
    String note = "";
    if (summary.infinite() > 0 && summary.n() > 1) {
      note = "%d of %d infinite".formatted(summary.infinite(), summary.n());
    } else if (summary.n() > 0 && summary.n() < group.cases().size()) {
      note = "n = " + summary.n();
    }
    return new Cell(summary.mean(), summary.sd(), note);
  }

  private String differencesText() {
    String first = evaluation.methodNames().get(0);
    return "Method minus %s in the same case: mean \u00b1 sample standard deviation of the differences. "
            .formatted(first)
        + (group.cases().size() >= SignedRank.FEWEST
            ? "p: two-sided Wilcoxon signed-rank test, exact, not corrected for the number of comparisons."
            : "With fewer than %d cases no test is made.".formatted(SignedRank.FEWEST));
  }

  /** Measures down, methods across: there are always more measures. */
  private void differences(ReportSection section) {
    List<String> names = evaluation.methodNames();
    List<String> heads = new ArrayList<>(List.of("measure"));
    names.stream().skip(1).forEach(name -> heads.add(name + " \u2212 " + names.get(0)));
    List<List<String>> rows = new ArrayList<>();
    for (Quantity measure : evaluation.quantities()) {
      if (group.has(measure)) {
        String unit = measure.unit().isEmpty() ? "" : " (" + measure.unit() + ")";
        List<String> row = new ArrayList<>(List.of(measure.longLabel() + unit));
        for (String name : names.subList(1, names.size())) {
          row.add(text(group.difference(names.get(0), name, measure), measure));
        }
        rows.add(row);
      }
    }
    section.table(heads, rows);
  }

  private String text(PairedDifference difference, Quantity measure) {
    if (difference.n() == 0) {
      return "\u2013";
    }
    StringBuilder text = new StringBuilder(number(difference.mean(), measure));
    if (!Double.isNaN(difference.sd())) {
      text.append(" \u00b1 ").append(number(difference.sd(), measure));
    }
    if (!Double.isNaN(difference.p())) {
      text.append(difference.p() < 0.0001 ? ", p < 0.0001" : ", p = " + rounded(difference.p()));
    }
    if (difference.n() < group.cases().size()) {
      text.append(", n = ").append(difference.n());
    }
    return text.toString();
  }

  private static String rounded(double p) {
    return String.format(Locale.ROOT, p < 0.01 ? "%.4f" : "%.3f", p);
  }

  private static String number(double value, Quantity measure) {
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "\u2013" : value > 0 ? "\u221e" : "\u2212\u221e";
    }
    return String.format(Locale.ROOT, "%." + measure.decimals() + "f", value)
        .replace('-', '\u2212');
  }

  private void worst(ReportSection section) {
    List<Quantity> measures = new ArrayList<>();
    if (!evaluation.settings().masked()) {
      measures.addAll(List.of(Measure.MAE_IMAGE, Measure.SSIM_IMAGE));
    }
    WORST.stream().filter(group::has).forEach(measures::add);
    evaluation.settings().bands().stream()
        .map(band -> new BandMeasure(band, BandMeasure.Kind.MAE))
        .filter(group::has)
        .forEach(measures::add);
    List<String> heads = new ArrayList<>(List.of("method"));
    measures.forEach(measure -> heads.add(measure.longLabel()));
    List<List<String>> rows = new ArrayList<>();
    for (String method : evaluation.methodNames()) {
      List<String> row = new ArrayList<>(List.of(method));
      for (Quantity measure : measures) {
        Summary summary = group.summary(method, measure);
        row.add(
            summary.n() == 0
                ? "\u2013"
                : summary.worstCase() + ": " + withUnit(summary.worstValue(), measure));
      }
      rows.add(row);
    }
    section.table(heads, rows);
  }

  private static String withUnit(double value, Quantity measure) {
    String number = number(value, measure);
    return measure.unit().isEmpty() ? number : number + " " + measure.unit();
  }
}
