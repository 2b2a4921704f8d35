package io.tomodrift.pipeline.evaluate;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The files of one case.
 *
 * @param name name of the case
 * @param reference the truth
 * @param tests the images of the methods that have one, by name
 * @param mask where errors are measured, if masks are files
 * @param bands the volume of each band, by its name
 */
record CasePaths(
    String name,
    Path reference,
    Map<String, Path> tests,
    Optional<Path> mask,
    Map<String, Path> bands) {

  CasePaths {
    tests = Collections.unmodifiableMap(new LinkedHashMap<>(tests));
    bands = Collections.unmodifiableMap(new LinkedHashMap<>(bands));
  }
}
