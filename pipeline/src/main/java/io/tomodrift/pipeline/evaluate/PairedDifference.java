package io.tomodrift.pipeline.evaluate;

import java.util.ArrayList;
import java.util.List;

/**
 * A measure of one method minus that of the first, case by case.
 *
 * @param n cases in which both have a value
 * @param mean mean difference; two infinite values count as a difference of 0
 * @param sd sample standard deviation of the differences
 * @param p two-sided p of the Wilcoxon signed-rank test, exact; not a number for n below 5
 */
public record PairedDifference(int n, double mean, double sd, double p) {

  static PairedDifference of(
      List<CaseResult> cases, String first, String method, Quantity measure) {
    List<Double> differences = new ArrayList<>();
    for (CaseResult one : cases) {
      double a = one.value(first, measure);
      double b = one.value(method, measure);
      if (!Double.isNaN(a) && !Double.isNaN(b)) {
        differences.add(a == b ? 0 : b - a);
      }
    }
    double mean = Summary.mean(differences);
    double p =
        differences.size() < SignedRank.FEWEST
            ? Double.NaN
            : SignedRank.pValue(differences.stream().mapToDouble(d -> d).toArray());
    return new PairedDifference(differences.size(), mean, Summary.deviation(differences, mean), p);
  }
}
