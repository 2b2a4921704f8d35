package io.tomodrift.pipeline.evaluate;

import io.tomodrift.formats.png.DisplayWindow;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.pipeline.report.OrientationLetters;
import io.tomodrift.pipeline.report.SliceImage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The middle slice of a case in the reference and in every method, for pictures, and planes across
 * the slices.
 *
 * @param name name of the case
 * @param slice index of the slice
 * @param reference the truth
 * @param tests the methods that have the case, by name
 * @param letters orientation
 * @param detail the part to enlarge
 * @param cuts planes across the slices, of deep volumes
 */
record CaseView(
    String name,
    int slice,
    SliceImage reference,
    Map<String, SliceImage> tests,
    OrientationLetters letters,
    Detail detail,
    List<CaseCut> cuts) {

  CaseView {
    tests = Collections.unmodifiableMap(new LinkedHashMap<>(tests));
    cuts = List.copyOf(cuts);
  }

  /** Reads the cases to be shown; the same slices are not kept from measuring, to save memory. */
  static List<CaseView> of(Evaluation evaluation, RunContext context) {
    CaseReader reader = new CaseReader(evaluation.settings(), context);
    List<CaseView> views = new ArrayList<>();
    for (CaseResult one : chosen(evaluation)) {
      context.checkCancelled();
      views.add(of(one, reader, evaluation.settings().window()));
    }
    return views;
  }

  private static CaseView of(CaseResult one, CaseReader reader, DisplayWindow window) {
    CaseReader.Image reference = reader.reference(one.reference());
    Volume truth = reference.volume();
    int slice = truth.slices() / 2;
    Map<String, SliceImage> tests = new LinkedHashMap<>();
    List<CaseCut> cuts = new ArrayList<>(CaseCut.of(truth));
    for (Map.Entry<String, MethodResult> test : one.methods().entrySet()) {
      Volume volume = reader.test(test.getValue().path(), reference).volume();
      tests.put(test.getKey(), SliceImage.of(volume, slice));
      cuts.replaceAll(cut -> cut.with(test.getKey(), volume));
    }
    SliceImage shown = SliceImage.of(truth, slice);
    return new CaseView(
        one.name(),
        slice,
        shown,
        tests,
        OrientationLetters.of(truth.frame()),
        Detail.of(shown, window),
        cuts);
  }

  /** A few cases of each group, spread evenly from the smallest to the largest error. */
  static List<CaseResult> chosen(Evaluation evaluation) {
    List<List<CaseResult>> groups = new ArrayList<>();
    for (Evaluation.Group group : evaluation.groups()) {
      groups.add(
          group.cases().stream()
              .filter(one -> !one.methods().isEmpty())
              .sorted(Comparator.comparingDouble(one -> meanError(evaluation, one)))
              .toList());
    }
    int[] counts = new int[groups.size()];
    int left = evaluation.settings().pictures();
    boolean more = true;
    while (more) {
      more = false;
      for (int g = 0; g < counts.length; g++) {
        if (left > 0 && counts[g] < groups.get(g).size()) {
          counts[g]++;
          left--;
          more = true;
        }
      }
    }
    List<CaseResult> chosen = new ArrayList<>();
    for (int g = 0; g < counts.length; g++) {
      int last = groups.get(g).size() - 1;
      for (int i = 0; i < counts[g]; i++) {
        int at = counts[g] == 1 ? last / 2 : Math.round((float) i * last / (counts[g] - 1));
        chosen.add(groups.get(g).get(at));
      }
    }
    return chosen;
  }

  private static double meanError(Evaluation evaluation, CaseResult one) {
    return one.methods().values().stream()
        .mapToDouble(result -> result.value(evaluation.mainMeasure()))
        .average()
        .orElse(Double.NaN);
  }
}
