package io.tomodrift.learned.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import java.util.Collection;

/** Gradients of all parameters of a network. */
final class Gradients {

  private Gradients() {}

  /** Sets the gradients to zero; the engine adds to them otherwise. */
  static void zero(NDManager memory, Collection<NDArray> parameters) {
    for (NDArray parameter : parameters) {
      if (parameter.hasGradient()) {
        // Not g - g, which keeps what is infinite or not a number for ever.
        handle(memory, parameter)
            .set(new NDIndex("..."), memory.zeros(parameter.getShape(), parameter.getDataType()));
      }
    }
  }

  /**
   * The Euclidean norm of all gradients together, summed in double; not finite if one value is not.
   *
   * @throws IllegalArgumentException if no parameter takes part in gradients
   */
  static double norm(NDManager memory, Collection<NDArray> parameters) {
    double squares = 0;
    boolean any = false;
    for (NDArray parameter : parameters) {
      if (parameter.hasGradient()) {
        any = true;
        NDArray wide = handle(memory, parameter).toType(DataType.FLOAT64, false);
        squares += wide.mul(wide).sum().getDouble();
      }
    }
    if (!any) {
      throw new IllegalArgumentException(
          "none of %d parameters takes part in gradients; was the network frozen?"
              .formatted(parameters.size()));
    }
    return Math.sqrt(squares);
  }

  /** The engine gives a new handle at each call, which would live as long as the parameter. */
  private static NDArray handle(NDManager memory, NDArray parameter) {
    NDArray gradient = parameter.getGradient();
    gradient.attach(memory);
    return gradient;
  }
}
