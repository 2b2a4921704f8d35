package io.tomodrift.learned.objective;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * How objectives are balanced.
 *
 * @param alpha shares, from 0 to 1 with sum 1; all 0 if there is no gradient
 * @param weights what to multiply the gradients by: {@code alpha} over what they were divided by
 * @param gram inner products of the gradients
 * @param directionNorm length of the weighted sum of the gradients
 * @param paretoStationary whether no direction lowers all objectives: nothing is left to do but to
 *     trade one for another
 */
public record Balance(
    List<Double> alpha,
    List<Double> weights,
    List<List<Double>> gram,
    double directionNorm,
    boolean paretoStationary) {

  /** Copies the lists. */
  public Balance {
    alpha = List.copyOf(alpha);
    weights = List.copyOf(weights);
    gram = gram.stream().map(List::copyOf).toList();
  }

  static Balance of(
      double[] alpha, double[] weights, double[][] gram, double directionNorm, boolean stationary) {
    List<List<Double>> rows = new ArrayList<>();
    for (double[] row : gram) {
      rows.add(boxed(row));
    }
    return new Balance(boxed(alpha), boxed(weights), rows, directionNorm, stationary);
  }

  static Balance undefined(double[][] gram) {
    double[] nan = new double[gram.length];
    Arrays.fill(nan, Double.NaN);
    return of(nan, nan, gram, Double.NaN, false);
  }

  private static List<Double> boxed(double[] values) {
    return Collections.unmodifiableList(new ArrayList<>(Arrays.stream(values).boxed().toList()));
  }

  /** Lengths of the gradients. */
  public List<Double> norms() {
    List<Double> norms = new ArrayList<>();
    for (int i = 0; i < gram.size(); i++) {
      norms.add(Math.sqrt(gram.get(i).get(i)));
    }
    return norms;
  }

  /** Cosine of the angle between two gradients; 0 if one of them vanishes. */
  public double cosine(int first, int second) {
    List<Double> norms = norms();
    double lengths = norms.get(first) * norms.get(second);
    return lengths == 0 ? 0 : gram.get(first).get(second) / lengths;
  }
}
