package io.tomodrift.learned.nets;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import io.tomodrift.learned.nets.blocks.Convolution;
import io.tomodrift.learned.nets.blocks.Nonlinearity;
import io.tomodrift.learned.nets.blocks.Part;
import io.tomodrift.learned.nets.blocks.Pass;

/**
 * Parameters are those of the inner network, under its names, and {@code fold} if residual; with
 * convolutions at full resolution instead of it {@code fine.0} and {@code fine.1}.
 */
final class FoldedBlock extends Part {

  private final Folded net;
  private final Part inner;

  /** Null if the network neither is residual nor has convolutions at full resolution. */
  private final Convolution last;

  /** Null if the network has no convolutions at full resolution. */
  private final Convolution fine;

  FoldedBlock(Folded net) {
    this.net = net;
    Block block = net.inner().block();
    if (!(block instanceof Part part)) {
      throw new IllegalArgumentException(net.inner().kind() + " cannot be folded");
    }
    inner = add("", part);
    // Zero at first, so that an untrained residual network is the identity.
    if (net.fineChannels() > 0) {
      int seen = net.fineChannels() + net.inputChannels();
      fine = add("fine.0", Convolution.dense(2, seen, net.fineChannels(), 3, 1));
      last =
          add(
              "fine.1",
              Convolution.last(2, net.fineChannels(), net.outputChannels(), 3, net.residual()));
    } else {
      fine = null;
      int channels = net.inner().outputChannels();
      last = net.residual() ? add("fold", Convolution.last(2, channels, channels, 1, true)) : null;
    }
  }

  @Override
  public NDArray apply(NDArray x, Pass pass) {
    NDArray folded = fold(x, net.factor());
    NDArray h = then(folded, inner.apply(folded, pass));
    NDArray result = fine == null ? unfolded(h, pass) : refined(h, x, pass);
    return net.residual() ? then(result, Residual.add(result, x)) : result;
  }

  private NDArray unfolded(NDArray coarse, Pass pass) {
    NDArray h = last == null ? coarse : then(coarse, last.apply(coarse, pass));
    return then(h, unfold(h, net.factor()));
  }

  private NDArray refined(NDArray coarse, NDArray x, Pass pass) {
    NDArray h = then(coarse, unfold(coarse, net.factor()));
    h = then(h, h.concat(x, 1));
    h = then(h, fine.apply(h, pass));
    h = then(h, Nonlinearity.LEAKY_RELU.apply(h));
    return then(h, last.apply(h, pass));
  }

  /** {@code [n][c][f r][f q] -> [n][c f f][r][q]}; the place in the square is fastest. */
  private static NDArray fold(NDArray x, int f) {
    Shape s = x.getShape();
    long rows = s.get(2) / f;
    long columns = s.get(3) / f;
    try (NDArray split = x.reshape(s.get(0), s.get(1), rows, f, columns, f);
        NDArray turned = split.transpose(0, 1, 3, 5, 2, 4)) {
      return turned.reshape(s.get(0), s.get(1) * f * f, rows, columns);
    }
  }

  private static NDArray unfold(NDArray x, int f) {
    Shape s = x.getShape();
    long channels = s.get(1) / f / f;
    try (NDArray split = x.reshape(s.get(0), channels, f, f, s.get(2), s.get(3));
        NDArray turned = split.transpose(0, 1, 4, 2, 5, 3)) {
      return turned.reshape(s.get(0), channels, s.get(2) * f, s.get(3) * f);
    }
  }

  @Override
  protected Shape outputShape(Shape input) {
    return shape(input, net.outputChannels(), 1, 1);
  }
}
