package io.tomodrift.phantoms.helical;

import io.tomodrift.geometry.helical.ConeDetector;
import io.tomodrift.geometry.helical.ConeViews;
import io.tomodrift.geometry.helical.HelicalGeometry;
import io.tomodrift.geometry.stack.Volume;
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
 * <p><b>Accuracy</b>: the same as summing sample by sample to 1e-9 of the largest value, computed
 * in double, stored in float32. Against the continuous object the error is that of linear
 * interpolation.
 *
 * <p><b>Memory</b>: a second copy of the volume, without the pixels that are zero in all slices.
 *
 * <p><b>Threading</b>: safe for any number of threads.
 *
 * <p><b>Reference</b>: Joseph 1982, IEEE Trans. Med. Imaging 1:192.
 */
public final class VoxelViews implements ConeViews {

  private final HelicalGeometry geometry;
  private final VoxelColumns voxels;

  /**
   * Copies the volume.
   *
   * @param volume attenuation, 1/mm, in the gantry frame; see {@link GantryPlacement} for volumes
   *     in the patient's
   * @throws io.tomodrift.geometry.error.GeometryException if the frame is another
   * @throws IllegalArgumentException if the unit is another, or a voxel is not finite
   */
  public VoxelViews(Volume volume, HelicalGeometry geometry) {
    this.geometry = Objects.requireNonNull(geometry, "geometry");
    this.voxels = VoxelColumns.of(volume);
  }

  @Override
  public HelicalGeometry geometry() {
    return geometry;
  }

  @Override
  public void view(int index, float[] target) {
    ConeDetector detector = geometry.detector();
    int rows = detector.rows();
    ColumnFan fan = new ColumnFan(geometry);
    UprightSheet sheet = new UprightSheet(voxels);
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
}
