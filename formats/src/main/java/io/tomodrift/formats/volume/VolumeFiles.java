package io.tomodrift.formats.volume;

import io.tomodrift.formats.binary.ElementType;
import io.tomodrift.formats.metaimage.MetaImageFiles;
import io.tomodrift.formats.nifti.NiftiFiles;
import io.tomodrift.formats.npy.NpyArray;
import io.tomodrift.formats.npy.NpyFiles;
import io.tomodrift.formats.sinogram.SinogramFiles;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.SliceLayout;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeUnit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Reads a volume of any known format, chosen by content, and writes one in the format of its name.
 *
 * <p>NumPy, MetaImage and NIfTI-1 are built in; {@link #withReaders} adds others. Immutable.
 *
 * <p><b>Formats</b>: {@code .npy} holds values only ({@code [slice][row][column]}; voxels are taken
 * as 1 mm). {@code .npz} holds {@code volume}, {@code spacing_mm} and {@code direction} (in the
 * order slice, row, column), {@code origin_mm}, {@code space} and {@code unit}. {@code .mha},
 * {@code .mhd}, {@code .nii} and {@code .nii.gz} hold everything; the unit travels in their comment
 * field, and where it is missing, values that reach down to -500 are taken as HU and a warning says
 * so.
 */
public final class VolumeFiles {

  private static final List<String> WRITABLE =
      List.of(".nii.gz", ".nii", ".mha", ".mhd", ".npz", ".npy");

  private final List<VolumeReader> readers;

  private VolumeFiles(List<VolumeReader> readers) {
    this.readers = List.copyOf(readers);
  }

  /** The built-in formats. */
  public static VolumeFiles standard() {
    return new VolumeFiles(List.of(BuiltInReader.values()));
  }

  /** These formats and others, which are asked first. */
  public VolumeFiles withReaders(List<? extends VolumeReader> others) {
    List<VolumeReader> all = new ArrayList<>(others);
    all.addAll(readers);
    return new VolumeFiles(all);
  }

  /**
   * Reads a volume.
   *
   * @throws NoSuchFileException if there is nothing at the path
   * @throws FormatException if no reader knows the format, or the content is damaged
   */
  public LoadedVolume read(Path path) throws IOException {
    if (!Files.exists(path)) {
      throw new NoSuchFileException(path.toString());
    }
    for (VolumeReader reader : readers) {
      if (reader.accepts(path)) {
        return reader.read(path);
      }
    }
    throw unknown(path);
  }

  private FormatException unknown(Path path) throws IOException {
    if (SinogramFiles.accepts(path)) {
      return new FormatException(path + ": is a sinogram, a volume was expected");
    }
    String kinds = readers.stream().map(VolumeReader::kind).collect(Collectors.joining(", "));
    if (Files.isDirectory(path)) {
      return new FormatException(
          "%s: a folder, and not a volume of a known format (%s); name one of its files instead"
              .formatted(path, kinds));
    }
    return new FormatException(
        "%s: not a volume of a known format (%s), or damaged at its beginning"
            .formatted(path, kinds));
  }

  /** Writes float32 in the format that the name ends in; see {@link VolumeFiles}. */
  public static void write(Volume volume, Path path) throws IOException {
    write(volume, path, ElementType.FLOAT32);
  }

  /**
   * Writes a volume with elements of the given type in the format that the name ends in. NumPy
   * archives hold float32 whatever the type.
   *
   * @throws FormatException if the ending is not known, a value does not fit the type, or integers
   *     are asked for attenuation in 1/mm, which would all become 0
   */
  public static void write(Volume volume, Path path, ElementType element) throws IOException {
    String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
    String ending =
        WRITABLE.stream()
            .filter(name::endsWith)
            .findFirst()
            .orElseThrow(
                () ->
                    new FormatException(
                        "%s: cannot tell the format from the name; known endings are %s"
                            .formatted(path, String.join(", ", WRITABLE))));
    requireFineEnough(volume, element);
    switch (ending) {
      case ".nii.gz", ".nii" -> NiftiFiles.write(volume, path, element);
      case ".mha", ".mhd" -> MetaImageFiles.write(volume, path, element, false);
      case ".npz" -> NpzVolumes.write(volume, path);
      default -> writeNpy(volume, path, element);
    }
  }

  private static void requireFineEnough(Volume volume, ElementType element) {
    if (volume.unit() == VolumeUnit.PER_MM && !element.isFloatingPoint()) {
      throw new FormatException(
          "attenuation in 1/mm is far below 1 and cannot be stored as %s; convert to HU or write float32"
              .formatted(element.label()));
    }
  }

  private static void writeNpy(Volume volume, Path path, ElementType element) throws IOException {
    FloatStack stack = volume.stack().toLayout(SliceLayout.PLANAR);
    NpyFiles.write(
        NpyArray.of(element, stack.data(), stack.slices(), stack.rows(), stack.columns()), path);
  }
}
