package io.tomodrift.learned.drift;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import io.tomodrift.learned.torch.Ops;
import java.util.Optional;

/**
 * How much each candidate matters to each sample at one temperature (eq. 14 to 17).
 *
 * @param positive {@code [location][sample][positive]}
 * @param negative {@code [location][sample][negative]}
 */
record Affinity(NDArray positive, NDArray negative) {

  private static final int SAMPLES = 1;
  private static final int CANDIDATES = 2;

  /**
   * Affinities of distances.
   *
   * @param distances {@code [location][sample][positives, then negatives]}
   * @param positives number of positives
   * @param weights {@code [location][1][candidate]}, if not all are 1
   */
  static Affinity of(
      NDArray distances,
      long positives,
      double temperature,
      double floor,
      Optional<NDArray> weights) {
    NDArray logits = Ops.scale(distances, -1 / temperature);
    // The root of a product of softmaxes, by logarithms: the product of two small ones would be 0.
    NDArray both = logits.logSoftmax(CANDIDATES).add(logits.logSoftmax(SAMPLES));
    NDArray affinity = Ops.scale(both, 0.5).exp();
    if (floor > 0) {
      affinity = affinity.maximum(Ops.constant(affinity, Math.sqrt(floor)));
    }
    if (weights.isPresent()) {
      affinity = affinity.mul(weights.get());
    }
    long candidates = distances.getShape().get(CANDIDATES);
    return new Affinity(
        affinity.get(new NDIndex().addAllDim(2).addSliceDim(0, positives)),
        affinity.get(new NDIndex().addAllDim(2).addSliceDim(positives, candidates)));
  }

  /** Weights of the positives, {@code W+ = A+ r-}. */
  NDArray positiveWeights() {
    return positive.mul(negative.sum(new int[] {CANDIDATES}, true));
  }

  /** Weights of the negatives, {@code W- = A- r+}; each row has the sum of the positives' row. */
  NDArray negativeWeights() {
    return negative.mul(positive.sum(new int[] {CANDIDATES}, true));
  }

  /** The field {@code W+ y+ - W- y-} (eq. 18), {@code [location][sample][channel]}. */
  NDArray field(NDArray positives, NDArray negatives) {
    return positiveWeights().matMul(positives).sub(negativeWeights().matMul(negatives));
  }

  /** Root mean square over everything, in double. */
  static double rootMeanSquare(NDArray field) {
    return Math.sqrt(Ops.mean(Ops.square(field)).toType(DataType.FLOAT64, false).getDouble());
  }
}
