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

/** Children {@code decoder.STAGE} and {@code last}. */
final class DecoderBlock extends Part {

  private final FeatureDecoder net;
  private final List<ConvolutionUnit> decoder;
  private final Convolution last;

  DecoderBlock(FeatureDecoder net) {
    this.net = net;
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
        add("last", Convolution.dense(net.dimensions(), widths.get(0), net.outputChannels(), 3, 1));
  }

  /** Leaves the features open. */
  @Override
  public NDArray apply(NDArray features, Pass pass) {
    NDArray h = Resampling.nearestUp(features);
    for (ConvolutionUnit unit : decoder) {
      h = then(h, unit.apply(h, pass));
      h = then(h, Resampling.nearestUp(h));
    }
    return then(h, last.apply(h, pass));
  }

  @Override
  protected Shape outputShape(Shape input) {
    return shape(input, net.outputChannels(), 1, 1 << net.widths().size());
  }
}
