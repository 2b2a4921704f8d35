package io.tomodrift.pipeline.check;

/** A square image to be registered, {@code [row][column]}, smoothed and read between pixels. */
final class SlicePlane {

  /** Of the Gaussian, pixels: wide enough for linear interpolation, narrow enough for edges. */
  private static final double SIGMA = 1.5;

  private static final int REACH = 5;

  private final int size;
  private final float[] values;

  private SlicePlane(int size, float[] values) {
    this.size = size;
    this.values = values;
  }

  static SlicePlane smoothed(float[] image, int size) {
    double[] kernel = new double[2 * REACH + 1];
    double sum = 0;
    for (int i = -REACH; i <= REACH; i++) {
      kernel[i + REACH] = Math.exp(-i * i / (2 * SIGMA * SIGMA));
      sum += kernel[i + REACH];
    }
    float[] across = new float[image.length];
    float[] both = new float[image.length];
    for (int pass = 0; pass < 2; pass++) {
      float[] from = pass == 0 ? image : across;
      float[] to = pass == 0 ? across : both;
      for (int row = 0; row < size; row++) {
        for (int column = 0; column < size; column++) {
          double value = 0;
          for (int i = -REACH; i <= REACH; i++) {
            int r = pass == 0 ? row : clamp(row + i, size);
            int c = pass == 0 ? clamp(column + i, size) : column;
            value += kernel[i + REACH] * from[r * size + c];
          }
          to[row * size + column] = (float) (value / sum);
        }
      }
    }
    return new SlicePlane(size, both);
  }

  private static int clamp(int index, int size) {
    return Math.max(0, Math.min(size - 1, index));
  }

  int size() {
    return size;
  }

  float at(int row, int column) {
    return values[row * size + column];
  }

  /** Linear interpolation; the position must be inside. */
  double at(double row, double column) {
    int r = clamp((int) Math.floor(row), size - 1);
    int c = clamp((int) Math.floor(column), size - 1);
    double fr = row - r;
    double fc = column - c;
    return (1 - fr) * ((1 - fc) * at(r, c) + fc * at(r, c + 1))
        + fr * ((1 - fc) * at(r + 1, c) + fc * at(r + 1, c + 1));
  }
}
