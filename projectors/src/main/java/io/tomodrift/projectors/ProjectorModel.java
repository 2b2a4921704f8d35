package io.tomodrift.projectors;

/** How a pixel image is integrated along a ray; each model comes as a matched pair. */
public enum ProjectorModel {
  /**
   * Steps along the axis the ray is closest to, interpolating linearly across it; smooth, the
   * default. Reference: Joseph 1982, IEEE TMI 1(3):192.
   */
  JOSEPH,
  /**
   * Chord length of the ray in each pixel; exact for piecewise constant images. Reference: Siddon
   * 1985, Med. Phys. 12(2):252.
   */
  SIDDON
}
