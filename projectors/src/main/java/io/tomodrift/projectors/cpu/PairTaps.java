package io.tomodrift.projectors.cpu;

/**
 * Pairs of inputs at a fixed distance with their weights, for several outputs: what linear
 * interpolation reads. Tap m of output o of lists that begin at {@code first} is entry {@code first
 * + m stride() + o} of each array. Owned by one thread; made once, refilled often.
 */
public final class PairTaps {
  private final int stride;
  private final int[] position;
  private final float[] near;
  private final float[] far;
  private final double[] scratchChannel;
  private final double[] scratchWeight;
  private float[] scratchSum = new float[0];

  /**
   * Makes room.
   *
   * @param outputs largest number of outputs
   * @param count largest number of pairs of each
   */
  public PairTaps(int outputs, int count) {
    stride = ListTaps.stride(outputs);
    int capacity = stride * count;
    position = new int[capacity];
    near = new float[capacity];
    far = new float[capacity];
    scratchChannel = new double[outputs];
    scratchWeight = new double[outputs];
  }

  /** Distance of two pairs of one output. */
  public int stride() {
    return stride;
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

  /** Room for one value an output, for whoever locates. */
  public double[] scratchChannel() {
    return scratchChannel;
  }

  /** More such room. */
  public double[] scratchWeight() {
    return scratchWeight;
  }

  /** Room for so many sums, for whoever adds. */
  public float[] scratchSum(int lanes) {
    if (scratchSum.length < lanes) {
      scratchSum = new float[lanes];
    }
    return scratchSum;
  }
}
