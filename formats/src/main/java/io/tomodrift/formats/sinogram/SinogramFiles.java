package io.tomodrift.formats.sinogram;

import io.tomodrift.formats.geometry.GeometryFiles;
import io.tomodrift.formats.npy.NpyArray;
import io.tomodrift.formats.npy.NpyFiles;
import io.tomodrift.formats.npy.NpzFile;
import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.error.GeometryException;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.SinogramUnit;
import io.tomodrift.geometry.stack.SliceAxis;
import io.tomodrift.geometry.stack.SliceLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads and writes sinograms.
 *
 * <p><b>{@code .npz}</b>: {@code sinogram} float32 {@code [slice][view][channel]}, {@code geometry}
 * text (JSON as {@link GeometryFiles}), {@code slice_axis_mm} float64 {@code [first, spacing]},
 * {@code unit} text ({@code LINE_INTEGRAL} or {@code COUNTS}). In Python: {@code
 * json.loads(str(numpy.load(path)["geometry"]))}.
 *
 * <p><b>{@code .npy}</b>: the array alone, {@code [slice][view][channel]} or {@code
 * [view][channel]}, with {@code NAME.geometry.yaml} (or {@code .json}) beside it; slices are 1 mm
 * apart from Z = 0, and the unit is LINE_INTEGRAL.
 */
public final class SinogramFiles {

  private static final String VALUES = "sinogram";
  private static final String GEOMETRY = "geometry";
  private static final String SLICE_AXIS = "slice_axis_mm";
  private static final String UNIT = "unit";
  private static final List<String> SIDECARS =
      List.of(".geometry.yaml", ".geometry.yml", ".geometry.json");

  private SinogramFiles() {}

  /**
   * True if the file is a sinogram: an archive with an array {@code sinogram}, or a NumPy array
   * with a geometry beside it.
   */
  public static boolean accepts(Path path) throws IOException {
    if (isArchive(path) && Files.isRegularFile(path)) {
      try (NpzFile npz = NpzFile.open(path)) {
        return npz.contains(VALUES);
      } catch (FormatException e) {
        return false;
      }
    }
    return sidecar(path).isPresent() && NpyFiles.accepts(path);
  }

  /**
   * Reads a sinogram with the geometry it was stored with.
   *
   * @throws FormatException if the file is damaged or no sinogram
   * @throws GeometryException if values and geometry differ in shape
   */
  public static Sinogram read(Path path) throws IOException {
    return read(path, Optional.empty());
  }

  /** Reads a sinogram, with another geometry than the stored one, or if none is stored. */
  public static Sinogram read(Path path, ScanGeometry geometry) throws IOException {
    return read(path, Optional.of(geometry));
  }

  private static Sinogram read(Path path, Optional<ScanGeometry> override) throws IOException {
    return isArchive(path) ? readArchive(path, override) : readArray(path, override);
  }

  private static boolean isArchive(Path path) {
    return path.toString().toLowerCase(Locale.ROOT).endsWith(".npz");
  }

  private static Sinogram readArchive(Path path, Optional<ScanGeometry> override)
      throws IOException {
    try (NpzFile npz = NpzFile.open(path)) {
      ScanGeometry geometry =
          override.isPresent()
              ? override.get()
              : GeometryFiles.parse(npz.text(GEOMETRY), path + ", geometry");
      return sinogram(path, npz.get(VALUES), geometry, sliceAxis(path, npz), unit(path, npz));
    }
  }

  private static SliceAxis sliceAxis(Path path, NpzFile npz) throws IOException {
    if (!npz.contains(SLICE_AXIS)) {
      return SliceAxis.UNIT;
    }
    double[] values = npz.get(SLICE_AXIS).doubles();
    if (values.length != 2) {
      throw new FormatException(
          "%s: %s needs two numbers (first, spacing), found %s"
              .formatted(path, SLICE_AXIS, Arrays.toString(values)));
    }
    return new SliceAxis(values[0], values[1]);
  }

  private static SinogramUnit unit(Path path, NpzFile npz) throws IOException {
    if (!npz.contains(UNIT)) {
      return SinogramUnit.LINE_INTEGRAL;
    }
    String name = npz.text(UNIT);
    return Arrays.stream(SinogramUnit.values())
        .filter(unit -> unit.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new FormatException(
                    "%s: unknown unit '%s'; known are %s"
                        .formatted(path, name, Arrays.toString(SinogramUnit.values()))));
  }

  private static Sinogram readArray(Path path, Optional<ScanGeometry> override) throws IOException {
    NpyArray array = NpyFiles.read(path);
    Path sidecar = sidecar(path).orElse(null);
    if (override.isEmpty() && sidecar == null) {
      throw new FormatException(
          "%s: no geometry beside it; write %s, or give a geometry"
              .formatted(path, sidecarName(path, SIDECARS.get(0))));
    }
    ScanGeometry geometry = override.isPresent() ? override.get() : GeometryFiles.read(sidecar);
    return sinogram(path, array, geometry, SliceAxis.UNIT, SinogramUnit.LINE_INTEGRAL);
  }

  private static Optional<Path> sidecar(Path path) {
    return SIDECARS.stream()
        .map(suffix -> sidecarName(path, suffix))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  private static Path sidecarName(Path path, String suffix) {
    String name = path.getFileName().toString();
    String stem =
        name.toLowerCase(Locale.ROOT).endsWith(".npy")
            ? name.substring(0, name.length() - 4)
            : name;
    return path.resolveSibling(stem + suffix);
  }

  private static Sinogram sinogram(
      Path path, NpyArray array, ScanGeometry geometry, SliceAxis axis, SinogramUnit unit) {
    List<Integer> shape = array.shape();
    int dimensions = shape.size();
    if (dimensions < 2 || dimensions > 3 || array.count() == 0) {
      throw new FormatException(
          "%s: a sinogram needs the shape [slice, view, channel] or [view, channel], found %s"
              .formatted(path, shape));
    }
    int slices = dimensions == 3 ? shape.get(0) : 1;
    FloatStack stack =
        FloatStack.wrapPlanar(
            array.floats(), slices, shape.get(dimensions - 2), shape.get(dimensions - 1));
    try {
      return new Sinogram(stack, geometry, axis, unit);
    } catch (GeometryException e) {
      throw new GeometryException(path + ": " + e.getMessage(), e);
    }
  }

  /**
   * Writes a sinogram: {@code .npy} as an array with a geometry file beside it, any other name as
   * an archive.
   *
   * @throws FormatException if the name ends in {@code .npy} and the sinogram has slice positions
   *     or a unit that such a file cannot carry
   */
  public static void write(Sinogram sinogram, Path path) throws IOException {
    FloatStack stack = sinogram.stack().toLayout(SliceLayout.PLANAR);
    NpyArray values =
        NpyArray.ofFloats(stack.data(), stack.slices(), stack.rows(), stack.columns());
    if (path.toString().toLowerCase(Locale.ROOT).endsWith(".npy")) {
      requirePlain(sinogram, path);
      GeometryFiles.write(sinogram.geometry(), sidecarName(path, SIDECARS.get(0)));
      NpyFiles.write(values, path);
      return;
    }
    SliceAxis axis = sinogram.sliceAxis();
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    arrays.put(VALUES, values);
    arrays.put(GEOMETRY, NpyArray.ofText(GeometryFiles.toJson(sinogram.geometry())));
    arrays.put(SLICE_AXIS, NpyArray.ofDoubles(new double[] {axis.firstZMm(), axis.spacingMm()}));
    arrays.put(UNIT, NpyArray.ofText(sinogram.unit().name()));
    NpzFile.write(path, arrays, NpzFile.Compression.DEFLATED);
  }

  private static void requirePlain(Sinogram sinogram, Path path) {
    boolean plain =
        sinogram.sliceAxis().equals(SliceAxis.UNIT)
            && sinogram.unit() == SinogramUnit.LINE_INTEGRAL;
    if (!plain) {
      throw new FormatException(
          "%s: a .npy file cannot carry %s and %s; write .npz"
              .formatted(path, sinogram.sliceAxis(), sinogram.unit()));
    }
  }
}
