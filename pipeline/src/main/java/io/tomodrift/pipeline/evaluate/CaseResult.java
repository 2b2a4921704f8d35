package io.tomodrift.pipeline.evaluate;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One case.
 *
 * @param name name of the case
 * @param reference the truth
 * @param shape slices, rows, columns of what was evaluated
 * @param spacingMm the same of the voxels, mm
 * @param maskVoxels voxels in the mask; all if there is none
 * @param bandVoxels voxels in each band, by its name
 * @param edgeVoxels voxels at moderate edges of the reference
 * @param flatRegions number of flat regions
 * @param referenceNoise noise of the reference in them
 * @param methods results by name of the method; without those that lack the case
 * @param notes what a reader of the numbers should know
 */
public record CaseResult(
    String name,
    Path reference,
    List<Integer> shape,
    List<Double> spacingMm,
    long maskVoxels,
    Map<String, Long> bandVoxels,
    int edgeVoxels,
    int flatRegions,
    FlatRegions.Noise referenceNoise,
    Map<String, MethodResult> methods,
    List<String> notes) {

  /** Copies the collections. */
  public CaseResult {
    shape = List.copyOf(shape);
    spacingMm = List.copyOf(spacingMm);
    bandVoxels = Collections.unmodifiableMap(new LinkedHashMap<>(bandVoxels));
    methods = Collections.unmodifiableMap(new LinkedHashMap<>(methods));
    notes = List.copyOf(notes);
  }

  /** The result of a method, if it has the case. */
  public Optional<MethodResult> of(String method) {
    return Optional.ofNullable(methods.get(method));
  }

  /** A value of a method; not a number if the case or the value is absent. */
  public double value(String method, Quantity measure) {
    return of(method).map(result -> result.value(measure)).orElse(Double.NaN);
  }
}
