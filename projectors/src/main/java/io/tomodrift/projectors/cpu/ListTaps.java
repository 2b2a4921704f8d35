package io.tomodrift.projectors.cpu;

import java.util.Arrays;

/**
 * Inputs with their weights, any number for each of several outputs. The list of output o begins at
 * {@code o * capacity()} of both arrays and has {@code count()[o]} entries. Owned by one thread;
 * grows where a list overflows, and then stays as large.
 */
public final class ListTaps {
  private final int outputs;
  private final int[] count;
  private int capacity;
  private int[] position;
  private float[] weight;
  private float[] scratchSum = new float[0];

  /** Empty lists for so many outputs, with room for so many taps each at first. */
  public ListTaps(int outputs, int capacity) {
    this.outputs = outputs;
    this.capacity = capacity;
    count = new int[outputs];
    position = new int[outputs * capacity];
    weight = new float[outputs * capacity];
  }

  /** Empties every list. */
  void clear() {
    Arrays.fill(count, 0);
  }

  /** Appends a tap to the list of an output. */
  void add(int output, int inputPosition, float inputWeight) {
    int at = count[output];
    if (at == capacity) {
      grow();
    }
    position[output * capacity + at] = inputPosition;
    weight[output * capacity + at] = inputWeight;
    count[output] = at + 1;
  }

  /** Doubles the room of every list; arrays got before are no longer in use. */
  void grow() {
    int wider = 2 * capacity;
    int[] positions = new int[outputs * wider];
    float[] weights = new float[outputs * wider];
    for (int o = 0; o < outputs; o++) {
      System.arraycopy(position, o * capacity, positions, o * wider, count[o]);
      System.arraycopy(weight, o * capacity, weights, o * wider, count[o]);
    }
    capacity = wider;
    position = positions;
    weight = weights;
  }

  /** Entries between the beginnings of two lists. */
  public int capacity() {
    return capacity;
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
