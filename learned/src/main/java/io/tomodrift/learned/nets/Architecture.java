package io.tomodrift.learned.nets;

import ai.djl.nn.Block;
import java.util.List;

/**
 * Everything about a network but its weights. A value: two equal architectures build blocks with
 * the same parameters in the same order, so weights of one fit the other.
 */
public interface Architecture {

  /** Name of the kind in model files, for example {@code unet}. */
  String kind();

  /** 2 or 3. */
  int dimensions();

  /** Channels of the input. */
  int inputChannels();

  /** Channels of the output. */
  int outputChannels();

  /** Each spatial side of the input must be a multiple of this. */
  int sideMultiple();

  /**
   * Whether the first input channel is added to the output, so that an untrained network is near
   * the identity.
   */
  boolean residual();

  /** Whether the result depends on a time besides the image. */
  default boolean timed() {
    return false;
  }

  /** The block without weights; its children are named and ordered. */
  Block block();

  /** Fails with the values found unless they can build a network. */
  static void check(
      String kind, int dimensions, int inputChannels, int outputChannels, List<Integer> widths) {
    if (dimensions != 2 && dimensions != 3) {
      throw new IllegalArgumentException(kind + ": dimensions must be 2 or 3, got " + dimensions);
    }
    if (inputChannels < 1
        || outputChannels < 1
        || widths.isEmpty()
        || widths.stream().anyMatch(w -> w < 1)) {
      throw new IllegalArgumentException(
          "%s: channels and widths must be positive, got %d in, %d out, widths %s"
              .formatted(kind, inputChannels, outputChannels, widths));
    }
  }
}
