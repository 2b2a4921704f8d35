package io.tomodrift.learned.nets;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.tomodrift.learned.nets.blocks.ConvolutionUnit;
import io.tomodrift.learned.nets.blocks.Nonlinearity;
import io.tomodrift.learned.nets.blocks.Norm;
import io.tomodrift.learned.nets.blocks.Part;
import io.tomodrift.learned.nets.blocks.Pass;
import java.util.ArrayList;
import java.util.List;

/** Children {@code encoder.STAGE}; as a block it gives all stages, as a part the deepest. */
final class EncoderBlock extends Part {

  private final List<ConvolutionUnit> stages;

  EncoderBlock(FeatureEncoder net) {
    List<ConvolutionUnit> units = new ArrayList<>();
    int in = net.inputChannels();
    for (int width : net.widths()) {
      units.add(
          new ConvolutionUnit(
              net.dimensions(), in, width, 3, 2, Norm.NONE, Nonlinearity.LEAKY_RELU));
      in = width;
    }
    stages = addAll("encoder", units);
  }

  /** Maps of all stages, finest first. */
  NDList all(NDArray x, Pass pass) {
    NDList maps = new NDList();
    NDArray h = x;
    for (ConvolutionUnit stage : stages) {
      h = stage.apply(h, pass);
      maps.add(h);
    }
    return maps;
  }

  @Override
  public NDArray apply(NDArray x, Pass pass) {
    NDList maps = all(x, pass);
    NDArray deepest = maps.remove(maps.size() - 1);
    maps.forEach(NDArray::close);
    return deepest;
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    return all(inputs.singletonOrThrow(), new Pass(store, training));
  }

  @Override
  protected Shape outputShape(Shape input) {
    Shape[] shapes = getOutputShapes(new Shape[] {input});
    return shapes[shapes.length - 1];
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    Shape[] shapes = new Shape[stages.size()];
    Shape shape = inputShapes[0];
    for (int i = 0; i < shapes.length; i++) {
      shape = stages.get(i).getOutputShapes(new Shape[] {shape})[0];
      shapes[i] = shape;
    }
    return shapes;
  }
}
