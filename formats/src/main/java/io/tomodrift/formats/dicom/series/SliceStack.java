package io.tomodrift.formats.dicom.series;

import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.stack.FrameSpace;
import io.tomodrift.geometry.stack.Vec3;
import io.tomodrift.geometry.stack.VolumeFrame;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Slices in order of their position along the normal, and the frame they make up.
 *
 * @param slices the slices in order
 * @param frame frame of the volume
 * @param offsetsMm position of each slice along the slice direction, the first at 0
 * @param shearDegrees angle of the slice direction and the normal
 */
record SliceStack(
    List<SliceHeader> slices, VolumeFrame frame, List<Double> offsetsMm, double shearDegrees) {

  /** Two slices nearer than this share of a pixel are at the same place. */
  private static final double SAME_PLACE = 1e-3;

  private static final double STRAIGHT_DEGREES = 0.02;
  private static final double EVEN = 0.01;

  /** Sorts the slices; what is unusual is added to the warnings. */
  static SliceStack of(List<SliceHeader> unsorted, List<String> warnings) {
    requireAlike(unsorted);
    List<SliceHeader> slices = new ArrayList<>(unsorted);
    long placed = slices.stream().filter(s -> s.placement().position() != null).count();
    if (placed > 0 && placed < slices.size()) {
      throw new FormatException(
          "%d of %d slices have no ImagePositionPatient and ImageOrientationPatient"
              .formatted(slices.size() - placed, slices.size()));
    }
    reportThicknesses(slices, warnings);
    return placed == 0 ? byInstance(slices, warnings) : byPosition(slices, warnings);
  }

  private static void requireAlike(List<SliceHeader> slices) {
    SliceHeader first = slices.get(0);
    for (SliceHeader slice : slices) {
      if (!slice.format().sameSize(first.format())) {
        throw differ(slices, "size", s -> s.format().rows() + " x " + s.format().columns());
      }
      if (!slice.placement().sameOrientation(first.placement())) {
        throw differ(slices, "orientation", s -> s.placement().orientationText());
      }
      if (!slice.placement().sameSpacing(first.placement())) {
        throw differ(
            slices,
            "pixel spacing",
            s ->
                "%.4f x %.4f mm"
                    .formatted(s.placement().rowSpacingMm(), s.placement().columnSpacingMm()));
      }
    }
  }

  private static FormatException differ(
      List<SliceHeader> slices, String what, Function<SliceHeader, String> key) {
    Map<String, List<SliceHeader>> groups =
        slices.stream().collect(Collectors.groupingBy(key, TreeMap::new, Collectors.toList()));
    String list =
        groups.entrySet().stream()
            .limit(8)
            .map(
                e ->
                    "%s (%d, for example %s)"
                        .formatted(e.getKey(), e.getValue().size(), e.getValue().get(0).name()))
            .collect(Collectors.joining(", "));
    return new FormatException(
        "the slices of the series differ in " + what + ": " + list + "; read them separately");
  }

  private static void reportThicknesses(List<SliceHeader> slices, List<String> warnings) {
    Map<Double, Long> counts =
        slices.stream()
            .map(s -> s.placement().thicknessMm())
            .filter(t -> !t.isNaN())
            .collect(Collectors.groupingBy(t -> t, TreeMap::new, Collectors.counting()));
    if (counts.size() > 1) {
      warnings.add(
          "the slices have several thicknesses: "
              + counts.entrySet().stream()
                  .map(e -> "%s mm (%d slices)".formatted(e.getKey(), e.getValue()))
                  .collect(Collectors.joining(", ")));
    }
  }

  private static SliceStack byInstance(List<SliceHeader> slices, List<String> warnings) {
    slices.sort(
        Comparator.comparingInt(SliceHeader::instanceNumber)
            .thenComparing(s -> s.file().path())
            .thenComparingInt(SliceHeader::frame));
    double spacing = thicknessOr1(slices.get(0));
    warnings.add(
        "there is no ImagePositionPatient: slices are in order of InstanceNumber, %s mm apart, the first at the origin"
            .formatted(spacing));
    Placement place = slices.get(0).placement();
    return assemble(slices, place, new Vec3(0, 0, 0), place.normal(), even(slices.size(), spacing));
  }

  private static double thicknessOr1(SliceHeader slice) {
    double thickness = slice.placement().thicknessMm();
    return Double.isNaN(thickness) ? 1 : thickness;
  }

  private static List<Double> even(int count, double spacingMm) {
    List<Double> offsets = new ArrayList<>();
    for (int k = 0; k < Math.max(2, count); k++) {
      offsets.add(k * spacingMm);
    }
    return offsets;
  }

  private static SliceStack byPosition(List<SliceHeader> slices, List<String> warnings) {
    Placement place = slices.get(0).placement();
    Vec3 normal = place.normal();
    slices.sort(
        Comparator.comparingDouble((SliceHeader s) -> s.placement().position().dot(normal))
            .thenComparing(s -> s.file().path())
            .thenComparingInt(SliceHeader::frame));
    Vec3 origin = slices.get(0).placement().position();
    if (slices.size() == 1) {
      return assemble(slices, place, origin, normal, even(1, thicknessOr1(slices.get(0))));
    }
    requireDistinct(slices, normal);
    Vec3 last = slices.get(slices.size() - 1).placement().position();
    Vec3 direction = straightened(last.minus(origin).normalized(), normal);
    double cosine = direction.dot(normal);
    List<Double> offsets =
        slices.stream()
            .map(s -> s.placement().position().minus(origin).dot(normal) / cosine)
            .toList();
    reportShear(direction, normal, warnings);
    reportSideSteps(slices, origin, direction, offsets, warnings);
    SliceStack stack = assemble(slices, place, origin, direction, offsets);
    stack.reportGaps(warnings);
    return stack;
  }

  private static void requireDistinct(List<SliceHeader> slices, Vec3 normal) {
    List<String> pairs = new ArrayList<>();
    for (int k = 1; k < slices.size(); k++) {
      Placement place = slices.get(k).placement();
      Vec3 step = place.position().minus(slices.get(k - 1).placement().position());
      if (step.dot(normal) < SAME_PLACE * place.columnSpacingMm()) {
        pairs.add(slices.get(k - 1).name() + " and " + slices.get(k).name());
      }
    }
    if (!pairs.isEmpty()) {
      throw new FormatException(
          "%d slices have the same position as another: %s; the series holds several acquisitions or phases, separate them first"
              .formatted(pairs.size(), listed(pairs, 5)));
    }
  }

  private static Vec3 straightened(Vec3 direction, Vec3 normal) {
    return angleDegrees(direction, normal) < STRAIGHT_DEGREES ? normal : direction;
  }

  private static double angleDegrees(Vec3 a, Vec3 b) {
    return Math.toDegrees(Math.atan2(a.cross(b).norm(), a.dot(b)));
  }

  private static void reportShear(Vec3 direction, Vec3 normal, List<String> warnings) {
    double degrees = angleDegrees(direction, normal);
    if (degrees > 0) {
      warnings.add(
          "gantry tilt: the slices are stacked %.2f degrees off their normal; resample before anything that takes the slice axis for perpendicular"
              .formatted(degrees));
    }
  }

  private static void reportSideSteps(
      List<SliceHeader> slices,
      Vec3 origin,
      Vec3 direction,
      List<Double> offsets,
      List<String> warnings) {
    double largest = 0;
    int where = 0;
    for (int k = 0; k < slices.size(); k++) {
      Vec3 expected = origin.plus(direction.times(offsets.get(k)));
      double off = slices.get(k).placement().position().minus(expected).norm();
      if (off > largest) {
        largest = off;
        where = k;
      }
    }
    Placement place = slices.get(0).placement();
    if (largest > 0.1 * place.columnSpacingMm()) {
      warnings.add(
          "slice positions are not on a line: %s is %.2f mm beside it"
              .formatted(slices.get(where).name(), largest));
    }
  }

  private static SliceStack assemble(
      List<SliceHeader> slices,
      Placement place,
      Vec3 origin,
      Vec3 direction,
      List<Double> offsets) {
    VolumeFrame frame =
        new VolumeFrame(
            place.columnSpacingMm(),
            place.rowSpacingMm(),
            typicalStep(offsets),
            origin,
            place.columnDirection(),
            place.rowDirection(),
            direction,
            FrameSpace.PATIENT_LPS);
    return new SliceStack(
        List.copyOf(slices),
        frame,
        List.copyOf(offsets.subList(0, slices.size())),
        angleDegrees(direction, place.normal()));
  }

  /** The mean step if all are equal up to rounding in the file, else the median. */
  private static double typicalStep(List<Double> offsets) {
    List<Double> steps = steps(offsets);
    double median = steps.stream().sorted().toList().get((steps.size() - 1) / 2);
    double mean = (offsets.get(offsets.size() - 1) - offsets.get(0)) / steps.size();
    return steps.stream().allMatch(s -> Math.abs(s - median) <= EVEN * median) ? mean : median;
  }

  private static List<Double> steps(List<Double> offsets) {
    List<Double> steps = new ArrayList<>();
    for (int k = 1; k < offsets.size(); k++) {
      steps.add(offsets.get(k) - offsets.get(k - 1));
    }
    return steps;
  }

  private void reportGaps(List<String> warnings) {
    double spacing = frame.sliceSpacingMm();
    List<Double> steps = steps(offsetsMm);
    List<String> odd = new ArrayList<>();
    for (int k = 0; k < steps.size(); k++) {
      if (Math.abs(steps.get(k) - spacing) > EVEN * spacing) {
        odd.add(
            "%.3f mm from %s to %s"
                .formatted(steps.get(k), slices.get(k).name(), slices.get(k + 1).name()));
      }
    }
    if (!odd.isEmpty()) {
      warnings.add(
          "uneven slice spacing: %.3f mm is assumed, %d of %d intervals differ: %s"
              .formatted(spacing, odd.size(), steps.size(), listed(odd, 5)));
    }
  }

  private static String listed(List<String> all, int limit) {
    String shown = String.join(", ", all.subList(0, Math.min(limit, all.size())));
    return all.size() > limit ? shown + " and " + (all.size() - limit) + " more" : shown;
  }
}
