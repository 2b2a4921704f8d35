package io.tomodrift.learned.nets.blocks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Linear;

/**
 * {@code W x + b} of features without space, {@code [sample][feature]}: {@code weight} {@code
 * [out][in]} and {@code bias} {@code [out]}.
 */
public final class Affine extends Part {

  private final int outputs;
  private final Parameter weight;
  private final Parameter bias;

  /** The map; {@code initial} decides how it starts. */
  Affine(int inputs, int outputs, Weights initial) {
    this.outputs = outputs;
    weight = addWeights("weight", Parameter.Type.WEIGHT, new Shape(outputs, inputs), initial);
    bias = addWeights("bias", Parameter.Type.BIAS, new Shape(outputs), Weights.ZERO);
  }

  @Override
  public NDArray apply(NDArray x, Pass pass) {
    return Linear.linear(x, pass.value(weight, x), pass.value(bias, x)).singletonOrThrow();
  }

  @Override
  protected Shape outputShape(Shape input) {
    return new Shape(input.get(0), outputs);
  }
}
