package io.tomodrift.projectors;

/** How a filtered projection is read between its channels. */
public enum Interpolation {
  /** Linear between the two nearest channels; the default. */
  LINEAR,
  /** Cubic convolution over four channels (Keys 1981, a = -1/2): sharper and noisier. */
  CUBIC
}
