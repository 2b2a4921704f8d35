package io.tomodrift.pipeline.evaluate;

import io.tomodrift.metrics.Curve;
import io.tomodrift.metrics.SegmentationResult;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The numbers of one method in one case.
 *
 * @param path the image
 * @param values what was measured; what is not defined is absent
 * @param tissues overlap and distance of each class
 * @param spectrum power of the residual over frequency
 * @param origin what the manifest beside the image tells of how it was made; empty without one
 * @param msSsimLevels levels of MS-SSIM
 * @param notes what a reader of the numbers should know
 */
public record MethodResult(
    Path path,
    Map<Quantity, Double> values,
    Map<Tissue, SegmentationResult> tissues,
    Curve spectrum,
    Optional<Origin> origin,
    int msSsimLevels,
    List<String> notes) {

  /** Copies the collections; values that are not a number are left out. */
  public MethodResult {
    Map<Quantity, Double> defined = new LinkedHashMap<>();
    values.forEach(
        (measure, value) -> {
          if (!value.isNaN()) {
            defined.put(measure, value);
          }
        });
    values = Collections.unmodifiableMap(defined);
    tissues = Collections.unmodifiableMap(new EnumMap<>(tissues));
    notes = List.copyOf(notes);
  }

  /** A value; not a number if it is not defined. */
  public double value(Quantity measure) {
    return values.getOrDefault(measure, Double.NaN);
  }
}
