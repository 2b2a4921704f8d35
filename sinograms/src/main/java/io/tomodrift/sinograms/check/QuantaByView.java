package io.tomodrift.sinograms.check;

import java.io.IOException;
import java.util.Optional;

/**
 * How many quanta each ray of a view would count without an object. Implementations are safe for
 * any number of threads.
 */
@FunctionalInterface
public interface QuantaByView {

  /** Not known. */
  QuantaByView UNKNOWN = view -> Optional.empty();

  /**
   * The quanta of a view, one value a column, or nothing if they are not known. The array is not
   * changed.
   *
   * @throws IOException if they cannot be read
   */
  Optional<float[]> of(int view) throws IOException;
}
