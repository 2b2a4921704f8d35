package io.tomodrift.sinograms.rebin;

/** Interpolation between neighbouring views and between neighbouring columns. */
public enum RayInterpolation {
  /** Between two neighbours. */
  LINEAR,
  /** Cubic convolution over four neighbours (Keys 1981, IEEE Trans. ASSP 29(6):1153, a = -1/2). */
  CUBIC
}
