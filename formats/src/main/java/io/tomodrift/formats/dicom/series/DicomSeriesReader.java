package io.tomodrift.formats.dicom.series;

import io.tomodrift.formats.dicom.DicomCodecs;
import io.tomodrift.formats.dicom.DicomFile;
import io.tomodrift.formats.dicom.DicomSource;
import io.tomodrift.formats.dicom.PixelSource;
import io.tomodrift.formats.dicom.Tag;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.error.ResourceException;
import io.tomodrift.geometry.run.ParallelLoop;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeUnit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/**
 * Reads the grey slices of one series, classic or enhanced, as a volume.
 *
 * <p>Value of a pixel: {@code RescaleSlope stored + RescaleIntercept}, per slice. Pixels that hold
 * PixelPaddingValue become air, -1000 HU (0 if not CT).
 *
 * <p><b>Shape</b>: {@code [slice][row][column]}, PLANAR; slices ascend along the normal (column
 * direction x row direction), whatever the order of files and instance numbers.
 *
 * <p><b>Units</b>: HU for modality CT, otherwise ARBITRARY; mm, patient frame LPS.
 *
 * <p><b>Not guaranteed</b>: even spacing and a slice axis perpendicular to the slices. Both are
 * reported as warnings; the frame then has the median spacing and the true slice direction.
 *
 * <p><b>Threading</b>: thread-safe; headers and pixels are read in parallel.
 *
 * <p><b>Reference</b>: PS3.3 sections C.7.6.2 (image plane), C.7.6.3 (pixels), C.8.2 (CT).
 */
public final class DicomSeriesReader {

  private static final float AIR_HU = -1000;

  private final DicomSource source;

  /** Reads with the most preferred codec found. */
  public DicomSeriesReader() {
    this(DicomCodecs.source());
  }

  /** Reads with a given codec. */
  public DicomSeriesReader(DicomSource source) {
    this.source = Objects.requireNonNull(source, "source");
  }

  /**
   * The series of a file or folder (searched three levels deep).
   *
   * @throws IOException if a file cannot be read
   * @throws FormatException if a DICOM file is damaged
   */
  public List<SeriesSummary> list(Path path, RunContext context) throws IOException {
    return SeriesFiles.find(source, path, context).summaries();
  }

  /**
   * Reads a file, or a folder that holds one series; see {@link #read(Path, String, RunContext)}.
   */
  public DicomSeries read(Path path, RunContext context) throws IOException {
    return read(path, "", context);
  }

  /**
   * Reads one series of a folder (searched three levels deep; files that are not DICOM are passed
   * over).
   *
   * @param seriesUid SeriesInstanceUID of the wanted series; empty if there is only one
   * @throws IOException if a file cannot be read
   * @throws FormatException if a file is damaged, compressed or in colour, if there are several
   *     series and none is named, if slices differ in size or orientation or share a position
   * @throws ResourceException if the volume exceeds the memory budget
   */
  public DicomSeries read(Path path, String seriesUid, RunContext context) throws IOException {
    List<DicomFile> files = SeriesFiles.find(source, path, context).select(path, seriesUid);
    List<String> warnings = new ArrayList<>();
    List<SliceHeader> headers = new ArrayList<>();
    for (DicomFile file : files) {
      headers.addAll(SliceHeaders.of(file));
    }
    SliceStack stack = SliceStack.of(headers, warnings);
    boolean ct = isCt(stack.slices().get(0));
    reportValues(stack, ct, warnings);
    requirePixels(stack);
    FloatStack values = allocate(stack, context);
    long padded = readPixels(stack, values, ct ? AIR_HU : 0, context);
    reportPadding(stack, padded, values.data().length, ct, warnings);
    Volume volume = new Volume(values, stack.frame(), ct ? VolumeUnit.HU : VolumeUnit.ARBITRARY);
    return new DicomSeries(volume, DicomSeriesInfo.of(stack, padded), warnings);
  }

  private static boolean isCt(SliceHeader slice) {
    return slice.file().dataset().string(Tag.MODALITY).filter("CT"::equals).isPresent();
  }

  private static void reportValues(SliceStack stack, boolean ct, List<String> warnings) {
    SliceHeader first = stack.slices().get(0);
    var header = first.file().dataset();
    if (header.string(Tag.PHOTOMETRIC_INTERPRETATION).filter("MONOCHROME1"::equals).isPresent()) {
      warnings.add("the images are to be shown inverted (MONOCHROME1); values are as stored");
    }
    if (!ct) {
      return;
    }
    boolean multiFrame = header.has(Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE);
    if (!multiFrame && !header.hasValue(Tag.RESCALE_INTERCEPT)) {
      warnings.add("CT without RescaleIntercept: stored values are taken for HU");
    }
    header
        .string(Tag.RESCALE_TYPE)
        .filter(type -> !type.equals("HU"))
        .ifPresent(type -> warnings.add("RescaleType is " + type + ", values are taken for HU"));
  }

  // Before anything is allocated: the header may promise more than the files hold.
  private static void requirePixels(SliceStack stack) {
    for (SliceHeader slice : stack.slices()) {
      PixelSource pixels = slice.file().pixels();
      long needed = slice.format().frameBytes() * slice.frames();
      if (pixels.lengthBytes() < needed) {
        throw new FormatException(
            "%s is cut off: %d x %d x %d pixels of %d bits need %d bytes, %d are there"
                .formatted(
                    slice.file().path(),
                    slice.frames(),
                    slice.format().rows(),
                    slice.format().columns(),
                    slice.format().bitsAllocated(),
                    needed,
                    pixels.lengthBytes()));
      }
    }
  }

  private static FloatStack allocate(SliceStack stack, RunContext context) {
    PixelFormat format = stack.slices().get(0).format();
    int count = stack.slices().size();
    long bytes = 4L * format.rows() * format.columns() * count;
    if (bytes > context.memoryBudgetBytes()) {
      throw new ResourceException(
          "a series of %d slices of %d x %d takes %d MB, the memory budget is %d MB; raise it or read fewer slices"
              .formatted(
                  count,
                  format.rows(),
                  format.columns(),
                  bytes >> 20,
                  context.memoryBudgetBytes() >> 20));
    }
    return FloatStack.planar(count, format.rows(), format.columns());
  }

  private static long readPixels(
      SliceStack stack, FloatStack values, float fill, RunContext context) throws IOException {
    LongAdder padded = new LongAdder();
    int plane = values.rows() * values.columns();
    try {
      ParallelLoop.run(
          context,
          "reading DICOM pixels",
          values.slices(),
          k -> padded.add(readSlice(stack.slices().get(k), values, k * plane, fill)));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return padded.sum();
  }

  private static long readSlice(SliceHeader slice, FloatStack values, int at, float fill) {
    long bytes = slice.format().frameBytes();
    if (bytes > Integer.MAX_VALUE - 8) {
      throw new ResourceException(slice.name() + " has a frame of " + bytes + " bytes");
    }
    byte[] frame = new byte[(int) bytes];
    try {
      slice.file().pixels().read(slice.frame() * bytes, frame, frame.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return slice.format().decode(frame, slice.rescale(), fill, values.data(), at);
  }

  private static void reportPadding(
      SliceStack stack, long padded, int pixels, boolean ct, List<String> warnings) {
    if (padded == 0) {
      return;
    }
    PixelFormat.Padding padding =
        stack.slices().stream()
            .map(s -> s.format().padding())
            .filter(Objects::nonNull)
            .findFirst()
            .orElseThrow();
    String value =
        padding.low() == padding.high()
            ? "value " + padding.low()
            : "values " + padding.low() + " to " + padding.high();
    warnings.add(
        "%d pixels (%.1f %%) hold the padding %s and were set to %s"
            .formatted(padded, 100.0 * padded / pixels, value, ct ? "-1000 HU" : "0"));
  }
}
