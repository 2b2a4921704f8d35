package io.tomodrift.learned.nets;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;

/** The way around a network. */
final class Residual {

  private Residual() {}

  /** Adds the first channel of the input to every channel of the output. */
  static NDArray add(NDArray output, NDArray input) {
    if (input.getShape().get(1) == 1) {
      return output.add(input);
    }
    try (NDArray first = input.get(new NDIndex(":, 0:1"))) {
      return output.add(first);
    }
  }
}
