package io.tomodrift.learned.nets.blocks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/** Two dense convolutions of side 3, each with function: a stage of a U-Net. */
public final class DoubleConvolution extends Part {

  private final ConvolutionUnit first;
  private final ConvolutionUnit second;

  /** Children {@code 0} and {@code 1}. */
  public DoubleConvolution(int dimensions, int in, int out, Norm norm, Nonlinearity function) {
    first = add("0", new ConvolutionUnit(dimensions, in, out, 3, 1, norm, function));
    second = add("1", new ConvolutionUnit(dimensions, out, out, 3, 1, norm, function));
  }

  @Override
  public NDArray apply(NDArray x, Pass pass) {
    NDArray h = first.apply(x, pass);
    return then(h, second.apply(h, pass));
  }

  @Override
  protected Shape outputShape(Shape input) {
    return second.outputShape(first.outputShape(input));
  }
}
