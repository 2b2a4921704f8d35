package io.tomodrift.learned.nets;

import ai.djl.nn.Block;
import java.util.Objects;

/**
 * A network that works at half, a third ... of the resolution without losing detail: squares of
 * {@code factor} x {@code factor} neighbours become channels before it and pixels again after it
 * (Shi et al. 2016, fig. 1, both ways). The same network needs {@code factor}^2 times fewer
 * operations than at full resolution, and sees {@code factor} times as far; neighbouring pixels
 * come from different channels, which can leave a pattern of single pixels.
 *
 * @param inner network of {@code factor}^2 times as many channels in and out, two-dimensional and
 *     not residual
 * @param factor side of the squares
 * @param residual whether the first input channel is added to each output channel
 */
public record Folded(Architecture inner, int factor, boolean residual) implements Architecture {

  static final String KIND = "folded";

  /** Checks that the network fits the fold. */
  public Folded {
    Objects.requireNonNull(inner, "inner");
    int square = factor * factor;
    if (factor < 2
        || inner.dimensions() != 2
        || inner.residual()
        || inner.inputChannels() % square != 0
        || inner.outputChannels() % square != 0) {
      throw new IllegalArgumentException(
          "a fold by %d (2 or more) needs a two-dimensional network that is not residual, with a"
                  .formatted(factor)
              + " multiple of %d channels in and out, got %s with %d in, %d out"
                  .formatted(square, inner.kind(), inner.inputChannels(), inner.outputChannels()));
    }
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public int dimensions() {
    return 2;
  }

  @Override
  public int inputChannels() {
    return inner.inputChannels() / (factor * factor);
  }

  @Override
  public int outputChannels() {
    return inner.outputChannels() / (factor * factor);
  }

  @Override
  public int sideMultiple() {
    return factor * inner.sideMultiple();
  }

  @Override
  public Block block() {
    return new FoldedBlock(this);
  }
}
