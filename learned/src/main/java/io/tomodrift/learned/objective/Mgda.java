package io.tomodrift.learned.objective;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Balances several objectives by the shortest convex combination of their gradients (multiple
 * gradient descent, Desideri 2012; eq. 25 to 28 of arXiv 2604.19736), along which none of them
 * rises.
 *
 * <p>The objective with the <em>smaller</em> gradient gets the larger weight: for nearly orthogonal
 * gradients its share of the direction is larger, too. Making a loss smaller by a factor makes it
 * dominate.
 *
 * @param normalise what each gradient is divided by before
 * @param leastWeight least share of each objective, 0 for none; 0.05 keeps two objectives within
 *     0.05 and 0.95. The result is then the shortest of the combinations that are left
 */
public record Mgda(Normalise normalise, double leastWeight) {

  /** A gradient shorter than this is no gradient; it would take all the weight. */
  private static final double LEAST_NORM = 1e-12;

  /** A direction shorter than this part of the shortest gradient is none. */
  private static final double STATIONARY = 1e-6;

  /** What gradients are divided by. */
  public enum Normalise {
    /** Nothing. */
    NONE,
    /** Their length, so that only their directions matter. */
    L2,
    /** The value of their loss. */
    LOSS
  }

  /** Checks the values. */
  public Mgda {
    Objects.requireNonNull(normalise, "normalise");
    if (!(leastWeight >= 0 && leastWeight <= 0.5)) {
      throw new IllegalArgumentException(
          "the least weight must be from 0 to 0.5, got " + leastWeight);
    }
  }

  /** As in the paper: nothing normalised, any weights. */
  public static Mgda plain() {
    return new Mgda(Normalise.NONE, 0);
  }

  /** Balances objectives where losses are not needed. */
  public Balance balance(double[][] gram) {
    if (normalise == Normalise.LOSS) {
      throw new IllegalArgumentException("normalising by losses needs their values");
    }
    return balance(gram, new double[gram.length]);
  }

  /**
   * Balances objectives.
   *
   * @param gram inner products of their gradients, see {@link #gram}
   * @param losses their values; used if gradients are divided by them
   * @return NaN everywhere if an inner product is not finite
   */
  public Balance balance(double[][] gram, double[] losses) {
    check(gram, losses);
    int count = gram.length;
    if (!finite(gram)) {
      return Balance.undefined(gram);
    }
    List<Integer> used = new ArrayList<>();
    double[] divisors = new double[count];
    double shortest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      double norm = Math.sqrt(gram[i][i]);
      if (norm >= LEAST_NORM) {
        used.add(i);
        divisors[i] = divisor(norm, losses[i]);
        shortest = Math.min(shortest, norm / divisors[i]);
      }
    }
    double[] alpha = new double[count];
    double[] weights = new double[count];
    boolean stationary = true;
    if (!used.isEmpty()) {
      double[][] scaled = scaled(gram, used, divisors);
      double[] best = MinimumNorm.weights(scaled);
      stationary = MinimumNorm.norm(scaled, best) <= STATIONARY * shortest;
      double[] kept = leastWeight == 0 ? best : atLeast(scaled);
      for (int k = 0; k < used.size(); k++) {
        alpha[used.get(k)] = kept[k];
        weights[used.get(k)] = kept[k] / divisors[used.get(k)];
      }
    }
    return Balance.of(alpha, weights, gram, MinimumNorm.norm(gram, weights), stationary);
  }

  private static void check(double[][] gram, double[] losses) {
    for (double[] row : gram) {
      if (row.length != gram.length || losses.length != gram.length) {
        throw new IllegalArgumentException(
            "%d objectives need %d x %d inner products and as many losses, got a row of %d and %d"
                    .formatted(gram.length, gram.length, gram.length, row.length, losses.length)
                + " losses");
      }
    }
    if (gram.length < 1 || gram.length > MinimumNorm.MOST) {
      throw new IllegalArgumentException(
          "1 to %d objectives can be balanced, got %d".formatted(MinimumNorm.MOST, gram.length));
    }
  }

  private static boolean finite(double[][] gram) {
    for (double[] row : gram) {
      for (double value : row) {
        if (!Double.isFinite(value)) {
          return false;
        }
      }
    }
    return true;
  }

  private double divisor(double norm, double loss) {
    return switch (normalise) {
      case NONE -> 1;
      case L2 -> norm;
      case LOSS -> {
        if (!(loss > 0)) {
          throw new IllegalArgumentException(
              "gradients can be divided by losses above 0 only, got %s: normalise otherwise"
                  .formatted(loss));
        }
        yield loss;
      }
    };
  }

  private static double[][] scaled(double[][] gram, List<Integer> used, double[] divisors) {
    double[][] scaled = new double[used.size()][used.size()];
    for (int i = 0; i < used.size(); i++) {
      for (int j = 0; j < used.size(); j++) {
        int a = used.get(i);
        int b = used.get(j);
        scaled[i][j] = gram[a][b] / (divisors[a] * divisors[b]);
      }
    }
    return scaled;
  }

  /**
   * Weights {@code low + (1 - n low) beta}: a convex combination beta of the gradients moved
   * towards their sum, so the same problem with another Gram matrix.
   */
  private double[] atLeast(double[][] gram) {
    int count = gram.length;
    double low = Math.min(leastWeight, 1.0 / count);
    double rest = 1 - count * low;
    double[][] moved = new double[count][count];
    double total = 0;
    double[] rows = new double[count];
    for (int i = 0; i < count; i++) {
      for (double value : gram[i]) {
        rows[i] += value;
        total += value;
      }
    }
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < count; j++) {
        moved[i][j] =
            low * low * total + low * rest * (rows[i] + rows[j]) + rest * rest * gram[i][j];
      }
    }
    double[] beta = MinimumNorm.weights(moved);
    for (int i = 0; i < count; i++) {
      beta[i] = low + rest * beta[i];
    }
    return beta;
  }

  /** Inner products of gradients of one size, summed in double. */
  public static double[][] gram(List<NDArray> gradients) {
    int count = gradients.size();
    double[][] gram = new double[count][count];
    List<NDArray> flat = new ArrayList<>();
    for (NDArray gradient : gradients) {
      NDArray wide = gradient.toType(DataType.FLOAT64, false).reshape(new Shape(-1));
      flat.add(wide);
      if (wide.size() != flat.get(0).size()) {
        throw new IllegalArgumentException(
            "gradients %s and %s must have one shape"
                .formatted(gradients.get(0).getShape(), gradient.getShape()));
      }
    }
    for (int i = 0; i < count; i++) {
      for (int j = 0; j <= i; j++) {
        gram[i][j] = flat.get(i).mul(flat.get(j)).sum().getDouble();
        gram[j][i] = gram[i][j];
      }
    }
    return gram;
  }
}
