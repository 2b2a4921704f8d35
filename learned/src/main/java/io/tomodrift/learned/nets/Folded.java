package io.tomodrift.learned.nets;

import ai.djl.nn.Block;
import java.util.Objects;

/**
 * A network that works at half, a third ... of the resolution without losing detail: squares of
 * {@code factor} x {@code factor} neighbours become channels before it and pixels again after it
 * (Shi et al. 2016, fig. 1, both ways). The same network needs {@code factor}^2 times fewer
 * operations than at full resolution, and sees {@code factor} times as far; neighbouring pixels
 * come from different channels, which can leave a pattern of single pixels: two convolutions of
 * side 3 at full resolution, which also see the input, can smooth it away.
 *
 * @param inner network of {@code factor}^2 times as many channels in as this one, two-dimensional
 *     and not residual
 * @param factor side of the squares
 * @param outputChannels of the result
 * @param fineChannels channels of the convolutions at full resolution; 0 for none. The inner
 *     network gives {@code factor}^2 times as many, or as {@code outputChannels}
 * @param residual whether the first input channel is added to each output channel
 */
public record Folded(
    Architecture inner, int factor, int outputChannels, int fineChannels, boolean residual)
    implements Architecture {

  static final String KIND = "folded";

  /** Checks that the network fits the fold. */
  public Folded {
    Objects.requireNonNull(inner, "inner");
    if (outputChannels < 1 || fineChannels < 0) {
      throw new IllegalArgumentException(
          "outputChannels must be at least 1 and fineChannels not negative, got %d and %d"
              .formatted(outputChannels, fineChannels));
    }
    int square = factor * factor;
    int given = square * (fineChannels > 0 ? fineChannels : outputChannels);
    if (factor < 2
        || inner.dimensions() != 2
        || inner.residual()
        || inner.inputChannels() % square != 0
        || inner.outputChannels() != given) {
      throw new IllegalArgumentException(
          "a fold by %d (2 or more) needs a two-dimensional network that is not residual, with a"
                  .formatted(factor)
              + " multiple of %d channels in and %d out, got %s with %d in, %d out"
                  .formatted(
                      square, given, inner.kind(), inner.inputChannels(), inner.outputChannels()));
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
  public int sideMultiple() {
    return factor * inner.sideMultiple();
  }

  @Override
  public boolean timed() {
    return inner.timed();
  }

  @Override
  public Block block() {
    return new FoldedBlock(this);
  }
}
