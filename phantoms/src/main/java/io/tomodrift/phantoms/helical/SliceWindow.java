package io.tomodrift.phantoms.helical;

import io.tomodrift.geometry.helical.ConeDetector;
import io.tomodrift.geometry.helical.HelicalGeometry;
import io.tomodrift.geometry.stack.Vec3;
import io.tomodrift.geometry.stack.Volume;

/**
 * The slices of a volume that the rays of one view can need.
 *
 * @param first first slice
 * @param end one beyond the last slice; {@code first} or less if the rays miss the volume
 */
record SliceWindow(int first, int end) {

  static SliceWindow of(Volume volume, HelicalGeometry geometry, int view) {
    int slices = volume.slices();
    Vec3 source = geometry.sourceMm(view);
    double radius = farthest(volume, new Vec3(0, 0, 0));
    if (Math.hypot(source.x(), source.y()) <= radius) {
      return new SliceWindow(0, slices);
    }
    double reach = farthest(volume, source);
    ConeDetector detector = geometry.detector();
    ColumnFan fan = new ColumnFan(geometry);
    fan.moveToView(view);
    double low = 0;
    double high = 0;
    for (int column = 0; column < detector.columns(); column++) {
      fan.moveToColumn(column);
      low = Math.min(low, fan.slope(0));
      high = Math.max(high, fan.slope(detector.rows() - 1.0));
    }
    double spacing = volume.frame().sliceSpacingMm();
    double origin = volume.frame().originMm().z();
    double first = Math.floor((source.z() + low * reach - origin) / spacing) - 1;
    double last = Math.floor((source.z() + high * reach - origin) / spacing) + 2;
    return new SliceWindow(
        (int) Math.max(0, Math.min(slices, first)), (int) Math.max(0, Math.min(slices, last + 1)));
  }

  boolean isEmpty() {
    return first >= end;
  }

  /** Wider by about a third on either side, so that it serves many views. */
  SliceWindow widened(int slices) {
    int margin = 2 + (end - first) / 3;
    return new SliceWindow(Math.max(0, first - margin), Math.min(slices, end + margin));
  }

  /** Largest in-plane distance of the volume's corners, one pixel beyond its outermost centres. */
  private static double farthest(Volume volume, Vec3 from) {
    int[] rows = {-1, volume.stack().rows()};
    int[] columns = {-1, volume.stack().columns()};
    double farthest = 0;
    for (int row : rows) {
      for (int column : columns) {
        Vec3 corner = volume.frame().positionMm(0, row, column).minus(from);
        farthest = Math.max(farthest, Math.hypot(corner.x(), corner.y()));
      }
    }
    return farthest;
  }
}
