package io.tomodrift.geometry.stack;

/** Order of the values of a {@link FloatStack} in memory. */
public enum SliceLayout {
  /** {@code [slice][row][column]}, column fastest: the order of files and viewers. */
  PLANAR,
  /**
   * {@code [row][column][lane]}, lane fastest, where lane = slice and the lane count is padded (see
   * {@link FloatStack#lanesFor(int)}): the order of computation, because all slices of a stack
   * share every ray weight, so one coordinate serves a contiguous run of values.
   */
  INTERLEAVED
}
