package io.tomodrift.pipeline.evaluate;

import io.tomodrift.metrics.Curve;
import io.tomodrift.metrics.SegmentationResult;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The numbers of one method in one case.
 *
 * @param path the image
 * @param values what was measured; what is not defined is absent
 * @param tissues overlap and distance of each class
 * @param spectrum power of the residual over frequency
 * @param msSsimLevels levels of MS-SSIM
 * @param notes what a reader of the numbers should know
 */
public record MethodResult(
    Path path,
    Map<Measure, Double> values,
    Map<Tissue, SegmentationResult> tissues,
    Curve spectrum,
    int msSsimLevels,
    List<String> notes) {

  /** Copies the collections; values that are not a number are left out. */
  public MethodResult {
    Map<Measure, Double> defined = new EnumMap<>(Measure.class);
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
  public double value(Measure measure) {
    return values.getOrDefault(measure, Double.NaN);
  }
}
