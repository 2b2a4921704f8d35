package io.tomodrift.learned.drift;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Objects;
import java.util.Optional;

/**
 * The sets between which a field acts: generated samples, positives that attract them and negatives
 * that repel them. All are {@code [sample][location][channel]}, one independent problem a location.
 *
 * @param generated features of generated samples; may be in a graph, the field is not
 * @param positives features of real samples
 * @param repelsItself whether the generated samples are negatives of one another
 * @param negatives further negatives, if any; needed if the samples do not repel one another
 * @param negativeWeights {@code [negative][location]}, not negative, 1 if absent
 */
public record DriftSamples(
    NDArray generated,
    NDArray positives,
    boolean repelsItself,
    Optional<NDArray> negatives,
    Optional<NDArray> negativeWeights) {

  /** Checks the shapes and that there is a negative for every sample. */
  public DriftSamples {
    Objects.requireNonNull(generated, "generated");
    Objects.requireNonNull(positives, "positives");
    Shape shape = generated.getShape();
    if (shape.dimension() != 3 || shape.size() == 0) {
      throw new IllegalArgumentException(
          "generated samples must be [sample][location][channel] and not empty, got " + shape);
    }
    checkSame("positives", positives, generated);
    negatives.ifPresent(array -> checkSame("negatives", array, generated));
    negativeWeights.ifPresent(weights -> checkWeights(weights, negatives));
    if (negatives.isEmpty() && !repelsItself) {
      throw new IllegalArgumentException(
          "there are no negatives: give some, or let the generated samples repel one another");
    }
    if (negatives.isEmpty() && shape.get(0) < 2) {
      throw new IllegalArgumentException(
          "1 generated sample has no other to repel it, so the field vanishes: give at least 2"
              + " samples, by more crops or a larger batch");
    }
  }

  private static void checkSame(String name, NDArray array, NDArray generated) {
    Shape shape = array.getShape();
    Shape like = generated.getShape();
    if (shape.dimension() != 3
        || shape.get(0) < 1
        || shape.get(1) != like.get(1)
        || shape.get(2) != like.get(2)
        || array.getDataType() != generated.getDataType()) {
      throw new IllegalArgumentException(
          "%s %s of %s do not fit generated samples %s of %s: locations, channels and type must agree"
              .formatted(name, shape, array.getDataType(), like, generated.getDataType()));
    }
  }

  private static void checkWeights(NDArray weights, Optional<NDArray> negatives) {
    Shape shape = weights.getShape();
    Shape like = negatives.map(NDArray::getShape).orElse(new Shape());
    if (like.dimension() == 0 || !shape.equals(new Shape(like.get(0), like.get(1)))) {
      throw new IllegalArgumentException(
          "weights %s must be [negative][location] of negatives %s".formatted(shape, like));
    }
  }

  /** Generated samples that repel one another and are attracted by real ones (eq. 10). */
  public static DriftSamples of(NDArray generated, NDArray positives) {
    return new DriftSamples(generated, positives, true, Optional.empty(), Optional.empty());
  }

  /** The same with further negatives of given weights. */
  public DriftSamples and(NDArray more, NDArray weights) {
    return new DriftSamples(
        generated, positives, repelsItself, Optional.of(more), Optional.of(weights));
  }

  /** Generated samples that do not act on one another, between two other sets. */
  public static DriftSamples between(NDArray generated, NDArray positives, NDArray negatives) {
    return new DriftSamples(generated, positives, false, Optional.of(negatives), Optional.empty());
  }
}
