package io.tomodrift.formats.matlab;

import java.util.List;

/** A matrix or higher array of real numbers or booleans (0 and 1). */
public final class MatNumbers implements MatValue {

  private final List<Integer> shape;
  private final double[] columnMajor;

  MatNumbers(List<Integer> shape, double[] columnMajor) {
    this.shape = List.copyOf(shape);
    this.columnMajor = columnMajor;
  }

  /** Sizes: rows, columns, then any others; at least two. */
  public List<Integer> shape() {
    return shape;
  }

  /** Number of values. */
  public int count() {
    return columnMajor.length;
  }

  /** A copy of the values in MATLAB's order, first index fastest. */
  public double[] columnMajor() {
    return columnMajor.clone();
  }

  /** A copy of the values with the last index fastest, as in C, NumPy and this library. */
  public double[] rowMajor() {
    double[] out = new double[columnMajor.length];
    int[] index = new int[shape.size()];
    for (int i = 0; i < out.length; i++) {
      out[i] = columnMajor[columnMajorPosition(index)];
      increment(index);
    }
    return out;
  }

  /** {@link #rowMajor()} rounded to float32. */
  public float[] rowMajorFloats() {
    double[] values = rowMajor();
    float[] out = new float[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) values[i];
    }
    return out;
  }

  private int columnMajorPosition(int[] index) {
    int position = 0;
    for (int axis = index.length - 1; axis >= 0; axis--) {
      position = position * shape.get(axis) + index[axis];
    }
    return position;
  }

  private void increment(int[] index) {
    for (int axis = index.length - 1; axis >= 0; axis--) {
      if (++index[axis] < shape.get(axis)) {
        return;
      }
      index[axis] = 0;
    }
  }

  @Override
  public String kind() {
    return "numbers";
  }

  @Override
  public String toString() {
    return "MatNumbers" + shape;
  }
}
