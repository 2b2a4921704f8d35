package io.tomodrift.learned.nets.blocks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;

/**
 * {@code h <- A h + B} with a factor and a term for each channel of each sample, affine maps of the
 * features of the pass (Perez et al. 2018, eq. 1). A is one more than its map, which is zero at
 * first, so that the untrained modulation changes nothing. Child {@code map}.
 */
public final class Modulation extends Part {

  private final int channels;
  private final Affine map;

  /** Modulates channels by features. */
  public Modulation(int features, int channels) {
    this.channels = channels;
    map = add("map", new Affine(features, 2 * channels, Weights.ZERO));
  }

  @Override
  public NDArray apply(NDArray h, Pass pass) {
    try (NDArray both = map.apply(pass.time(), pass);
        NDArray change = both.get(new NDIndex(":, 0:" + channels));
        NDArray term = both.get(new NDIndex(":, " + channels + ":"));
        NDArray factor = change.add(1)) {
      return modulate(h, factor, term);
    }
  }

  /**
   * The formula itself.
   *
   * @param factor A, {@code [sample][channel]}
   * @param term B, {@code [sample][channel]}
   */
  static NDArray modulate(NDArray h, NDArray factor, NDArray term) {
    long[] sides = new long[h.getShape().dimension()];
    Arrays.fill(sides, 1);
    sides[0] = h.getShape().get(0);
    sides[1] = h.getShape().get(1);
    Shape column = new Shape(sides);
    try (NDArray factors = factor.reshape(column);
        NDArray terms = term.reshape(column);
        NDArray scaled = h.mul(factors)) {
      return scaled.add(terms);
    }
  }

  @Override
  protected Shape outputShape(Shape input) {
    return input;
  }
}
