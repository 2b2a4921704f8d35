package io.tomodrift.learned.nets;

import ai.djl.nn.Block;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * MedNeXt (Roy et al. 2023, fig. 1 and table 1): an encoder and decoder of {@link
 * io.tomodrift.learned.nets.blocks.MedNextBlock}s whose skips are added; channels double from level
 * to level. No deep supervision.
 *
 * <p>Numbers of weights in three dimensions, one channel in and out, kernel 3: S 5.6, B 10.5, M
 * 17.6, L 61.8 million, as published.
 *
 * @param dimensions 2 or 3
 * @param inputChannels the first is the image that a residual network adds to
 * @param outputChannels of the result
 * @param width channels of the finest level
 * @param kernel side of the depthwise convolutions, odd
 * @param expansions factor of the channels within blocks, for each stage from the finest down to
 *     the coarsest and up again; their number is odd
 * @param blocks number of blocks of each stage, as many
 * @param residual whether the first input channel is added to each output channel
 */
public record MedNext(
    int dimensions,
    int inputChannels,
    int outputChannels,
    int width,
    int kernel,
    List<Integer> expansions,
    List<Integer> blocks,
    boolean residual)
    implements Architecture {

  static final String KIND = "mednext";

  private static final List<Integer> DEEP = List.of(3, 4, 4, 4, 4, 4, 4, 4, 3);
  private static final List<Integer> WIDE = List.of(2, 3, 4, 4, 4, 4, 4, 3, 2);
  private static final List<Integer> LARGE = List.of(3, 4, 8, 8, 8, 8, 8, 4, 3);

  /** Checks the numbers. */
  public MedNext {
    expansions = List.copyOf(expansions);
    blocks = List.copyOf(blocks);
    Architecture.check(KIND, dimensions, inputChannels, outputChannels, List.of(width));
    if (kernel < 1 || kernel % 2 == 0) {
      throw new IllegalArgumentException(KIND + ": kernel must be odd, got " + kernel);
    }
    if (expansions.size() != blocks.size()
        || blocks.size() % 2 == 0
        || expansions.stream().anyMatch(e -> e < 1)
        || blocks.stream().anyMatch(b -> b < 1)) {
      throw new IllegalArgumentException(
          "%s: expansions and blocks must be as many, an odd number, and positive, got %s and %s"
              .formatted(KIND, expansions, blocks));
    }
  }

  /** Usual sizes, with kernel 3. */
  public enum Size {
    /** 16 to 128 channels, one block a stage: for processors, in two dimensions. */
    N,
    /** 12 to 48 channels, one block a stage: for processors, in three dimensions. */
    N3,
    /** Small. */
    S,
    /** Base. */
    B,
    /** Medium. */
    M,
    /** Large. */
    L;

    /** The architecture of this size. */
    public MedNext of(int dimensions, int inputChannels, int outputChannels, boolean residual) {
      int width = this == N ? 16 : this == N3 ? 12 : 32;
      List<Integer> twice = Collections.nCopies(9, 2);
      List<Integer> expansions =
          switch (this) {
            case N -> Collections.nCopies(7, 2);
            case N3 -> Collections.nCopies(5, 2);
            case S -> twice;
            case B, M -> WIDE;
            case L -> LARGE;
          };
      List<Integer> blocks =
          switch (this) {
            case N -> Collections.nCopies(7, 1);
            case N3 -> Collections.nCopies(5, 1);
            case S, B -> twice;
            case M -> DEEP;
            case L -> LARGE;
          };
      return new MedNext(
          dimensions, inputChannels, outputChannels, width, 3, expansions, blocks, residual);
    }
  }

  /** Number of resolutions. */
  public int levels() {
    return (blocks.size() + 1) / 2;
  }

  /** Channels of each level, from the finest. */
  public List<Integer> widths() {
    List<Integer> widths = new ArrayList<>();
    for (int level = 0; level < levels(); level++) {
      widths.add(width << level);
    }
    return widths;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public int sideMultiple() {
    return 1 << (levels() - 1);
  }

  @Override
  public Block block() {
    return new MedNextNetBlock(this);
  }
}
