package io.tomodrift.pipeline.data;

import io.tomodrift.formats.binary.NonFiniteValues;
import io.tomodrift.formats.geometry.GeometryFiles;
import io.tomodrift.formats.sinogram.SinogramFiles;
import io.tomodrift.formats.volume.LoadedVolume;
import io.tomodrift.formats.volume.VolumeFiles;
import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.SinogramUnit;
import io.tomodrift.geometry.stack.SliceAxis;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.pipeline.data.Input.OfRawScan;
import io.tomodrift.pipeline.data.Input.OfSinogram;
import io.tomodrift.pipeline.data.Input.OfVolume;
import io.tomodrift.pipeline.run.Failures;
import io.tomodrift.pipeline.run.InputFailure;
import io.tomodrift.sinograms.measured.MeasuredScan;
import io.tomodrift.sinograms.measured.MeasuredScans;
import io.tomodrift.sinograms.raw.RawOptions;
import io.tomodrift.sinograms.raw.RawScan;
import io.tomodrift.sinograms.raw.RawScans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads inputs of any known kind. Trouble with them is an {@link InputFailure}. */
public final class Inputs {

  private Inputs() {}

  /** Reads whatever is at the path. */
  public static Input read(Path path, RunContext context) {
    return read(path, "", context);
  }

  /**
   * Reads whatever is at the path.
   *
   * @param seriesUid series to read from a DICOM folder; empty for the only one
   */
  public static Input read(Path path, String seriesUid, RunContext context) {
    return read(path, RawOptions.defaults().withSeries(seriesUid), context);
  }

  /**
   * Reads whatever is at the path.
   *
   * @param reading series to read from a DICOM folder, and how raw data are read
   */
  public static Input read(Path path, RawOptions reading, RunContext context) {
    return guarded(
        path,
        () -> {
          if (SinogramFiles.accepts(path)) {
            return new OfSinogram(path, "sinogram (NumPy)", List.of(), SinogramFiles.read(path));
          }
          if (RawScans.accepts(path)) {
            return rawScan(path, reading, context);
          }
          Optional<MeasuredScan> scan = measured(path);
          return scan.isPresent()
              ? of(path, scan.get())
              : volumeAt(path, reading.seriesUid(), context);
        });
  }

  /** True if there are raw data of a helical scan at the path. */
  public static boolean isRawScan(Path path) {
    return guarded(path, () -> RawScans.accepts(path));
  }

  /** Opens raw data of a helical scan. */
  public static OfRawScan rawScan(Path path, RawOptions options, RunContext context) {
    return guarded(
        path,
        () -> {
          RawScan scan = RawScans.open(path, options, context);
          return new OfRawScan(path, "helical CT raw data", scan.warnings(), scan);
        });
  }

  /** Reads a volume; a sinogram is refused. */
  public static OfVolume volume(Path path, RunContext context) {
    return volume(path, "", context);
  }

  /**
   * Reads a volume; a sinogram is refused.
   *
   * @param seriesUid series to read from a DICOM folder; empty for the only one
   */
  public static OfVolume volume(Path path, String seriesUid, RunContext context) {
    Input input = read(path, seriesUid, context);
    if (input instanceof OfVolume volume) {
      return volume;
    }
    if (input instanceof OfRawScan) {
      throw new InputFailure(
          "%s: is %s, a volume of slices was expected; `tomodrift reconstruct` makes one of it"
              .formatted(path, input.kind()));
    }
    throw new InputFailure(
        "%s: is a %s, a volume of slices was expected".formatted(path, input.kind()));
  }

  /**
   * Reads a sinogram; the given geometry, if any, replaces the file's. With a geometry, an array
   * without one ({@code .npy}, or a volume file whose rows are views) is taken as a sinogram.
   */
  public static OfSinogram sinogram(Path path, Optional<Path> geometryFile, RunContext context) {
    Optional<ScanGeometry> geometry = geometryFile.map(Inputs::geometry);
    Input input =
        geometry.isPresent() && isBareArray(path)
            ? guarded(
                path,
                () ->
                    new OfSinogram(
                        path,
                        "sinogram (NumPy)",
                        List.of(),
                        SinogramFiles.read(path, geometry.get())))
            : read(path, context);
    OfSinogram sinogram = sinogramOf(input, geometry, context);
    requireFinite(path, sinogram.sinogram().stack());
    return geometry.isPresent() ? withGeometry(sinogram, geometry.get()) : sinogram;
  }

  private static OfSinogram sinogramOf(
      Input input, Optional<ScanGeometry> geometry, RunContext context) {
    if (input instanceof OfSinogram sinogram) {
      return sinogram;
    }
    if (input instanceof OfVolume volume) {
      if (volume.dicom().isPresent() && geometry.isEmpty()) {
        // Says what these images are, and which series of projections lie near.
        rawScan(input.path(), RawOptions.defaults(), context);
      }
      return asSinogram(volume, geometry.orElseThrow(() -> needsGeometry(input)));
    }
    throw new InputFailure(
        "%s: is %s, a sinogram was expected; `tomodrift reconstruct --save-sinogram` makes one of it"
            .formatted(input.path(), input.kind()));
  }

  /** Reads a geometry file, or the geometry of a sinogram. */
  public static ScanGeometry geometry(Path path) {
    return guarded(
        path,
        () -> {
          String name = path.toString().toLowerCase(java.util.Locale.ROOT);
          if (name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json")) {
            return GeometryFiles.read(path);
          }
          Input input = read(path, RunContext.defaults());
          if (input instanceof OfSinogram sinogram) {
            return sinogram.sinogram().geometry();
          }
          if (input instanceof OfRawScan) {
            throw new InputFailure(
                "%s: is %s; `tomodrift info` shows their geometry".formatted(path, input.kind()));
          }
          throw new InputFailure(
              "%s: is a %s and has no scan geometry; a geometry file (.yaml, .json) or a sinogram was expected"
                  .formatted(path, input.kind()));
        });
  }

  /** Throws if a value is not a number. */
  public static void requireFinite(Path path, FloatStack stack) {
    NonFiniteValues.describe(stack)
        .ifPresent(
            text -> {
              throw new InputFailure(
                  "%s: %s; replace NaN and infinite values before".formatted(path, text));
            });
  }

  private static InputFailure needsGeometry(Input input) {
    return new InputFailure(
        "%s: is a %s without a scan geometry; if it holds projections, state the scan with --geometry"
            .formatted(input.path(), input.kind()));
  }

  private static boolean isBareArray(Path path) {
    String name = path.toString().toLowerCase(java.util.Locale.ROOT);
    return name.endsWith(".npy") || name.endsWith(".npz");
  }

  private static OfSinogram asSinogram(OfVolume input, ScanGeometry geometry) {
    Volume volume = input.volume();
    SliceAxis axis = new SliceAxis(0, volume.frame().sliceSpacingMm());
    return new OfSinogram(
        input.path(),
        "sinogram in a " + input.kind(),
        input.warnings(),
        new Sinogram(volume.stack(), geometry, axis, SinogramUnit.LINE_INTEGRAL));
  }

  private static OfSinogram withGeometry(OfSinogram input, ScanGeometry geometry) {
    Sinogram sinogram = input.sinogram();
    return new OfSinogram(
        input.path(),
        input.kind(),
        input.warnings(),
        new Sinogram(sinogram.stack(), geometry, sinogram.sliceAxis(), sinogram.unit()));
  }

  private static Optional<MeasuredScan> measured(Path path) throws IOException {
    return Files.isRegularFile(path) ? MeasuredScans.read(path) : Optional.empty();
  }

  private static OfSinogram of(Path path, MeasuredScan scan) {
    return new OfSinogram(path, scan.kind(), scan.warnings(), scan.sinogram());
  }

  private static OfVolume volumeAt(Path path, String seriesUid, RunContext context)
      throws IOException {
    if (DicomInputs.accepts(path)) {
      return DicomInputs.read(path, seriesUid, context);
    }
    if (!seriesUid.isEmpty()) {
      throw new InputFailure(path + ": --series is for DICOM folders, and this is none");
    }
    Optional<OfVolume> matrix = MatlabMatrices.read(path);
    if (matrix.isPresent()) {
      return matrix.get();
    }
    requireFiles(path);
    LoadedVolume loaded = VolumeFiles.standard().read(path);
    return new OfVolume(path, loaded.kind(), loaded.warnings(), loaded.volume(), Optional.empty());
  }

  private static void requireFiles(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return;
    }
    try (Stream<Path> entries = Files.list(path)) {
      if (entries.findAny().isEmpty()) {
        throw new InputFailure(path + ": the folder is empty");
      }
    }
  }

  private interface Reading<T> {
    T read() throws IOException;
  }

  private static <T> T guarded(Path path, Reading<T> reading) {
    try {
      if (!Files.exists(path)) {
        throw new InputFailure(path + ": no such file or folder");
      }
      if (!Files.isReadable(path)) {
        throw new InputFailure(path + ": permission denied");
      }
      return reading.read();
    } catch (IOException e) {
      String message = Failures.message(e);
      throw new InputFailure(
          message.contains(path.toString()) ? message : path + ": " + message, e);
    }
  }
}
