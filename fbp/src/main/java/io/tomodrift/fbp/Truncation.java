package io.tomodrift.fbp;

/** What to do with projections that the detector cuts off before they fall to zero. */
public enum Truncation {
  /** Nothing: the image brightens towards the edge of the field of view. */
  NONE,
  /**
   * {@link #WATER} for the slices found truncated, see {@link TruncationDetector}; else nothing.
   */
  AUTO,
  /**
   * Every projection falls from its last value to zero as {@code cos^2}, after its slope. Needs no
   * assumption on the material. Ohnesorge et al. 2000, Med. Phys. 27(1):39 (there after mirroring
   * the edge).
   */
  COSINE,
  /**
   * Every projection goes on as that of a water cylinder with its last value and slope. Hsieh et
   * al. 2004, Med. Phys. 31(9):2385.
   */
  WATER
}
