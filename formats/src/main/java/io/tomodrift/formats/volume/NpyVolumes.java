package io.tomodrift.formats.volume;

import io.tomodrift.formats.frame.FramedImage;
import io.tomodrift.formats.npy.NpyArray;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.VolumeFrame;
import java.util.List;
import java.util.Optional;

/** NumPy arrays as stacks of slices; a bare array says nothing about space. */
final class NpyVolumes {

  private NpyVolumes() {}

  static FloatStack stack(String where, NpyArray array) {
    List<Integer> shape = array.shape();
    int dimensions = shape.size();
    if (dimensions < 2 || dimensions > 3 || array.count() == 0) {
      throw new FormatException(
          "%s: a volume needs the shape [slice, row, column] or [row, column], found %s"
              .formatted(where, shape));
    }
    int slices = dimensions == 3 ? shape.get(0) : 1;
    return FloatStack.wrapPlanar(
        array.floats(), slices, shape.get(dimensions - 2), shape.get(dimensions - 1));
  }

  /** Voxels of 1 mm, centred on the axis of rotation, in the gantry frame. */
  static FramedImage unplaced(FloatStack stack) {
    return new FramedImage(
        stack,
        unitFrame(stack),
        Optional.empty(),
        List.of("the file does not say the voxel size; taken as 1 mm, centred on the isocenter"));
  }

  static VolumeFrame unitFrame(FloatStack stack) {
    ImageGrid grid = new ImageGrid(stack.columns(), stack.rows(), 1, 0, 0);
    return VolumeFrame.gantry(grid, -(stack.slices() - 1) / 2.0, 1);
  }
}
