package io.tomodrift.learned.data;

import io.tomodrift.geometry.stack.FloatStack;

/**
 * How values of images become values a network sees, and back. A value that model files carry: what
 * a network was trained with is what it is used with.
 */
public sealed interface Normalisation permits HuScale, PercentileScale {

  /** The map for one volume; its percentiles, where they matter, are those of this volume. */
  Scale fit(FloatStack values);

  /** The map of one volume. */
  interface Scale {

    /** The network's value of an image's; clipped to the range of the network. */
    float toNetwork(float value);

    /** The image's value of a network's; not clipped. */
    float fromNetwork(float value);

    /** Whether {@link #toNetwork} clips the value, so that the network cannot know it. */
    boolean clips(float value);
  }
}
