package io.tomodrift.formats.volume;

import io.tomodrift.geometry.error.GeometryException;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.FrameSpace;
import io.tomodrift.geometry.stack.SliceLayout;
import io.tomodrift.geometry.stack.Vec3;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeFrame;

/**
 * A volume turned into axial slices in the order of display: columns run to the patient's Left,
 * rows to Posterior, slices to Superior. Index axes are only permuted and reversed: no value is
 * interpolated, and every voxel keeps its place in the patient.
 *
 * @param volume the turned volume, layout PLANAR
 * @param obliqueDegrees largest angle between an index axis and the patient axis it stands for; not
 *     0 for oblique acquisitions and for a tilted gantry
 */
public record AxialOrientation(Volume volume, double obliqueDegrees) {

  private static final double OBLIQUE_DEGREES = 0.1;

  /** True if an axis is off by more than 0.1 degrees. */
  public boolean isOblique() {
    return obliqueDegrees > OBLIQUE_DEGREES;
  }

  /**
   * Turns a volume.
   *
   * @throws GeometryException if the volume is not in the patient frame
   */
  public static AxialOrientation of(Volume volume) {
    VolumeFrame frame = volume.frame();
    if (frame.space() != FrameSpace.PATIENT_LPS) {
      throw new GeometryException(
          "a volume in the gantry frame has no patient axes; its slices are axial as they are");
    }
    AxisOrder order = AxisOrder.best(frame);
    FloatStack stack = order.permute(volume.stack().toLayout(SliceLayout.PLANAR));
    Volume turned = new Volume(stack, order.permute(frame, volume.stack()), volume.unit());
    return new AxialOrientation(turned, obliqueness(turned.frame()));
  }

  private static double obliqueness(VolumeFrame frame) {
    double sine =
        Math.max(
            frame.columnDirection().cross(new Vec3(1, 0, 0)).norm(),
            Math.max(
                frame.rowDirection().cross(new Vec3(0, 1, 0)).norm(),
                frame.sliceDirection().cross(new Vec3(0, 0, 1)).norm()));
    return Math.toDegrees(Math.asin(Math.min(1, sine)));
  }
}
