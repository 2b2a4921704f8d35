package io.tomodrift.sinograms.rebin;

/** What becomes of the views of a flying focal spot. */
public enum FocalSpotViews {
  /** Each stays a view of its own. */
  ALL,
  /**
   * Those of one group become one view: positions along the axis interlace their rows, positions in
   * the plane interlace their channels (twice as many).
   */
  FOLD
}
