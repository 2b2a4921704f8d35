package io.tomodrift.sinograms.rebin;

/**
 * Consecutive views of a scan.
 *
 * @param first first view
 * @param end view after the last
 */
public record ViewRange(int first, int end) {

  /** Number of views. */
  public int count() {
    return end - first;
  }

  /** True if the view is one of them. */
  public boolean contains(int view) {
    return view >= first && view < end;
  }
}
