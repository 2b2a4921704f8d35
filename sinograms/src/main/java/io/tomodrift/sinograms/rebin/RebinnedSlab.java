package io.tomodrift.sinograms.rebin;

import io.tomodrift.geometry.stack.Sinogram;

/** Some consecutive slices of a rebinned stack. */
public final class RebinnedSlab {

  private final int firstSlice;
  private final Sinogram sinogram;
  private final float[] completeness;

  RebinnedSlab(int firstSlice, Sinogram sinogram, float[] completeness) {
    this.firstSlice = firstSlice;
    this.sinogram = sinogram;
    this.completeness = completeness;
  }

  /** Number of the first slice within the plan. */
  public int firstSlice() {
    return firstSlice;
  }

  /** Number of slices. */
  public int slices() {
    return sinogram.slices();
  }

  /** Line integrals, layout INTERLEAVED, with the Z of the slices. */
  public Sinogram sinogram() {
    return sinogram;
  }

  /**
   * For each slice the fraction of the rays within the symmetric fan that were measured; the others
   * are 0.
   */
  public float[] completeness() {
    return completeness.clone();
  }
}
