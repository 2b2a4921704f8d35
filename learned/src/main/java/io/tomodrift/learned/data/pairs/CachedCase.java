package io.tomodrift.learned.data.pairs;

import io.tomodrift.learned.data.CaseKind;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A pair on disk.
 *
 * @param id name of the case
 * @param subject who was scanned
 * @param kind whether the subject exists
 * @param folder where it is
 * @param sha256 digest of values and places of input and target
 * @param measures numbers about the pair, such as maeHu, and cpuSeconds that making it took
 */
public record CachedCase(
    String id,
    String subject,
    CaseKind kind,
    Path folder,
    String sha256,
    Map<String, Double> measures) {

  static final String INPUT = "input.npz";
  static final String TARGET = "target.npz";
  static final String SINOGRAM = "sinogram.npz";
  static final String IODINE = "iodine.npz";
  static final String RECORD = "case.json";

  /** Copies the map. */
  public CachedCase {
    measures = Collections.unmodifiableMap(new LinkedHashMap<>(measures));
  }
}
