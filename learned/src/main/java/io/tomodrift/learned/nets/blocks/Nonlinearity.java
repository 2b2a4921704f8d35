package io.tomodrift.learned.nets.blocks;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;

/** Functions between convolutions, element by element. */
public enum Nonlinearity {
  /** max(x, 0). */
  RELU,
  /** x where positive, else {@value #SLOPE} x. */
  LEAKY_RELU,
  /** x times the normal distribution function of x, exactly (Hendrycks and Gimpel 2016). */
  GELU,
  /** x times the logistic function of x. */
  SILU;

  private static final float SLOPE = 0.2f;

  /** The result; the input stays open. */
  public NDArray apply(NDArray x) {
    return switch (this) {
      case RELU -> Activation.relu(x);
      case LEAKY_RELU -> Activation.leakyRelu(x, SLOPE);
      case GELU -> Activation.gelu(x);
      case SILU -> {
        try (NDArray share = Activation.sigmoid(x)) {
          yield x.mul(share);
        }
      }
    };
  }
}
