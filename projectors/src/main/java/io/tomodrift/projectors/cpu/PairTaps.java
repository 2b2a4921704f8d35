package io.tomodrift.projectors.cpu;

/**
 * Pairs of inputs at a fixed distance with their weights, for several outputs: what linear
 * interpolation reads. Tap m of output o of a list that begins at {@code first} and has {@code n}
 * outputs is entry {@code first + m n + o} of each array. Owned by one thread; made once, refilled
 * often.
 */
public final class PairTaps {
  private final int[] position;
  private final float[] near;
  private final float[] far;
  private final double[] scratchChannel;
  private final double[] scratchWeight;
  private float[] scratchSum = new float[0];

  /**
   * Makes room.
   *
   * @param capacity pairs
   * @param outputs largest number of outputs located at a time
   */
  public PairTaps(int capacity, int outputs) {
    position = new int[capacity];
    near = new float[capacity];
    far = new float[capacity];
    scratchChannel = new double[outputs];
    scratchWeight = new double[outputs];
  }

  /** Position of the first input of each pair. */
  public int[] position() {
    return position;
  }

  /** Weight of the first input of each pair. */
  public float[] near() {
    return near;
  }

  /** Weight of the second input of each pair. */
  public float[] far() {
    return far;
  }

  double[] scratchChannel() {
    return scratchChannel;
  }

  double[] scratchWeight() {
    return scratchWeight;
  }

  float[] scratchSum(int lanes) {
    if (scratchSum.length < lanes) {
      scratchSum = new float[lanes];
    }
    return scratchSum;
  }
}
