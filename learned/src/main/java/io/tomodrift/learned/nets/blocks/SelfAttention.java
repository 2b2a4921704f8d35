package io.tomodrift.learned.nets.blocks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.tomodrift.learned.torch.Ops;

/**
 * Every position reads all others: {@code x + P softmax(q k^T / sqrt(C)) v} with queries, keys,
 * values and P made by convolutions of side 1 (Wang et al. 2018, eq. 6; scaled as in Vaswani et al.
 * 2017, eq. 1). P is zero at first. The time and memory grow with the square of the positions.
 * Children {@code norm}, {@code query}, {@code key}, {@code value} and {@code last}.
 */
public final class SelfAttention extends Part {

  private final int channels;
  private final ChannelNorm norm;
  private final Convolution query;
  private final Convolution key;
  private final Convolution value;
  private final Convolution last;

  /** Attention among the positions of an image. */
  public SelfAttention(int dimensions, int channels, Norm norm) {
    this.channels = channels;
    this.norm = norm == Norm.NONE ? null : add("norm", ChannelNorm.of(norm, channels));
    query = add("query", Convolution.linear(dimensions, channels, channels, 1));
    key = add("key", Convolution.linear(dimensions, channels, channels, 1));
    value = add("value", Convolution.linear(dimensions, channels, channels, 1));
    last = add("last", Convolution.last(dimensions, channels, channels, 1, true));
  }

  @Override
  public NDArray apply(NDArray x, Pass pass) {
    NDArray read = norm == null ? x : norm.apply(x, pass);
    NDArray mixed;
    try (NDArray q = flat(query.apply(read, pass));
        NDArray k = flat(key.apply(read, pass));
        NDArray v = flat(value.apply(read, pass));
        NDArray rows = q.transpose(0, 2, 1);
        NDArray products = rows.batchMatMul(k);
        NDArray factor = Ops.constant(products, 1 / Math.sqrt(channels));
        NDArray scaled = products.mul(factor);
        NDArray shares = scaled.softmax(-1);
        NDArray columns = shares.transpose(0, 2, 1)) {
      // [channel][position from] x [position from][position to]
      mixed = v.batchMatMul(columns);
    }
    if (norm != null) {
      read.close();
    }
    mixed = then(mixed, mixed.reshape(x.getShape()));
    mixed = then(mixed, last.apply(mixed, pass));
    return then(mixed, mixed.add(x));
  }

  /** {@code [sample][channel][position]}. */
  private static NDArray flat(NDArray x) {
    Shape shape = x.getShape();
    long samples = shape.get(0);
    long all = shape.get(1);
    return then(x, x.reshape(samples, all, shape.size() / samples / all));
  }

  @Override
  protected Shape outputShape(Shape input) {
    return input;
  }
}
