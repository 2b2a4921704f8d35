package io.tomodrift.pipeline.evaluate;

import io.tomodrift.formats.png.DisplayWindow;
import io.tomodrift.metrics.DataRange;
import io.tomodrift.metrics.SsimSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How methods are evaluated.
 *
 * @param range data range of PSNR, SSIM and MS-SSIM, HU
 * @param mask where errors are measured beside the whole image
 * @param bands voxels in which errors are measured apart
 * @param region box to evaluate in place of the whole images
 * @param grouping which cases share a table
 * @param allowMissing true to count missing and extra cases as failures and go on
 * @param window in which pictures are shown
 * @param pictures number of cases with pictures in the report
 */
public record EvaluationSettings(
    DataRange range,
    MaskChoice mask,
    List<Band> bands,
    Optional<Region> region,
    Grouping grouping,
    boolean allowMissing,
    DisplayWindow window,
    int pictures) {

  /** Checks the values. */
  public EvaluationSettings {
    Objects.requireNonNull(range, "range");
    Objects.requireNonNull(mask, "mask");
    bands = List.copyOf(bands);
    Objects.requireNonNull(region, "region");
    Objects.requireNonNull(grouping, "grouping");
    Objects.requireNonNull(window, "window");
    if (pictures < 0) {
      throw new IllegalArgumentException("pictures must be 0 or more, got " + pictures);
    }
  }

  /** Body mask, 2000 HU, one table, four cases with pictures in a soft tissue window. */
  public static EvaluationSettings defaults() {
    return new EvaluationSettings(
        DataRange.HU_2000,
        MaskChoice.BODY,
        List.of(),
        Optional.empty(),
        Grouping.NONE,
        false,
        DisplayWindow.SOFT_TISSUE,
        4);
  }

  SsimSettings ssim() {
    return SsimSettings.standard();
  }

  /** True if there is a mask beside the whole image. */
  boolean masked() {
    return mask.kind() != MaskChoice.Kind.NONE;
  }

  /** Everything in effect, as values that JSON can hold. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("rangeHu", (int) range.length());
    map.put("rangeMinHu", range.min());
    map.put("rangeMaxHu", range.max());
    map.put("mask", mask.describe());
    Map<String, String> within = new LinkedHashMap<>();
    bands.forEach(band -> within.put(band.name(), band.describe()));
    map.put("bands", within);
    map.put("region", region.map(Region::toString).orElse("all"));
    Map<String, String> groups = new LinkedHashMap<>();
    grouping.rules().forEach(rule -> groups.put(rule.prefix(), rule.group()));
    map.put("groupOfPrefix", groups);
    map.put("allowMissing", allowMissing);
    map.put("ssim", "slice by slice, " + ssim().describe());
    for (Tissue tissue : Tissue.values()) {
      map.put("class_" + tissue.key(), tissue.rule());
    }
    map.put("hausdorff95", Tissue.DISTANCE);
    map.put("edges", EdgeSet.RULE);
    map.put("flatRegions", FlatRegions.RULE);
    map.put("residualBands", ResidualBands.RULE);
    map.put("window", window.label());
    map.put("pictures", pictures);
    return map;
  }
}
