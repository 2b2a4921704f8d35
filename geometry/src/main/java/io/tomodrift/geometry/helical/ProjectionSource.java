package io.tomodrift.geometry.helical;

import java.io.IOException;

/**
 * Projections of a multi-row scan that are read view by view, as 16 bit values: what raw data are.
 * Implementations are safe for any number of threads.
 */
public interface ProjectionSource {

  /** The scan. */
  HelicalGeometry geometry();

  /**
   * Reads one view.
   *
   * @param target unsigned 16 bit values {@code [column][row]}, row fastest, at least {@code
   *     detector().elements()} of them
   * @return what they mean
   * @throws IOException if the view cannot be read
   */
  StoredScale read(int view, short[] target) throws IOException;
}
