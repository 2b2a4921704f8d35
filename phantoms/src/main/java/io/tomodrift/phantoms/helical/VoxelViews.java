package io.tomodrift.phantoms.helical;

import io.tomodrift.geometry.error.GeometryException;
import io.tomodrift.geometry.helical.ConeDetector;
import io.tomodrift.geometry.helical.ConeViews;
import io.tomodrift.geometry.helical.HelicalGeometry;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.FrameSpace;
import io.tomodrift.geometry.stack.Vec3;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeFrame;
import io.tomodrift.geometry.stack.VolumeUnit;
import java.util.Arrays;
import java.util.Objects;

/**
 * Projections of a volume by Joseph's method in three dimensions: along each ray from the focal
 * spot to the centre of an element the volume is sampled where the ray crosses the pixel planes of
 * the dominant in-plane axis, linearly interpolated across (to the neighbouring pixels and slices),
 * and the sum is multiplied by the length of a step.
 *
 * <p><b>Edges</b>: voxels are constant from the outermost centres to half a voxel beyond, and zero
 * farther out. The integral is along the whole line; the volume must lie between source and
 * detector.
 *
 * <p><b>Units</b>: a volume in 1/mm gives dimensionless line integrals.
 *
 * <p><b>Accuracy</b>: within 1e-6 of summing sample by sample in double; samples are formed in
 * float32 and summed in double. Against the continuous object the error is that of linear
 * interpolation.
 *
 * <p><b>Memory</b>: the volume itself, which must not be changed, and a rearranged copy of the
 * slices that neighbouring views need. The copy is made anew when a view needs others, so views are
 * best computed in order.
 *
 * <p><b>Threading</b>: safe for any number of threads.
 *
 * <p><b>Reference</b>: Joseph 1982, IEEE Trans. Med. Imaging 1:192.
 */
public final class VoxelViews implements ConeViews {

  private static final double ALIGNED = 1e-6;

  private final HelicalGeometry geometry;
  private final Volume volume;
  private volatile VoxelColumns voxels;

  /**
   * Combines volume and scan.
   *
   * @param volume attenuation, 1/mm, in the gantry frame; see {@link GantryPlacement} for volumes
   *     in the patient's
   * @throws GeometryException if the frame is another
   * @throws IllegalArgumentException if the unit is another, or a voxel is not finite
   */
  public VoxelViews(Volume volume, HelicalGeometry geometry) {
    this.geometry = Objects.requireNonNull(geometry, "geometry");
    this.volume = volume;
    if (volume.unit() != VolumeUnit.PER_MM) {
      throw new IllegalArgumentException(
          "projections need a volume in 1/mm, got " + volume.unit().symbol());
    }
    checkAligned(volume.frame());
    checkFinite(volume.stack());
  }

  private static void checkAligned(VolumeFrame frame) {
    boolean aligned =
        frame.space() == FrameSpace.GANTRY
            && isClose(frame.columnDirection(), new Vec3(1, 0, 0))
            && isClose(frame.rowDirection(), new Vec3(0, -1, 0))
            && isClose(frame.sliceDirection(), new Vec3(0, 0, 1));
    if (!aligned) {
      throw new GeometryException(
          ("projections need a volume in the gantry frame with columns along +X, rows along -Y and"
                  + " slices along +Z, got %s with %s, %s, %s; place it in the gantry first")
              .formatted(
                  frame.space(),
                  frame.columnDirection(),
                  frame.rowDirection(),
                  frame.sliceDirection()));
    }
  }

  private static boolean isClose(Vec3 a, Vec3 b) {
    return a.minus(b).norm() < ALIGNED;
  }

  private static void checkFinite(FloatStack stack) {
    for (int slice = 0; slice < stack.slices(); slice++) {
      for (int row = 0; row < stack.rows(); row++) {
        for (int column = 0; column < stack.columns(); column++) {
          float value = stack.get(slice, row, column);
          if (!Float.isFinite(value)) {
            throw new IllegalArgumentException(
                "voxel (slice %d, row %d, column %d) is %s; fill it first"
                    .formatted(slice, row, column, value));
          }
        }
      }
    }
  }

  @Override
  public HelicalGeometry geometry() {
    return geometry;
  }

  @Override
  public void view(int index, float[] target) {
    ConeDetector detector = geometry.detector();
    int rows = detector.rows();
    SliceWindow window = SliceWindow.of(volume, geometry, index);
    if (window.isEmpty()) {
      Arrays.fill(target, 0, detector.elements(), 0f);
      return;
    }
    ColumnFan fan = new ColumnFan(geometry);
    UprightSheet sheet = new UprightSheet(holding(window));
    fan.moveToView(index);
    for (int column = 0; column < detector.columns(); column++) {
      fan.moveToColumn(column);
      int start = column * rows;
      if (!sheet.cut(fan, fan.slope(0), fan.slope(rows - 1))) {
        Arrays.fill(target, start, start + rows, 0f);
        continue;
      }
      for (int row = 0; row < rows; row++) {
        target[start + row] = (float) sheet.integral(fan.slope(row));
      }
    }
  }

  /** The rearranged slices; threads that both miss them make the same ones. */
  private VoxelColumns holding(SliceWindow window) {
    VoxelColumns ready = voxels;
    if (ready == null || !ready.holds(window.first(), window.end())) {
      SliceWindow wide = window.widened(volume.slices());
      ready = new VoxelColumns(volume, wide.first(), wide.end());
      voxels = ready;
    }
    return ready;
  }
}
