package io.tomodrift.formats.metaimage;

import io.tomodrift.formats.frame.FrameAffine;
import io.tomodrift.geometry.stack.FrameSpace;
import io.tomodrift.geometry.stack.Vec3;
import io.tomodrift.geometry.stack.VolumeFrame;
import java.util.Locale;

/**
 * Position entries of a MetaImage. {@code TransformMatrix} lists the unit direction of each index
 * axis in turn: columns, rows, slices.
 */
final class MetaOrientation {

  private MetaOrientation() {}

  static VolumeFrame read(MetaHeader header, FrameSpace space) {
    int axes = header.axes();
    double[] spacing =
        numbers(header, axes, "1 ".repeat(axes).strip(), "ElementSpacing", "ElementSize");
    double[] origin =
        numbers(header, axes, "0 ".repeat(axes).strip(), "Offset", "Position", "Origin");
    double[] matrix =
        numbers(header, axes * axes, identity(axes), "TransformMatrix", "Rotation", "Orientation");
    Vec3[] steps = new Vec3[3];
    for (int axis = 0; axis < 3; axis++) {
      steps[axis] = axis < axes ? direction(matrix, axis, axes) : perpendicular(steps);
      steps[axis] = steps[axis].times(axis < axes ? spacing[axis] : 1);
    }
    Vec3 start = new Vec3(origin[0], origin[1], axes > 2 ? origin[2] : 0);
    return new FrameAffine(start, steps[0], steps[1], steps[2]).toFrame(header.where(), space);
  }

  private static double[] numbers(MetaHeader header, int count, String otherwise, String... keys) {
    return header.numbers(count, header.first(otherwise, keys), keys[0]);
  }

  private static String identity(int axes) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < axes * axes; i++) {
      text.append(i % (axes + 1) == 0 ? "1 " : "0 ");
    }
    return text.toString().strip();
  }

  private static Vec3 direction(double[] matrix, int axis, int axes) {
    int at = axis * axes;
    return new Vec3(matrix[at], matrix[at + 1], axes > 2 ? matrix[at + 2] : 0);
  }

  private static Vec3 perpendicular(Vec3[] steps) {
    Vec3 normal = steps[0].cross(steps[1]);
    double norm = normal.norm();
    return norm > 0 ? normal.times(1 / norm) : normal;
  }

  /** The three lines of a frame. */
  static String write(VolumeFrame frame) {
    FrameAffine affine = FrameAffine.of(frame);
    String matrix =
        text(affine.columnStepMm().times(1 / frame.columnSpacingMm()))
            + " "
            + text(affine.rowStepMm().times(1 / frame.rowSpacingMm()))
            + " "
            + text(affine.sliceStepMm().times(1 / frame.sliceSpacingMm()));
    Vec3 spacing = new Vec3(frame.columnSpacingMm(), frame.rowSpacingMm(), frame.sliceSpacingMm());
    return String.format(
        Locale.ROOT,
        "TransformMatrix = %s\nOffset = %s\nCenterOfRotation = 0 0 0\nAnatomicalOrientation = RAI\nElementSpacing = %s\n",
        matrix,
        text(affine.originMm()),
        text(spacing));
  }

  private static String text(Vec3 v) {
    return number(v.x()) + " " + number(v.y()) + " " + number(v.z());
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
