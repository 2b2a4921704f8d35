package io.tomodrift.learned.nets.blocks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * Two dense convolutions of side 3 with a way around (He et al. 2016, fig. 2), of side 1 where
 * channels or sides change: children {@code 0}, {@code 1.conv}, {@code 1.norm} and {@code
 * shortcut}.
 */
public final class ResidualUnit extends Part {

  private final ConvolutionUnit first;
  private final Convolution second;
  private final ChannelNorm norm;
  private final Convolution shortcut;
  private final Nonlinearity function;

  /**
   * A unit.
   *
   * @param stride of the first convolution: 1 or 2
   */
  public ResidualUnit(
      int dimensions, int in, int out, int stride, Norm norm, Nonlinearity function) {
    first = add("0", new ConvolutionUnit(dimensions, in, out, 3, stride, norm, function));
    second = add("1.conv", Convolution.dense(dimensions, out, out, 3, 1));
    this.norm = norm == Norm.NONE ? null : add("1.norm", ChannelNorm.of(norm, out));
    shortcut =
        in == out && stride == 1
            ? null
            : add("shortcut", Convolution.linear(dimensions, in, out, stride));
    this.function = function;
  }

  @Override
  public NDArray apply(NDArray x, Pass pass) {
    NDArray h = first.apply(x, pass);
    h = then(h, second.apply(h, pass));
    if (norm != null) {
      h = then(h, norm.apply(h, pass));
    }
    if (shortcut == null) {
      h = then(h, h.add(x));
    } else {
      try (NDArray around = shortcut.apply(x, pass)) {
        h = then(h, h.add(around));
      }
    }
    return then(h, function.apply(h));
  }

  @Override
  protected Shape outputShape(Shape input) {
    return first.outputShape(input);
  }
}
