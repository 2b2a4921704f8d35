package io.tomodrift.learned.nets;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.tomodrift.learned.nets.blocks.Chain;
import io.tomodrift.learned.nets.blocks.Convolution;
import io.tomodrift.learned.nets.blocks.ConvolutionUnit;
import io.tomodrift.learned.nets.blocks.Nonlinearity;
import io.tomodrift.learned.nets.blocks.Norm;
import io.tomodrift.learned.nets.blocks.Part;
import io.tomodrift.learned.nets.blocks.Pass;
import java.util.ArrayList;
import java.util.List;

/** Children {@code layers.0} and so on, and {@code last}. */
final class PatchGanBlock extends Part {

  private final Chain layers;
  private final Convolution last;
  private final int shrink;

  PatchGanBlock(PatchGan net) {
    List<ConvolutionUnit> units = new ArrayList<>();
    int in = net.inputChannels();
    for (int width : net.widths()) {
      units.add(unit(net, in, width, 4, 2, units.isEmpty() ? Norm.NONE : Norm.INSTANCE));
      in = width;
    }
    units.add(unit(net, in, in, 3, 1, Norm.INSTANCE));
    layers = add("layers", new Chain(units));
    last = add("last", Convolution.dense(net.dimensions(), in, 1, 3, 1));
    shrink = net.sideMultiple();
  }

  private static ConvolutionUnit unit(
      PatchGan net, int in, int out, int kernel, int stride, Norm norm) {
    return new ConvolutionUnit(
        net.dimensions(), in, out, kernel, stride, norm, Nonlinearity.LEAKY_RELU);
  }

  @Override
  public NDArray apply(NDArray x, Pass pass) {
    NDArray h = layers.apply(x, pass);
    return then(h, last.apply(h, pass));
  }

  @Override
  protected Shape outputShape(Shape input) {
    return shape(input, 1, shrink, 1);
  }
}
