package io.tomodrift.learned.nets.blocks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/** Convolution, normalisation if asked for, and a function: children {@code conv}, {@code norm}. */
public final class ConvolutionUnit extends Part {

  private final Convolution convolution;
  private final ChannelNorm norm;
  private final Nonlinearity function;

  /** Dense convolution to {@code out} channels. */
  public ConvolutionUnit(
      int dimensions, int in, int out, int kernel, int stride, Norm norm, Nonlinearity function) {
    convolution = add("conv", Convolution.dense(dimensions, in, out, kernel, stride));
    this.norm = norm == Norm.NONE ? null : add("norm", ChannelNorm.of(norm, out));
    this.function = function;
  }

  @Override
  public NDArray apply(NDArray x, Pass pass) {
    NDArray h = convolution.apply(x, pass);
    if (norm != null) {
      h = then(h, norm.apply(h, pass));
    }
    return then(h, function.apply(h));
  }

  @Override
  protected Shape outputShape(Shape input) {
    return convolution.outputShape(input);
  }
}
