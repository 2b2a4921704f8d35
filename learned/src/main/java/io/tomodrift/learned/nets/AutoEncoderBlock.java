package io.tomodrift.learned.nets;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.tomodrift.learned.nets.blocks.Convolution;
import io.tomodrift.learned.nets.blocks.ConvolutionUnit;
import io.tomodrift.learned.nets.blocks.Nonlinearity;
import io.tomodrift.learned.nets.blocks.Norm;
import io.tomodrift.learned.nets.blocks.Part;
import io.tomodrift.learned.nets.blocks.Pass;
import io.tomodrift.learned.nets.blocks.Resampling;
import java.util.ArrayList;
import java.util.List;

/**
 * Children {@code encoder.STAGE} as of the encoder alone, {@code decoder.STAGE} and {@code last}.
 */
final class AutoEncoderBlock extends Part {

  private final AutoEncoder net;
  private final EncoderBlock encoder;
  private final List<ConvolutionUnit> decoder;
  private final Convolution last;

  AutoEncoderBlock(AutoEncoder net) {
    this.net = net;
    encoder = add("", new EncoderBlock(net.encoder()));
    List<ConvolutionUnit> units = new ArrayList<>();
    List<Integer> widths = net.widths();
    for (int stage = widths.size() - 1; stage > 0; stage--) {
      units.add(
          new ConvolutionUnit(
              net.dimensions(),
              widths.get(stage),
              widths.get(stage - 1),
              3,
              1,
              Norm.NONE,
              Nonlinearity.LEAKY_RELU));
    }
    decoder = addAll("decoder", units);
    last =
        add("last", Convolution.dense(net.dimensions(), widths.get(0), net.inputChannels(), 3, 1));
  }

  @Override
  public NDArray apply(NDArray x, Pass pass) {
    NDArray h = encoder.apply(x, pass);
    for (ConvolutionUnit unit : decoder) {
      NDArray fine = then(h, Resampling.nearestUp(h));
      h = then(fine, unit.apply(fine, pass));
    }
    NDArray fine = then(h, Resampling.nearestUp(h));
    return then(fine, last.apply(fine, pass));
  }

  @Override
  protected Shape outputShape(Shape input) {
    return shape(input, net.inputChannels(), 1, 1);
  }
}
