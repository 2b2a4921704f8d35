package io.tomodrift.learned.nets.blocks;

/** What follows a convolution. */
public enum Norm {
  /** Nothing: results do not depend on the size of the image or window. */
  NONE,
  /** Each channel of each sample to mean 0 and variance 1, then scale and shift. */
  INSTANCE,
  /** The same for groups of channels together: as many as divide the channels, at most 32. */
  GROUP
}
