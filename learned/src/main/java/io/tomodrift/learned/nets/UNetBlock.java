package io.tomodrift.learned.nets;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.tomodrift.learned.nets.blocks.Convolution;
import io.tomodrift.learned.nets.blocks.DoubleConvolution;
import io.tomodrift.learned.nets.blocks.Nonlinearity;
import io.tomodrift.learned.nets.blocks.Part;
import io.tomodrift.learned.nets.blocks.Pass;
import io.tomodrift.learned.nets.blocks.Resampling;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Children {@code encoder.LEVEL}, {@code decoder.LEVEL} and {@code last}. */
final class UNetBlock extends Part {

  private static final Nonlinearity FUNCTION = Nonlinearity.LEAKY_RELU;

  private final UNet net;
  private final List<DoubleConvolution> encoder;
  private final List<DoubleConvolution> decoder;
  private final Convolution last;

  UNetBlock(UNet net) {
    this.net = net;
    List<Integer> widths = net.widths();
    List<DoubleConvolution> down = new ArrayList<>();
    List<DoubleConvolution> up = new ArrayList<>();
    for (int level = 0; level < widths.size(); level++) {
      int in = level == 0 ? net.inputChannels() : widths.get(level - 1);
      down.add(stage(in, widths.get(level)));
      if (level + 1 < widths.size()) {
        up.add(stage(widths.get(level) + widths.get(level + 1), widths.get(level)));
      }
    }
    encoder = addAll("encoder", down);
    decoder = addAll("decoder", up);
    last =
        add(
            "last",
            Convolution.last(
                net.dimensions(), widths.get(0), net.outputChannels(), 1, net.residual()));
  }

  private DoubleConvolution stage(int in, int out) {
    return new DoubleConvolution(net.dimensions(), in, out, net.norm(), FUNCTION);
  }

  @Override
  public NDArray apply(NDArray x, Pass pass) {
    Deque<NDArray> skips = new ArrayDeque<>();
    NDArray h = encoder.get(0).apply(x, pass);
    for (DoubleConvolution stage : encoder.subList(1, encoder.size())) {
      skips.push(h);
      NDArray coarse = Resampling.maxDown(h);
      h = then(coarse, stage.apply(coarse, pass));
    }
    for (int level = decoder.size() - 1; level >= 0; level--) {
      NDArray fine = then(h, Resampling.nearestUp(h));
      NDArray skip = skips.pop();
      NDArray both = then(fine, skip.concat(fine, 1));
      skip.close();
      h = then(both, decoder.get(level).apply(both, pass));
    }
    h = then(h, last.apply(h, pass));
    return net.residual() ? then(h, Residual.add(h, x)) : h;
  }

  @Override
  protected Shape outputShape(Shape input) {
    return shape(input, net.outputChannels(), 1, 1);
  }
}
