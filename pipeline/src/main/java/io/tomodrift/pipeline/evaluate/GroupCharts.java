package io.tomodrift.pipeline.evaluate;

import io.tomodrift.metrics.Curve;
import io.tomodrift.pipeline.report.BarChart;
import io.tomodrift.pipeline.report.DotChart;
import io.tomodrift.pipeline.report.LineChart;
import io.tomodrift.pipeline.report.RadarChart;
import io.tomodrift.pipeline.report.ReportSection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The charts of one group of cases. */
final class GroupCharts {

  private static final int MOST_CASES = 60;
  private static final int FEWEST_AXES = 3;

  /** Less than this is rounding. */
  private static final double NO_ERROR = 1e-6;

  private final Evaluation evaluation;
  private final Evaluation.Group group;

  GroupCharts(Evaluation evaluation, Evaluation.Group group) {
    this.evaluation = evaluation;
    this.group = group;
  }

  void addTo(ReportSection section) {
    errors(section);
    spectra(section);
    radar(section);
  }

  private void errors(ReportSection section) {
    Measure measure = evaluation.mainMeasure();
    List<String> methods = evaluation.methodNames();
    if (group.cases().size() == 1) {
      BarChart chart = BarChart.titled(measure.longLabel(), measure.unit());
      for (String method : methods) {
        double value = group.cases().get(0).value(method, measure);
        if (Double.isFinite(value)) {
          chart.bar(method, value);
        }
      }
      section.chart(chart, "");
      return;
    }
    DotChart chart =
        DotChart.titled(
            measure.longLabel() + ", case by case",
            "%s (%s)".formatted(measure.label(), measure.unit()),
            methods);
    List<CaseResult> shown = largestErrors(measure);
    for (CaseResult one : shown) {
      chart.line(
          one.name(), methods.stream().mapToDouble(method -> one.value(method, measure)).toArray());
    }
    String caption =
        shown.size() < group.cases().size()
            ? "The %d of %d cases with the largest error of %s."
                .formatted(shown.size(), group.cases().size(), methods.get(0))
            : "";
    section.chart(chart, caption);
  }

  private List<CaseResult> largestErrors(Measure measure) {
    if (group.cases().size() <= MOST_CASES) {
      return group.cases();
    }
    String first = evaluation.methodNames().get(0);
    return group.cases().stream()
        .sorted(Comparator.comparingDouble((CaseResult one) -> -one.value(first, measure)))
        .limit(MOST_CASES)
        .toList();
  }

  /** The mean over cases; over the share of the Nyquist frequency where pixels differ. */
  private void spectra(ReportSection section) {
    boolean equal = samePixels();
    LineChart chart =
        LineChart.titled("Residual power by spatial frequency")
            .xAxis(
                equal ? "spatial frequency" : "share of the Nyquist frequency",
                equal ? "cycles/mm" : "")
            .yAxis("power", "HU\u00b2")
            .logarithmicY();
    for (String method : evaluation.methodNames()) {
      List<Curve> curves =
          group.cases().stream()
              .flatMap(one -> one.of(method).stream())
              .map(MethodResult::spectrum)
              .toList();
      if (!curves.isEmpty()) {
        Curve first = curves.get(0);
        chart.series(method, axis(first, equal), mean(curves));
      }
    }
    section.chart(
        chart,
        "Radial mean of the squared Fourier transform of test minus reference, whole slices, mean over slices and cases. The right end is the Nyquist frequency.");
  }

  private boolean samePixels() {
    double first = group.cases().get(0).spacingMm().get(2);
    return group.cases().stream()
        .allMatch(one -> Math.abs(one.spacingMm().get(2) - first) < 1e-3 * first);
  }

  private static double[] axis(Curve curve, boolean perMm) {
    double[] x = curve.xs();
    for (int i = 0; i < x.length && !perMm; i++) {
      x[i] = (i + 0.5) / x.length;
    }
    return x;
  }

  /** Bins divide the axis up to the Nyquist frequency equally, however many they are. */
  private static double[] mean(List<Curve> curves) {
    int bins = curves.get(0).size();
    double[] mean = new double[bins];
    for (Curve curve : curves) {
      double last = curve.x(curve.size() - 1);
      double nyquist = last * curve.size() / (curve.size() - 0.5);
      for (int i = 0; i < bins; i++) {
        mean[i] += curve.at((i + 0.5) / bins * nyquist) / curves.size();
      }
    }
    return mean;
  }

  private void radar(ReportSection section) {
    if (evaluation.methods().size() < 2) {
      return;
    }
    Map<String, double[]> errors = axes();
    if (errors.size() < FEWEST_AXES) {
      return;
    }
    List<String> methods = evaluation.methodNames();
    RadarChart chart =
        RadarChart.titled("Methods relative to the best", List.copyOf(errors.keySet()));
    List<String> rims = new ArrayList<>();
    double[][] scores = new double[methods.size()][errors.size()];
    int axis = 0;
    for (Map.Entry<String, double[]> one : errors.entrySet()) {
      double best = Arrays.stream(one.getValue()).min().orElseThrow();
      rims.add("%s %s".formatted(one.getKey(), rounded(best)));
      for (int m = 0; m < methods.size(); m++) {
        scores[m][axis] = score(best, one.getValue()[m]);
      }
      axis++;
    }
    for (int m = 0; m < methods.size(); m++) {
      chart.series(methods.get(m), scores[m]);
    }
    section.chart(
        chart,
        "Every axis shows smallest error / error of the method, errors being means over the cases that all methods have: the rim (1) is the best method of that axis, 0.5 has twice its error, the centre is infinitely worse. Axes on which a method has no error or no value are left out. The rims stand for: "
            + String.join("; ", rims)
            + ".");
  }

  private static double score(double best, double error) {
    return Double.isInfinite(error) ? 0 : best / error;
  }

  /** Errors of the methods by axis; axes on which a method has no value are left out. */
  private Map<String, double[]> axes() {
    boolean masked = evaluation.settings().masked();
    Map<String, double[]> errors = new LinkedHashMap<>();
    add(errors, masked ? Measure.MAE_MASK : Measure.MAE_IMAGE, "MAE (HU)");
    add(errors, masked ? Measure.RMSE_MASK : Measure.RMSE_IMAGE, "RMSE (HU)");
    add(errors, masked ? Measure.SSIM_MASK : Measure.SSIM_IMAGE, "1 \u2212 SSIM");
    add(errors, Measure.MS_SSIM, "1 \u2212 MS-SSIM");
    add(errors, Measure.DICE_BONE, "1 \u2212 Dice bone");
    add(errors, Measure.HD95_BONE, "HD95 bone (mm)");
    add(errors, Measure.DICE_AIR, "1 \u2212 Dice air");
    add(errors, Measure.EDGE_RATIO_ALIGNED, "|1 \u2212 edge ratio|");
    add(errors, Measure.RESIDUAL_HIGH, "residual, high (HU\u00b2)");
    add(errors, Measure.SECONDS, "time (s)");
    return errors;
  }

  /** Over the cases in which every method has a value; without a best error there is no ratio. */
  private void add(Map<String, double[]> errors, Measure measure, String label) {
    List<String> methods = evaluation.methodNames();
    List<CaseResult> common =
        group.cases().stream()
            .filter(
                one ->
                    methods.stream().noneMatch(method -> Double.isNaN(one.value(method, measure))))
            .toList();
    double[] values =
        methods.stream()
            .mapToDouble(method -> measure.error(Summary.of(common, method, measure).mean()))
            .toArray();
    double best = Arrays.stream(values).min().orElse(Double.NaN);
    if (best > NO_ERROR && Double.isFinite(best)) {
      errors.put(label, values);
    }
  }

  private static String rounded(double value) {
    return String.format(Locale.ROOT, "%.3g", value);
  }
}
