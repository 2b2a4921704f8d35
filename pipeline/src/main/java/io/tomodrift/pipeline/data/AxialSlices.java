package io.tomodrift.pipeline.data;

import io.tomodrift.formats.volume.AxialOrientation;
import io.tomodrift.geometry.error.GeometryException;
import io.tomodrift.geometry.stack.FrameSpace;
import io.tomodrift.geometry.stack.Vec3;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeFrame;
import java.nio.file.Path;

/** Volumes of any orientation as the axial slices that a scanner sees. */
public final class AxialSlices {

  private static final double PARALLEL = 1e-3;

  private AxialSlices() {}

  /**
   * Turns a volume of a patient; slices in the gantry frame are axial already.
   *
   * @param path where it came from, for the message
   * @throws GeometryException if the axes of a volume in the gantry frame are not the gantry's
   */
  public static AxialOrientation of(Path path, Volume volume) {
    VolumeFrame frame = volume.frame();
    if (frame.space() == FrameSpace.PATIENT_LPS) {
      return AxialOrientation.of(volume);
    }
    boolean axial =
        isAlong(frame.columnDirection(), new Vec3(1, 0, 0))
            && isAlong(frame.rowDirection(), new Vec3(0, -1, 0))
            && isAlong(frame.sliceDirection(), new Vec3(0, 0, 1));
    if (!axial) {
      throw new GeometryException(
          "%s: in the gantry frame columns must run along +X, rows along -Y, slices along +Z; found %s, %s, %s"
              .formatted(
                  path, frame.columnDirection(), frame.rowDirection(), frame.sliceDirection()));
    }
    return new AxialOrientation(volume, 0);
  }

  private static boolean isAlong(Vec3 a, Vec3 b) {
    return a.dot(b) > 1 - PARALLEL;
  }
}
