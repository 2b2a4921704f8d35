package io.tomodrift.learned.nets;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.tomodrift.learned.nets.blocks.Chain;
import io.tomodrift.learned.nets.blocks.Convolution;
import io.tomodrift.learned.nets.blocks.Part;
import io.tomodrift.learned.nets.blocks.Pass;
import io.tomodrift.learned.nets.blocks.Resampling;
import io.tomodrift.learned.nets.blocks.SelfAttention;
import io.tomodrift.learned.nets.blocks.TimeEmbedding;
import io.tomodrift.learned.nets.blocks.TimeUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Children {@code time}, {@code first}, {@code encoder.LEVEL}, {@code down.LEVEL}, {@code middle},
 * {@code decoder.LEVEL} and {@code last}.
 */
final class TimeResNetBlock extends Part {

  private final TimeResNet net;
  private final TimeEmbedding time;
  private final Convolution first;
  private final List<Part> encoder;
  private final List<Part> down;
  private final Part middle;
  private final List<Part> decoder;
  private final Convolution last;

  TimeResNetBlock(TimeResNet net) {
    this.net = net;
    int d = net.dimensions();
    List<Integer> widths = net.widths();
    time = add("time", new TimeEmbedding(net.sinusoids(), net.features()));
    first = add("first", Convolution.dense(d, net.inputChannels(), widths.get(0), 3, 1));
    List<Part> stages = new ArrayList<>();
    List<Part> halvings = new ArrayList<>();
    List<Part> up = new ArrayList<>();
    for (int level = 0; level < widths.size(); level++) {
      int width = widths.get(level);
      stages.add(stage(width, width, net.units()));
      if (level + 1 < widths.size()) {
        int coarser = widths.get(level + 1);
        halvings.add(Convolution.dense(d, width, coarser, 3, 2));
        up.add(stage(width + coarser, width, net.units() > 1 ? net.units() + 1 : 1));
      }
    }
    encoder = addAll("encoder", stages);
    down = addAll("down", halvings);
    middle = add("middle", middle(widths.get(widths.size() - 1)));
    decoder = addAll("decoder", up);
    last = add("last", Convolution.last(d, widths.get(0), net.outputChannels(), 3, false));
  }

  private Part stage(int in, int out, int units) {
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < units; i++) {
      parts.add(unit(i == 0 ? in : out, out));
    }
    return new Chain(parts);
  }

  private Part middle(int width) {
    List<Part> parts = new ArrayList<>(List.of(unit(width, width)));
    if (net.attention()) {
      parts.add(new SelfAttention(net.dimensions(), width, net.norm()));
      parts.add(unit(width, width));
    }
    return new Chain(parts);
  }

  private TimeUnit unit(int in, int out) {
    return new TimeUnit(net.dimensions(), in, out, net.features(), net.norm());
  }

  @Override
  public NDArray apply(NDArray x, Pass pass) {
    NDArray features = time.apply(pass.time(), pass);
    Pass inner = pass.withTime(features);
    Deque<NDArray> skips = new ArrayDeque<>();
    NDArray h = first.apply(x, inner);
    for (int level = 0; level < encoder.size(); level++) {
      h = then(h, encoder.get(level).apply(h, inner));
      if (level < down.size()) {
        skips.push(h);
        h = down.get(level).apply(h, inner);
      }
    }
    h = then(h, middle.apply(h, inner));
    for (int level = decoder.size() - 1; level >= 0; level--) {
      NDArray fine = then(h, Resampling.nearestUp(h));
      NDArray skip = skips.pop();
      NDArray both = then(fine, skip.concat(fine, 1));
      skip.close();
      h = then(both, decoder.get(level).apply(both, inner));
    }
    features.close();
    return then(h, last.apply(h, inner));
  }

  @Override
  protected Shape outputShape(Shape input) {
    return shape(input, net.outputChannels(), 1, 1);
  }
}
