package io.tomodrift.pipeline.evaluate;

import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.pipeline.report.SliceImage;
import io.tomodrift.pipeline.report.VolumeCut;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A plane across the slices of a case, in the reference and in every method: where slices that do
 * not fit together show as stripes.
 *
 * @param plane where
 * @param reference the truth
 * @param tests the methods that have the case, by name
 */
record CaseCut(Plane plane, VolumeCut reference, Map<String, SliceImage> tests) {

  /** Fewer slices make a strip in which there is nothing to see. */
  static final int FEWEST_SLICES = 4;

  CaseCut {
    tests = Collections.unmodifiableMap(new LinkedHashMap<>(tests));
  }

  /** The middle coronal and sagittal planes of a reference, if it is deep enough. */
  static List<CaseCut> of(Volume reference) {
    if (reference.slices() < FEWEST_SLICES) {
      return List.of();
    }
    Plane coronal = new Plane(Kind.CORONAL, reference.stack().rows() / 2);
    Plane sagittal = new Plane(Kind.SAGITTAL, reference.stack().columns() / 2);
    return List.of(
        new CaseCut(coronal, coronal.through(reference), Map.of()),
        new CaseCut(sagittal, sagittal.through(reference), Map.of()));
  }

  /** The same with one method more. */
  CaseCut with(String method, Volume volume) {
    Map<String, SliceImage> more = new LinkedHashMap<>(tests);
    more.put(method, plane.through(volume).image());
    return new CaseCut(plane, reference, more);
  }

  String title() {
    return switch (plane.kind()) {
      case CORONAL -> "Coronal plane, row " + plane.index();
      case SAGITTAL -> "Sagittal plane, column " + plane.index();
    };
  }

  /** Direction of a plane in a volume of axial slices. */
  enum Kind {
    CORONAL,
    SAGITTAL
  }

  /**
   * Where a volume is cut.
   *
   * @param kind direction
   * @param index row or column
   */
  record Plane(Kind kind, int index) {

    private VolumeCut through(Volume volume) {
      return switch (kind) {
        case CORONAL -> VolumeCut.coronal(volume, index);
        case SAGITTAL -> VolumeCut.sagittal(volume, index);
      };
    }
  }
}
