package io.tomodrift.pipeline.raw;

import io.tomodrift.geometry.stack.Volume;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A reconstruction placed in the patient.
 *
 * @param images what was reconstructed, gantry frame
 * @param placement how it was placed
 * @param label what the slices were made from, such as "60 views"
 * @param slices the slices
 * @param fullView the slices from all views, if they were made too
 * @param reference the volume they are compared with, same voxels
 * @param tissueErrors errors by kind of tissue, for each volume that was compared with the
 *     reference
 */
record RawResult(
    RawImages images,
    PatientPlacement placement,
    String label,
    Volume slices,
    Optional<Volume> fullView,
    Optional<Volume> reference,
    Map<String, List<TissueErrors.Region>> tissueErrors) {

  RawResult {
    tissueErrors = Collections.unmodifiableMap(new LinkedHashMap<>(tissueErrors)); // in order
  }
}
