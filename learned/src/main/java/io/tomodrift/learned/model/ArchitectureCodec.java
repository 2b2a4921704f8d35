package io.tomodrift.learned.model;

import io.tomodrift.geometry.error.ModelException;
import io.tomodrift.learned.nets.Architecture;
import java.util.Map;

/** Builds architectures from the plain values that model cards hold. */
@FunctionalInterface
public interface ArchitectureCodec {

  /**
   * The architecture of these values: whole numbers, truth values, words and lists of them.
   *
   * @throws ModelException naming the field, what was found and what would fit
   */
  Architecture read(Map<String, ?> values);
}
