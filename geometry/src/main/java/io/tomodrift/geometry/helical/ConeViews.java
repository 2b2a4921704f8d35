package io.tomodrift.geometry.helical;

/**
 * Line integrals of a multi-row scan, computed view by view: what simulators are. Implementations
 * are safe for any number of threads.
 */
public interface ConeViews {

  /** The scan. */
  HelicalGeometry geometry();

  /**
   * Computes one view.
   *
   * @param target {@code [column][row]}, row fastest, at least {@code detector().elements()} values
   */
  void view(int index, float[] target);
}
