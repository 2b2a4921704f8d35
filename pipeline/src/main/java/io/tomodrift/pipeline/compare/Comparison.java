package io.tomodrift.pipeline.compare;

import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeFrame;
import io.tomodrift.geometry.stack.VolumeUnit;
import io.tomodrift.metrics.DataRange;
import io.tomodrift.metrics.ImageMetrics;
import io.tomodrift.metrics.Mask;
import io.tomodrift.metrics.Metric;
import io.tomodrift.metrics.MetricTable;
import io.tomodrift.metrics.MsSsim;
import io.tomodrift.metrics.MsSsimResult;
import io.tomodrift.metrics.Samples;
import io.tomodrift.metrics.SsimSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * All metrics of a test volume against a reference, with everything they depend on.
 *
 * @param reference name of the reference
 * @param test name of the test
 * @param unit unit of the values
 * @param range range of PSNR and SSIM
 * @param metrics the numbers
 * @param notes what a reader of the numbers should know
 */
public record Comparison(
    String reference,
    String test,
    VolumeUnit unit,
    DataRange range,
    MetricTable metrics,
    List<String> notes) {

  /**
   * Compares.
   *
   * @throws FormatException if sizes or units differ
   */
  public static Comparison of(
      NamedVolume reference, NamedVolume test, ComparisonSettings settings, RunContext context) {
    Volume truth = reference.volume();
    requireComparable(reference, test);
    Optional<Mask> mask = settings.maskOver(truth);
    DataRange range = settings.rangeOf(truth);
    Samples x = Samples.of(truth);
    Samples y = Samples.of(test.volume());
    SsimSettings ssim = SsimSettings.standard();
    MetricTable table =
        ImageMetrics.compare(
            x,
            y,
            mask.orElse(null),
            settings.maskName(),
            truth.unit().symbol(),
            range,
            ssim,
            context);
    MsSsimResult msSsim = MsSsim.slices(x, y, ssim, range, context);
    List<String> notes = new ArrayList<>(frameNotes(truth.frame(), test.volume().frame()));
    if (msSsim.reducedLevels()) {
      notes.add(
          "MS-SSIM has %d levels instead of 5: the slices are smaller than 176 pixels a side"
              .formatted(msSsim.levelValues().size()));
    }
    return new Comparison(
        reference.name(),
        test.name(),
        truth.unit(),
        range,
        withMsSsim(table, msSsim, range),
        List.copyOf(notes));
  }

  private static MetricTable withMsSsim(MetricTable table, MsSsimResult result, DataRange range) {
    List<Metric> all = new ArrayList<>(table.metrics());
    all.add(
        new Metric(
            "MS-SSIM",
            result.value(),
            "1",
            "multi-scale SSIM of whole slices, %d levels, range %s"
                .formatted(result.levelValues().size(), range),
            result.perSlice()));
    return new MetricTable(table.mask(), table.voxels(), all);
  }

  private static void requireComparable(NamedVolume reference, NamedVolume test) {
    Volume a = reference.volume();
    Volume b = test.volume();
    if (!a.stack().sameShape(b.stack())) {
      throw new FormatException(
          "%s has %d slices of %d x %d, %s has %d of %d x %d: only equal sizes can be compared"
              .formatted(
                  reference.name(),
                  a.slices(),
                  a.stack().rows(),
                  a.stack().columns(),
                  test.name(),
                  b.slices(),
                  b.stack().rows(),
                  b.stack().columns()));
    }
    if (a.unit() != b.unit()) {
      throw new FormatException(
          "%s is in %s, %s in %s: convert one of them first"
              .formatted(reference.name(), a.unit().symbol(), test.name(), b.unit().symbol()));
    }
  }

  private static List<String> frameNotes(VolumeFrame a, VolumeFrame b) {
    List<String> notes = new ArrayList<>();
    if (Math.abs(a.columnSpacingMm() - b.columnSpacingMm()) > 1e-3 * a.columnSpacingMm()
        || Math.abs(a.sliceSpacingMm() - b.sliceSpacingMm()) > 1e-3 * a.sliceSpacingMm()) {
      notes.add(
          "voxel sizes differ: %.4f x %.4f mm and %.4f x %.4f mm; voxels are compared by index"
              .formatted(
                  a.columnSpacingMm(),
                  a.sliceSpacingMm(),
                  b.columnSpacingMm(),
                  b.sliceSpacingMm()));
    } else if (a.space() == b.space()
        && a.originMm().minus(b.originMm()).norm() > 0.01 * a.columnSpacingMm()) {
      notes.add(
          "the volumes are %.2f mm apart in space; voxels are compared by index"
              .formatted(a.originMm().minus(b.originMm()).norm()));
    }
    return notes;
  }

  /** A value by the name of its metric. */
  public double value(String metric) {
    return metrics.value(metric);
  }

  /** For JSON: one key a metric, named with its unit, and what the numbers depend on. */
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    for (Metric metric : metrics.metrics()) {
      json.put(key(metric), metric.value());
    }
    json.put("reference", reference);
    json.put("mask", metrics.mask());
    json.put("voxels", metrics.voxels());
    json.put("range_min", range.min());
    json.put("range_max", range.max());
    json.put("unit", unit.symbol());
    if (!notes.isEmpty()) {
      json.put("notes", notes);
    }
    return json;
  }

  private static String key(Metric metric) {
    String name = metric.name().toLowerCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
    return switch (metric.unit()) {
      case "1" -> name;
      case "HU" -> name + "_hu";
      case "dB" -> name + "_db";
      case "1/mm" -> name + "_per_mm";
      default -> name;
    };
  }
}
