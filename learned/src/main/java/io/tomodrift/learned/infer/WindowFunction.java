package io.tomodrift.learned.infer;

/** What is made of windows, for example by a network. */
@FunctionalInterface
public interface WindowFunction {

  /**
   * Maps windows; called by one thread at a time.
   *
   * @param windows {@code [window][slice][row][column]}; reused afterwards, so not to be kept. May
   *     be longer than the windows need
   * @param count number of windows
   * @param shape {@code {slices, rows, columns}} of a window
   * @return the same shape, at least as long as the windows need
   */
  float[] apply(float[] windows, int count, int[] shape);
}
