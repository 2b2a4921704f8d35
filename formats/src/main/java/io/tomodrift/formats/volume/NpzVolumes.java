package io.tomodrift.formats.volume;

import io.tomodrift.formats.frame.FramedImage;
import io.tomodrift.formats.npy.NpyArray;
import io.tomodrift.formats.npy.NpzFile;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.error.GeometryException;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.FrameSpace;
import io.tomodrift.geometry.stack.SliceLayout;
import io.tomodrift.geometry.stack.Vec3;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeFrame;
import io.tomodrift.geometry.stack.VolumeUnit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Volumes in NumPy archives: {@code volume} float32 {@code [slice][row][column]}; {@code
 * spacing_mm} float64 [3] and {@code direction} float64 [3][3] in the order of the axes of the
 * array: entry 0 belongs to the slice axis, 1 to rows, 2 to columns, and {@code direction[axis]} is
 * the unit vector (x, y, z) of that axis; {@code origin_mm} float64 [3], x, y, z of voxel [0, 0,
 * 0]; {@code space} and {@code unit} text. Thus {@code origin_mm + (index * spacing_mm) @
 * direction} is the place of a voxel. All but {@code volume} may be left out.
 */
final class NpzVolumes {

  private static final String VALUES = "volume";
  private static final String SPACING = "spacing_mm";
  private static final String ORIGIN = "origin_mm";
  private static final String DIRECTION = "direction";
  private static final String SPACE = "space";
  private static final String UNIT = "unit";

  private NpzVolumes() {}

  static FramedImage read(Path path) throws IOException {
    try (NpzFile npz = NpzFile.open(path)) {
      FloatStack stack = NpyVolumes.stack(path.toString(), npz.get(VALUES));
      Optional<VolumeUnit> unit = choice(path, npz, UNIT, VolumeUnit.values());
      if (!npz.contains(SPACING)) {
        FramedImage bare = NpyVolumes.unplaced(stack);
        return new FramedImage(stack, bare.frame(), unit, bare.warnings());
      }
      List<String> warnings = new ArrayList<>();
      return new FramedImage(stack, frame(path, npz, stack, warnings), unit, warnings);
    }
  }

  private static VolumeFrame frame(Path path, NpzFile npz, FloatStack stack, List<String> warnings)
      throws IOException {
    VolumeFrame plain = NpyVolumes.unitFrame(stack);
    double[] spacing = numbers(path, npz, SPACING, 3);
    FrameSpace space =
        choice(path, npz, SPACE, FrameSpace.values())
            .orElse(npz.contains(DIRECTION) ? FrameSpace.PATIENT_LPS : FrameSpace.GANTRY);
    Vec3[] axes = {plain.sliceDirection(), plain.rowDirection(), plain.columnDirection()};
    if (npz.contains(DIRECTION)) {
      double[] d = numbers(path, npz, DIRECTION, 9);
      for (int axis = 0; axis < 3; axis++) {
        axes[axis] = new Vec3(d[3 * axis], d[3 * axis + 1], d[3 * axis + 2]);
      }
    } else {
      warnings.add("the file has no direction; the slices are taken as reconstructed ones");
    }
    try {
      VolumeFrame unplaced =
          new VolumeFrame(
              spacing[2],
              spacing[1],
              spacing[0],
              new Vec3(0, 0, 0),
              axes[2],
              axes[1],
              axes[0],
              space);
      return unplaced.withOrigin(origin(path, npz, stack, unplaced));
    } catch (GeometryException | IllegalArgumentException e) {
      throw new FormatException(path + ": unusable place of the voxels: " + e.getMessage(), e);
    }
  }

  /** The stored origin, or the one that puts the middle of the volume at the origin of space. */
  private static Vec3 origin(Path path, NpzFile npz, FloatStack stack, VolumeFrame unplaced)
      throws IOException {
    if (npz.contains(ORIGIN)) {
      double[] o = numbers(path, npz, ORIGIN, 3);
      return new Vec3(o[0], o[1], o[2]);
    }
    return unplaced
        .positionMm(
            (stack.slices() - 1) / 2.0, (stack.rows() - 1) / 2.0, (stack.columns() - 1) / 2.0)
        .times(-1);
  }

  private static double[] numbers(Path path, NpzFile npz, String name, int count)
      throws IOException {
    double[] values = npz.get(name).doubles();
    if (values.length != count || !Arrays.stream(values).allMatch(Double::isFinite)) {
      throw new FormatException(
          "%s: %s needs %d finite numbers, found %s"
              .formatted(path, name, count, Arrays.toString(values)));
    }
    return values;
  }

  private static <E extends Enum<E>> Optional<E> choice(
      Path path, NpzFile npz, String name, E[] choices) throws IOException {
    if (!npz.contains(name)) {
      return Optional.empty();
    }
    String text = npz.text(name);
    Optional<E> chosen =
        Arrays.stream(choices).filter(choice -> choice.name().equals(text)).findFirst();
    if (chosen.isEmpty()) {
      throw new FormatException(
          "%s: unknown %s '%s'; known are %s"
              .formatted(path, name, text, Arrays.toString(choices)));
    }
    return chosen;
  }

  static void write(Volume volume, Path path) throws IOException {
    FloatStack stack = volume.stack().toLayout(SliceLayout.PLANAR);
    VolumeFrame frame = volume.frame();
    double[] spacing = {frame.sliceSpacingMm(), frame.rowSpacingMm(), frame.columnSpacingMm()};
    Vec3[] axes = {frame.sliceDirection(), frame.rowDirection(), frame.columnDirection()};
    double[] directions = new double[9];
    for (int i = 0; i < 9; i++) {
      directions[i] = axes[i / 3].component(i % 3);
    }
    Vec3 origin = frame.originMm();
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    arrays.put(
        VALUES, NpyArray.ofFloats(stack.data(), stack.slices(), stack.rows(), stack.columns()));
    arrays.put(SPACING, NpyArray.ofDoubles(spacing));
    arrays.put(ORIGIN, NpyArray.ofDoubles(new double[] {origin.x(), origin.y(), origin.z()}));
    arrays.put(DIRECTION, NpyArray.ofDoubles(directions, 3, 3));
    arrays.put(SPACE, NpyArray.ofText(frame.space().name()));
    arrays.put(UNIT, NpyArray.ofText(volume.unit().name()));
    NpzFile.write(path, arrays, NpzFile.Compression.DEFLATED);
  }
}
