package io.tomodrift.sinograms.rebin;

import io.tomodrift.geometry.error.GeometryException;
import io.tomodrift.geometry.stack.SliceAxis;
import java.util.List;
import java.util.Locale;

/**
 * The slices of a stack and the thin sections each of them averages.
 *
 * @param axis Z of the slices
 * @param count number of slices
 * @param thicknessMm width of a slice, mm; 0 for a single section
 * @param sections number of sections of a slice, at most half a row height apart
 */
record SliceSet(SliceAxis axis, int count, double thicknessMm, int sections) {

  private static final double TOLERANCE_MM = 1e-6;
  private static final int MOST_SLICES = 1_000_000;

  /** The requested slices, checked against what was measured. */
  static SliceSet of(RebinRequest request, Coverage coverage, ScanLength scan) {
    int sections =
        Math.max(1, (int) Math.ceil(request.sliceThicknessMm() / (scan.rowHeightMm() / 2) - 1e-9));
    double extent = request.sliceThicknessMm() / 2 * (1 - 1.0 / sections);
    List<ZInterval> valid = coverage.valid();
    if (valid.isEmpty() && !request.incomplete()) {
      throw new GeometryException(
          "no slice is complete: the views cover %.1f degrees and Z %s; scan farther, use another mode, or accept incomplete slices (--incomplete)"
              .formatted(scan.degrees(), scan.sourceZ()));
    }
    ZInterval bounds = valid.isEmpty() ? scan.sourceZ() : inside(RebinPlan.longest(valid), extent);
    double from = request.fromZMm().orElse(bounds.fromMm());
    double to = request.toZMm().orElse(Math.max(bounds.toMm(), from));
    double count = Math.floor((to - from) / request.sliceSpacingMm() + TOLERANCE_MM) + 1;
    if (count > MOST_SLICES || sections > MOST_SLICES) {
      throw new GeometryException(
          "%.0f slices of %d sections from Z %.2f to %.2f mm are too many; ask for slices farther apart or thinner"
              .formatted(count, sections, from, to));
    }
    SliceSet slices =
        new SliceSet(
            new SliceAxis(from, request.sliceSpacingMm()),
            Math.max(1, (int) count),
            request.sliceThicknessMm(),
            sections);
    if (!request.incomplete()) {
      slices.requireWithin(valid, extent, scan);
    }
    return slices;
  }

  private static ZInterval inside(ZInterval interval, double extentMm) {
    double from = interval.fromMm() + extentMm;
    double to = interval.toMm() - extentMm;
    double middle = (from + to) / 2;
    return from <= to ? new ZInterval(from, to) : new ZInterval(middle, middle);
  }

  private void requireWithin(List<ZInterval> valid, double extentMm, ScanLength scan) {
    double low = axis.zMm(0) - extentMm;
    double high = axis.zMm(count - 1) + extentMm;
    for (ZInterval interval : valid) {
      if (interval.contains(low + TOLERANCE_MM, high - TOLERANCE_MM)) {
        return;
      }
    }
    ZInterval longest = RebinPlan.longest(valid);
    double lacking = Math.max(0, longest.fromMm() - low) + Math.max(0, high - longest.toMm());
    throw new GeometryException(
        String.format(
            Locale.ROOT,
            "slices from Z %.2f to %.2f mm (%.2f mm thick) need data from %.2f to %.2f mm, complete are only %s; %d more views would be needed. Ask for fewer slices or accept incomplete ones (--incomplete)",
            axis.zMm(0),
            axis.zMm(count - 1),
            thicknessMm,
            low,
            high,
            valid,
            (long) Math.ceil(lacking * scan.viewsPerMm())));
  }

  /** Z of a section, mm. */
  double sectionMm(int slice, int section) {
    return axis.zMm(slice) + thicknessMm * ((section + 0.5) / sections - 0.5);
  }

  /** Z of all sections of slices {@code from} to {@code to} (exclusive), slice by slice. */
  double[] sectionsMm(int from, int to) {
    double[] heights = new double[(to - from) * sections];
    for (int i = 0; i < heights.length; i++) {
      heights[i] = sectionMm(from + i / sections, i % sections);
    }
    return heights;
  }
}
