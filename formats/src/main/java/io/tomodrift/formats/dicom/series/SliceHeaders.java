package io.tomodrift.formats.dicom.series;

import io.tomodrift.formats.dicom.DicomFile;
import io.tomodrift.formats.dicom.DicomObject;
import io.tomodrift.formats.dicom.Tag;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.stack.Vec3;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The slices of one file: one for a classic image, one a frame for an enhanced image, whose values
 * may be in the per-frame or the shared functional groups (PS3.3 section C.7.6.16).
 */
final class SliceHeaders {

  private static final double UNIT_TOLERANCE = 1e-2;

  /** No position in mm, and no rescale factor, comes near it. */
  private static final double LARGEST = 1e12;

  private final DicomFile file;
  private final DicomObject header;
  private final Optional<DicomObject> shared;
  private final List<DicomObject> perFrame;

  private SliceHeaders(DicomFile file) {
    this.file = file;
    this.header = file.dataset();
    this.shared = header.firstItem(Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE);
    this.perFrame = header.sequence(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE);
  }

  static List<SliceHeader> of(DicomFile file) {
    try {
      return new SliceHeaders(file).slices();
    } catch (FormatException e) {
      throw new FormatException(file.path() + ": " + e.getMessage(), e);
    }
  }

  private List<SliceHeader> slices() {
    PixelFormat format = PixelFormat.of(header, file.transferSyntax().order());
    int frames = header.intValue(Tag.NUMBER_OF_FRAMES).orElse(1);
    if (frames < 1 || (frames > 1 && perFrame.size() != frames)) {
      throw new FormatException(
          "NumberOfFrames is %d, but there are %d items with the places of frames; of multi-frame images only enhanced CT and MR are read"
              .formatted(frames, perFrame.size()));
    }
    List<SliceHeader> slices = new ArrayList<>();
    for (int frame = 0; frame < frames; frame++) {
      slices.add(new SliceHeader(file, frame, frames, placement(frame), format, rescale(frame)));
    }
    return slices;
  }

  private Placement placement(int frame) {
    double[] spacing = values(frame, Tag.PIXEL_MEASURES_SEQUENCE, Tag.PIXEL_SPACING, 2);
    if (spacing.length == 0) {
      throw new FormatException(
          Tag.describe(Tag.PIXEL_SPACING) + " is missing, so the size of a pixel is not known");
    }
    if (!(spacing[0] > 0) || !(spacing[1] > 0)) {
      throw new FormatException(
          "%s is %s\\%s mm; both must be positive"
              .formatted(Tag.describe(Tag.PIXEL_SPACING), spacing[0], spacing[1]));
    }
    double[] orientation =
        values(frame, Tag.PLANE_ORIENTATION_SEQUENCE, Tag.IMAGE_ORIENTATION_PATIENT, 6);
    double[] position = values(frame, Tag.PLANE_POSITION_SEQUENCE, Tag.IMAGE_POSITION_PATIENT, 3);
    double[] thickness = values(frame, Tag.PIXEL_MEASURES_SEQUENCE, Tag.SLICE_THICKNESS, 1);
    boolean placed = orientation.length > 0 && position.length > 0;
    Vec3 column = placed ? direction(orientation, 0) : new Vec3(1, 0, 0);
    Vec3 row = placed ? direction(orientation, 3) : new Vec3(0, 1, 0);
    if (Math.abs(column.dot(row)) > UNIT_TOLERANCE) {
      throw notPerpendicular(column, row);
    }
    return new Placement(
        placed ? new Vec3(position[0], position[1], position[2]) : null,
        column,
        row,
        spacing[1],
        spacing[0],
        thickness.length > 0 && thickness[0] > 0 ? thickness[0] : Double.NaN);
  }

  private static Vec3 direction(double[] values, int at) {
    Vec3 direction = new Vec3(values[at], values[at + 1], values[at + 2]);
    if (!(Math.abs(direction.norm() - 1) < UNIT_TOLERANCE)) {
      throw new FormatException(
          "%s has a direction of length %.4f, 1 expected"
              .formatted(Tag.describe(Tag.IMAGE_ORIENTATION_PATIENT), direction.norm()));
    }
    return direction.normalized();
  }

  private static FormatException notPerpendicular(Vec3 column, Vec3 row) {
    return new FormatException(
        "%s has directions that are not perpendicular: %s, %s"
            .formatted(Tag.describe(Tag.IMAGE_ORIENTATION_PATIENT), column, row));
  }

  private Rescale rescale(int frame) {
    double[] slope = values(frame, Tag.PIXEL_VALUE_TRANSFORMATION_SEQUENCE, Tag.RESCALE_SLOPE, 1);
    double[] intercept =
        values(frame, Tag.PIXEL_VALUE_TRANSFORMATION_SEQUENCE, Tag.RESCALE_INTERCEPT, 1);
    double factor = slope.length > 0 ? slope[0] : 1;
    if (factor == 0) {
      throw new FormatException(Tag.describe(Tag.RESCALE_SLOPE) + " is 0");
    }
    return new Rescale(factor, intercept.length > 0 ? intercept[0] : 0);
  }

  /**
   * Values of an attribute of a frame, or an empty array; any number but {@code count} is refused.
   */
  private double[] values(int frame, int groupTag, int tag, int count) {
    double[] values = new double[0];
    if (frame < perFrame.size()) {
      values = inGroup(Optional.of(perFrame.get(frame)), groupTag, tag);
    }
    if (values.length == 0) {
      values = inGroup(shared, groupTag, tag);
    }
    if (values.length == 0) {
      values = header.doubles(tag);
    }
    if (values.length != 0 && values.length != count) {
      throw new FormatException(
          "%s has %d values, %d expected".formatted(Tag.describe(tag), values.length, count));
    }
    for (double value : values) {
      if (!(Math.abs(value) < LARGEST)) {
        throw new FormatException(Tag.describe(tag) + " is not believable: " + value);
      }
    }
    return values;
  }

  private static double[] inGroup(Optional<DicomObject> groups, int groupTag, int tag) {
    return groups
        .flatMap(g -> g.firstItem(groupTag))
        .map(item -> item.doubles(tag))
        .orElse(new double[0]);
  }
}
