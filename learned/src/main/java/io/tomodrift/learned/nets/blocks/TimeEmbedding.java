package io.tomodrift.learned.nets.blocks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/**
 * Features of a time in [0, 1]: {@code sin(1000 t f_i), cos(1000 t f_i)} with {@code f_i =
 * 10000^(-i / (D / 2))}, i from 0 to D / 2 - 1 (Vaswani et al. 2017, section 3.5; the factor so
 * that neighbouring times of a thousand steps differ as positions do), then two affine maps with
 * SiLU after each. Children {@code 0} and {@code 1}.
 */
public final class TimeEmbedding extends Part {

  private static final double SCALE = 1000;
  private static final double LONGEST = 10_000;

  private final int sinusoids;
  private final Affine first;
  private final Affine second;

  /**
   * An embedding.
   *
   * @param sinusoids number of sines and cosines, even
   * @param features of the result
   */
  public TimeEmbedding(int sinusoids, int features) {
    if (sinusoids < 2 || sinusoids % 2 != 0) {
      throw new IllegalArgumentException("sinusoids must be even, got " + sinusoids);
    }
    this.sinusoids = sinusoids;
    first = add("0", new Affine(sinusoids, features, Weights.HE_NORMAL));
    second = add("1", new Affine(features, features, Weights.HE_NORMAL));
  }

  /**
   * The sinusoids alone.
   *
   * @param time {@code [sample]}
   * @return {@code [sample][sinusoid]}, sines first
   */
  public static NDArray sinusoids(NDArray time, int count) {
    double[] frequencies = new double[count / 2];
    for (int i = 0; i < frequencies.length; i++) {
      frequencies[i] = SCALE * Math.pow(LONGEST, -i / (count / 2.0));
    }
    DataType type = time.getDataType();
    try (NDArray onHeap = time.getManager().create(frequencies, new Shape(1, frequencies.length));
        NDArray converted = onHeap.toType(type, true);
        NDArray row = converted.duplicate();
        NDArray exact = time.reshape(-1, 1);
        NDArray angles = exact.mul(row);
        NDArray sines = angles.sin();
        NDArray cosines = angles.cos()) {
      return sines.concat(cosines, 1);
    }
  }

  @Override
  public NDArray apply(NDArray time, Pass pass) {
    NDArray h = sinusoids(time, sinusoids);
    h = then(h, first.apply(h, pass));
    h = then(h, Nonlinearity.SILU.apply(h));
    h = then(h, second.apply(h, pass));
    return then(h, Nonlinearity.SILU.apply(h));
  }

  @Override
  protected Shape outputShape(Shape input) {
    return second.outputShape(input);
  }
}
