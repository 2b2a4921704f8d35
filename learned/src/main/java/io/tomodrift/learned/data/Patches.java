package io.tomodrift.learned.data;

import java.util.List;

/**
 * A mini-batch of paired patches in the network's units.
 *
 * @param input {@code [sample][channel][(slice)][row][column]}, C order
 * @param target the same with the target's channels
 * @param inputShape lengths of the axes of {@code input}
 * @param targetShape lengths of the axes of {@code target}
 * @param origins where each sample comes from; empty if its pixels are none of an image
 */
@SuppressWarnings("ArrayRecordComponent") // a batch is used once and never compared
public record Patches(
    float[] input,
    float[] target,
    long[] inputShape,
    long[] targetShape,
    List<PatchOrigin> origins) {

  /** Copies the list. */
  public Patches {
    origins = List.copyOf(origins);
  }

  /** A mini-batch from nowhere. */
  public Patches(float[] input, float[] target, long[] inputShape, long[] targetShape) {
    this(input, target, inputShape, targetShape, List.of());
  }
}
