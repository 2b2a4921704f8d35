package io.tomodrift.learned.nets;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.tomodrift.learned.nets.blocks.Chain;
import io.tomodrift.learned.nets.blocks.Convolution;
import io.tomodrift.learned.nets.blocks.MedNextBlock;
import io.tomodrift.learned.nets.blocks.Part;
import io.tomodrift.learned.nets.blocks.Pass;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Children {@code stem}, {@code encoder.LEVEL.BLOCK}, {@code down.LEVEL}, {@code bottleneck.BLOCK},
 * {@code up.LEVEL}, {@code decoder.LEVEL.BLOCK}, {@code last}.
 */
final class MedNextNetBlock extends Part {

  private final MedNext net;
  private final Convolution stem;
  private final List<Chain> encoder;
  private final List<MedNextBlock> down;
  private final Chain bottleneck;
  private final List<MedNextBlock> up;
  private final List<Chain> decoder;
  private final Convolution last;

  MedNextNetBlock(MedNext net) {
    this.net = net;
    int dimensions = net.dimensions();
    int deepest = net.levels() - 1;
    int stages = net.blocks().size();
    List<Integer> widths = net.widths();
    List<Chain> encoding = new ArrayList<>();
    List<Chain> decoding = new ArrayList<>();
    List<MedNextBlock> downwards = new ArrayList<>();
    List<MedNextBlock> upwards = new ArrayList<>();
    for (int level = 0; level < deepest; level++) {
      int mirrored = stages - 1 - level;
      encoding.add(stage(level, widths.get(level)));
      downwards.add(
          MedNextBlock.down(
              dimensions, widths.get(level), net.expansions().get(level + 1), net.kernel()));
      upwards.add(
          MedNextBlock.up(
              dimensions, widths.get(level + 1), net.expansions().get(mirrored), net.kernel()));
      decoding.add(stage(mirrored, widths.get(level)));
    }
    stem = add("stem", Convolution.linear(dimensions, net.inputChannels(), net.width(), 1));
    encoder = addAll("encoder", encoding);
    down = addAll("down", downwards);
    bottleneck = add("bottleneck", stage(deepest, widths.get(deepest)));
    up = addAll("up", upwards);
    decoder = addAll("decoder", decoding);
    last =
        add(
            "last",
            Convolution.last(dimensions, net.width(), net.outputChannels(), 1, net.residual()));
  }

  private Chain stage(int stage, int channels) {
    List<MedNextBlock> blocks = new ArrayList<>();
    for (int i = 0; i < net.blocks().get(stage); i++) {
      blocks.add(
          MedNextBlock.same(net.dimensions(), channels, net.expansions().get(stage), net.kernel()));
    }
    return new Chain(blocks);
  }

  @Override
  public NDArray apply(NDArray x, Pass pass) {
    Deque<NDArray> skips = new ArrayDeque<>();
    NDArray h = stem.apply(x, pass);
    for (int level = 0; level < down.size(); level++) {
      h = then(h, encoder.get(level).apply(h, pass));
      skips.push(h);
      h = down.get(level).apply(h, pass);
    }
    h = then(h, bottleneck.apply(h, pass));
    for (int level = up.size() - 1; level >= 0; level--) {
      NDArray fine = then(h, up.get(level).apply(h, pass));
      NDArray skip = skips.pop();
      NDArray sum = then(skip, then(fine, fine.add(skip)));
      h = then(sum, decoder.get(level).apply(sum, pass));
    }
    h = then(h, last.apply(h, pass));
    return net.residual() ? then(h, Residual.add(h, x)) : h;
  }

  @Override
  protected Shape outputShape(Shape input) {
    return shape(input, net.outputChannels(), 1, 1);
  }
}
