package io.tomodrift.learned.nets;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.tomodrift.learned.nets.blocks.Convolution;
import io.tomodrift.learned.nets.blocks.Nonlinearity;
import io.tomodrift.learned.nets.blocks.Part;
import io.tomodrift.learned.nets.blocks.Pass;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Children {@code encoder.0} to {@code encoder.4}, {@code decoder.0} to {@code decoder.3}, {@code
 * last}.
 */
final class RedCnnBlock extends Part {

  private static final int DEPTH = 5;

  private final RedCnn net;
  private final List<Convolution> encoder;
  private final List<Convolution> decoder;
  private final Convolution last;

  RedCnnBlock(RedCnn net) {
    this.net = net;
    int dimensions = net.dimensions();
    int filters = net.filters();
    List<Convolution> first = new ArrayList<>();
    List<Convolution> second = new ArrayList<>();
    for (int i = 0; i < DEPTH; i++) {
      int in = i == 0 ? net.inputChannels() : filters;
      first.add(Convolution.dense(dimensions, in, filters, net.kernel(), 1));
      if (i < DEPTH - 1) {
        second.add(Convolution.dense(dimensions, filters, filters, net.kernel(), 1));
      }
    }
    encoder = addAll("encoder", first);
    decoder = addAll("decoder", second);
    last =
        add(
            "last",
            Convolution.last(
                dimensions, filters, net.outputChannels(), net.kernel(), net.residual()));
  }

  @Override
  public NDArray apply(NDArray x, Pass pass) {
    Deque<NDArray> skips = new ArrayDeque<>();
    NDArray h = x;
    for (int i = 0; i < DEPTH; i++) {
      NDArray linear = encoder.get(i).apply(h, pass);
      if (h != x && h != skips.peek()) {
        h.close();
      }
      h = then(linear, Nonlinearity.RELU.apply(linear));
      if (i % 2 == 1) {
        skips.push(h);
      }
    }
    for (int i = 0; i < DEPTH - 1; i++) {
      h = then(h, decoder.get(i).apply(h, pass));
      if (i % 2 == 0) {
        NDArray skip = skips.pop();
        h = then(skip, then(h, h.add(skip)));
      }
      h = then(h, Nonlinearity.RELU.apply(h));
    }
    h = then(h, last.apply(h, pass));
    return net.residual() ? then(h, Residual.add(h, x)) : h;
  }

  @Override
  protected Shape outputShape(Shape input) {
    return shape(input, net.outputChannels(), 1, 1);
  }
}
