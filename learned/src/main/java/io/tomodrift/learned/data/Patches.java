package io.tomodrift.learned.data;

/**
 * A mini-batch of paired patches in the network's units.
 *
 * @param input {@code [sample][channel][(slice)][row][column]}, C order
 * @param target the same with the target's channels
 * @param inputShape lengths of the axes of {@code input}
 * @param targetShape lengths of the axes of {@code target}
 */
@SuppressWarnings("ArrayRecordComponent") // a batch is used once and never compared
public record Patches(float[] input, float[] target, long[] inputShape, long[] targetShape) {}
