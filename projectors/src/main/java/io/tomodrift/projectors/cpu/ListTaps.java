package io.tomodrift.projectors.cpu;

import java.util.Arrays;

/**
 * Inputs with their weights, any number for each of several outputs. Tap m of output o is entry
 * {@code m * outputs() + o} of both arrays, so that lists that grow alike stay close together; the
 * list of o has {@code count()[o]} taps. Owned by one thread; grows where a list overflows, and
 * then stays as large.
 */
public final class ListTaps {
  private static final int PADDING = 16;

  private final int stride;
  private final int[] count;
  private int[] position;
  private float[] weight;
  private float[] scratchSum = new float[0];

  /** Empty lists for so many outputs, with room for so many taps each at first. */
  public ListTaps(int outputs, int capacity) {
    stride = stride(outputs);
    count = new int[outputs];
    position = new int[stride * capacity];
    weight = new float[stride * capacity];
  }

  /** Empties every list. */
  void clear() {
    Arrays.fill(count, 0);
  }

  /** Appends a tap to the list of an output. */
  void add(int output, int inputPosition, float inputWeight) {
    int entry = count[output]++ * stride + output;
    if (entry >= position.length) {
      grow();
    }
    position[entry] = inputPosition;
    weight[entry] = inputWeight;
  }

  /** Doubles the room of every list; arrays got before are no longer in use. */
  void grow() {
    position = Arrays.copyOf(position, 2 * position.length);
    weight = Arrays.copyOf(weight, 2 * weight.length);
  }

  /** Distance of two taps of one list. */
  public int stride() {
    return stride;
  }

  /** Not a power of two where there are many lists: caches would keep few taps of a list. */
  static int stride(int outputs) {
    return outputs == 1 ? 1 : outputs + PADDING;
  }

  /** Length of each list. */
  public int[] count() {
    return count;
  }

  /** Position of each input. */
  public int[] position() {
    return position;
  }

  /** Weight of each input. */
  public float[] weight() {
    return weight;
  }

  float[] scratchSum(int lanes) {
    if (scratchSum.length < lanes) {
      scratchSum = new float[lanes];
    }
    return scratchSum;
  }
}
