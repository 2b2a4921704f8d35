package io.tomodrift.learned.objective;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.tomodrift.learned.torch.Ops;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * Gradients with respect to the output of a network, and their way back through it.
 *
 * <p>A loss is computed on a copy of the output that is cut off from the network; gradients of
 * several losses, or of code that knows no graph, are weighed against each other there; then the
 * scalar {@code sum(g * y)}, g being constant, takes the result through the network in one pass.
 * This equals back-propagating the weighted losses, and the network's graph is walked once.
 *
 * <p><b>Memory</b>: everything lives in the manager of the output, which must be the step's.
 * <b>Threading</b>: one thread, within the collector given.
 */
public final class OutputSpace {

  private final NDArray output;
  private final GradientCollector collector;

  /**
   * The output of a network.
   *
   * @param output in the graph of the network, made within the collector
   * @param collector still open
   */
  public OutputSpace(NDArray output, GradientCollector collector) {
    this.output = Objects.requireNonNull(output, "output");
    this.collector = Objects.requireNonNull(collector, "collector");
  }

  /**
   * A loss and its gradient with respect to the output.
   *
   * @param value of the loss
   * @param gradient of the output's shape, not in a graph
   */
  public record Gradient(double value, NDArray gradient) {}

  /**
   * Gradient of a loss.
   *
   * @param loss of a copy of the output, a scalar that depends on it; called once. Weights that it
   *     depends on besides get gradients, too, unless they are frozen
   * @throws IllegalArgumentException if it is not a scalar or not part of any graph
   */
  public Gradient gradient(UnaryOperator<NDArray> loss) {
    try (NDArray leaf = output.stopGradient().duplicate()) {
      leaf.setRequiresGradient(true);
      NDArray value = loss.apply(leaf);
      if (value.size() != 1) {
        throw new IllegalArgumentException(
            "a loss must be one number, got %s values".formatted(value.getShape()));
      }
      double number = value.toType(DataType.FLOAT64, false).getDouble();
      differentiate(value);
      try (NDArray handle = leaf.getGradient()) {
        return new Gradient(number, handle.duplicate());
      }
    }
  }

  private void differentiate(NDArray loss) {
    try {
      collector.backward(loss);
    } catch (EngineException e) {
      throw new IllegalArgumentException(
          "the loss of an output %s has no gradient, does it depend on the copy it is given? The"
                  .formatted(output.getShape())
              + " engine says: "
              + e.getMessage(),
          e);
    }
  }

  /** A gradient that other code computed, in C order of the output's shape. */
  public NDArray gradientOf(float[] values) {
    if (values.length != output.size()) {
      throw new IllegalArgumentException(
          "%d values are no gradient of an output %s".formatted(values.length, output.getShape()));
    }
    NDManager manager = output.getManager();
    // A copy, as the graph must not hold memory of the heap.
    try (NDArray onHeap = manager.create(values, output.getShape())) {
      return onHeap.toType(output.getDataType(), true).duplicate();
    }
  }

  /** Weighted sum of gradients. */
  public static NDArray combine(List<NDArray> gradients, List<Double> weights) {
    if (gradients.isEmpty() || gradients.size() != weights.size()) {
      throw new IllegalArgumentException(
          "%d gradients and %d weights".formatted(gradients.size(), weights.size()));
    }
    NDArray sum = null;
    for (int i = 0; i < weights.size(); i++) {
      NDArray term = Ops.scale(gradients.get(i), weights.get(i));
      sum = sum == null ? term : sum.add(term);
    }
    return sum;
  }

  /**
   * The scalar whose gradient with respect to the output is the given one. Its value means nothing.
   *
   * @param gradient of the output's shape
   */
  public static NDArray surrogate(NDArray output, NDArray gradient) {
    Shape shape = output.getShape();
    if (!gradient.getShape().equals(shape)) {
      throw new IllegalArgumentException(
          "gradient %s does not fit the output %s".formatted(gradient.getShape(), shape));
    }
    return gradient.stopGradient().mul(output).sum();
  }

  /** Takes a gradient back through the network, which is possible once. */
  public void backward(NDArray gradient) {
    collector.backward(surrogate(output, gradient));
  }
}
