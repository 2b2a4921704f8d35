package io.tomodrift.learned.objective;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.GradientCollector;
import io.tomodrift.learned.data.PatchOrigin;
import java.util.List;
import java.util.Objects;

/**
 * A weighted term of an objective that holds the output against measured data, by code that knows
 * no graph, see {@link OutputSpace}.
 *
 * <p><b>Accuracy</b>: the output and the gradient pass as float32.
 *
 * @param weight what value and gradient are multiplied by in the objective, positive
 * @param source computes the term
 */
public record DataTerm(double weight, Source source) {

  /** Name of the term, without its weight, in logs. */
  public static final String NAME = "physics";

  /** Checks the weight. */
  public DataTerm {
    Objects.requireNonNull(source, "source");
    if (!(weight > 0) || Double.isInfinite(weight)) {
      throw new IllegalArgumentException(
          "the weight of the data must be positive and finite, got %s; leave it out for none"
              .formatted(weight));
    }
  }

  /** Computes the term of a mini-batch. */
  @FunctionalInterface
  public interface Source {

    /**
     * Value and gradient.
     *
     * @param output of the network, {@code [sample][1][(slice)][row][column]}, C order
     * @param origins where each sample comes from
     */
    Result of(float[] output, List<PatchOrigin> origins);
  }

  /**
   * A term.
   *
   * @param value of it
   * @param gradient with respect to the output, in its order
   */
  @SuppressWarnings("ArrayRecordComponent") // a result is used once and never compared
  public record Result(double value, float[] gradient) {}

  /**
   * The term of an output: its value <em>without</em> the weight, its gradient with it.
   *
   * @param output in the graph of the network, made within the collector
   * @param collector still open
   * @throws IllegalArgumentException if it is not known where the samples come from
   */
  OutputSpace.Gradient gradient(NDArray output, GradientCollector collector, Batch batch) {
    long samples = output.getShape().get(0);
    if (batch.origins().size() != samples) {
      throw new IllegalArgumentException(
          "%d samples have %d origins; the data need to know where each is: draw patches without a change of shape"
              .formatted(samples, batch.origins().size()));
    }
    float[] values = output.stopGradient().toType(DataType.FLOAT32, false).toFloatArray();
    Result result = source.of(values, batch.origins());
    float[] gradient = result.gradient();
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] = (float) (weight * gradient[i]);
    }
    return new OutputSpace.Gradient(
        result.value(), new OutputSpace(output, collector).gradientOf(gradient));
  }
}
