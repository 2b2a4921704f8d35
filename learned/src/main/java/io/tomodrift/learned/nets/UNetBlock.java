package io.tomodrift.learned.nets;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.tomodrift.learned.nets.blocks.Convolution;
import io.tomodrift.learned.nets.blocks.DoubleConvolution;
import io.tomodrift.learned.nets.blocks.Nonlinearity;
import io.tomodrift.learned.nets.blocks.Part;
import io.tomodrift.learned.nets.blocks.Pass;
import io.tomodrift.learned.nets.blocks.Resampling;
import io.tomodrift.learned.nets.blocks.ResidualUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Children {@code encoder.LEVEL}, {@code decoder.LEVEL} and {@code last}. */
final class UNetBlock extends Part {

  private static final Nonlinearity FUNCTION = Nonlinearity.LEAKY_RELU;

  /** Makes one stage; a stride of 2 asks for half the sides. */
  private interface StageMaker {
    Part stage(int in, int out, int stride);
  }

  private final int outputChannels;
  private final boolean residual;
  private final boolean pooling;
  private final List<Part> encoder;
  private final List<Part> decoder;
  private final Convolution last;

  private UNetBlock(Architecture net, List<Integer> widths, boolean pooling, StageMaker maker) {
    outputChannels = net.outputChannels();
    residual = net.residual();
    this.pooling = pooling;
    List<Part> down = new ArrayList<>();
    List<Part> up = new ArrayList<>();
    for (int level = 0; level < widths.size(); level++) {
      int in = level == 0 ? net.inputChannels() : widths.get(level - 1);
      down.add(maker.stage(in, widths.get(level), level == 0 || pooling ? 1 : 2));
      if (level + 1 < widths.size()) {
        up.add(maker.stage(widths.get(level) + widths.get(level + 1), widths.get(level), 1));
      }
    }
    encoder = addAll("encoder", down);
    decoder = addAll("decoder", up);
    last =
        add("last", Convolution.last(net.dimensions(), widths.get(0), outputChannels, 1, residual));
  }

  static UNetBlock of(UNet net) {
    return new UNetBlock(
        net,
        net.widths(),
        true,
        (in, out, stride) ->
            new DoubleConvolution(net.dimensions(), in, out, net.norm(), FUNCTION));
  }

  static UNetBlock of(ResUNet net) {
    return new UNetBlock(
        net,
        net.widths(),
        false,
        (in, out, stride) ->
            new ResidualUnit(net.dimensions(), in, out, stride, net.norm(), FUNCTION));
  }

  @Override
  public NDArray apply(NDArray x, Pass pass) {
    Deque<NDArray> skips = new ArrayDeque<>();
    NDArray h = encoder.get(0).apply(x, pass);
    for (Part stage : encoder.subList(1, encoder.size())) {
      skips.push(h);
      h = downwards(stage, h, pass);
    }
    for (int level = decoder.size() - 1; level >= 0; level--) {
      NDArray fine = then(h, Resampling.nearestUp(h));
      NDArray skip = skips.pop();
      NDArray both = then(fine, skip.concat(fine, 1));
      skip.close();
      h = then(both, decoder.get(level).apply(both, pass));
    }
    h = then(h, last.apply(h, pass));
    return residual ? then(h, Residual.add(h, x)) : h;
  }

  private NDArray downwards(Part stage, NDArray fine, Pass pass) {
    if (!pooling) {
      return stage.apply(fine, pass);
    }
    NDArray coarse = Resampling.maxDown(fine);
    return then(coarse, stage.apply(coarse, pass));
  }

  @Override
  protected Shape outputShape(Shape input) {
    return shape(input, outputChannels, 1, 1);
  }
}
