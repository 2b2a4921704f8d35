package io.tomodrift.learned.infer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.tomodrift.geometry.error.ModelException;
import io.tomodrift.learned.nets.Architecture;
import io.tomodrift.learned.nets.Network;
import java.util.Arrays;
import java.util.Objects;

/** Applies a network to windows in memory of the heap. Closing it frees the network. */
final class Evaluator implements AutoCloseable {

  private final Network network;
  private final NDManager memory;

  /**
   * Takes over a network.
   *
   * @param memory closed with it, too
   */
  Evaluator(Network network, NDManager memory) {
    this.network = Objects.requireNonNull(network, "network");
    this.memory = Objects.requireNonNull(memory, "memory");
  }

  Architecture architecture() {
    return network.architecture();
  }

  /** Shape of windows of one channel, {@code [window][channel][(slice)][row][column]}. */
  Shape shape(int count, int[] sides) {
    return network.architecture().dimensions() == 2
        ? new Shape(count, 1, sides[1], sides[2])
        : new Shape(count, 1, sides[0], sides[1], sides[2]);
  }

  /**
   * Applies a network without time.
   *
   * @param values may be longer than the shape needs
   */
  float[] apply(float[] values, Shape shape) {
    try (NDManager step = memory.newSubManager()) {
      return values(network.apply(step.create(exact(values, shape), shape), false), shape, step);
    }
  }

  /**
   * Applies a network at a time, the same for all windows.
   *
   * @param first the first channel
   * @param second the second channel, or null
   */
  float[] apply(float[] first, float[] second, double time, Shape shape) {
    try (NDManager step = memory.newSubManager()) {
      NDArray x = step.create(exact(first, shape), shape);
      if (second != null) {
        x = x.concat(step.create(exact(second, shape), shape), 1);
      }
      NDArray times = step.full(new Shape(shape.get(0)), (float) time);
      return values(network.apply(x, times, false), shape, step);
    }
  }

  private static float[] exact(float[] values, Shape shape) {
    return values.length == shape.size() ? values : Arrays.copyOf(values, (int) shape.size());
  }

  private static float[] values(NDArray made, Shape shape, NDManager step) {
    made.attach(step);
    if (!made.getShape().equals(shape)) {
      throw new ModelException(
          "the network made %s of windows %s; it must keep their size"
              .formatted(made.getShape(), shape));
    }
    return made.toFloatArray();
  }

  @Override
  public void close() {
    network.close();
    memory.close();
  }
}
