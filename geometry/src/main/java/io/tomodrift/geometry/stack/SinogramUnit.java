package io.tomodrift.geometry.stack;

/** What the values of a {@link Sinogram} mean. */
public enum SinogramUnit {
  /** Line integrals of the attenuation coefficient, dimensionless. */
  LINE_INTEGRAL,
  /** Detected quanta or detector counts, before the logarithm. */
  COUNTS
}
