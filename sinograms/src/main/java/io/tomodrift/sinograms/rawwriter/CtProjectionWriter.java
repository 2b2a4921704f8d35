package io.tomodrift.sinograms.rawwriter;

import io.tomodrift.formats.AtomicOutput;
import io.tomodrift.formats.dicom.DicomCodecs;
import io.tomodrift.formats.dicom.DicomObject;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.helical.ConeViews;
import io.tomodrift.geometry.helical.HelicalGeometry;
import io.tomodrift.geometry.run.ParallelLoop;
import io.tomodrift.geometry.run.RunContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/**
 * Writes multi-row scans as raw projection data, DICOM-CT-PD: Raw Data Storage objects with the
 * private groups 7029 to 7041, line integrals as unsigned 16 bit values.
 *
 * <p>The frame of the format has its z against the gantry's Z, so (7031,1002) is {@code -zMm} and
 * (7033,100C) {@code -shift.zMm}; nothing else changes sign. Angles are written between 0 and 2 pi.
 *
 * <p><b>Accuracy</b>: line integrals are rounded to the scale's step and clipped to its range,
 * which is counted; lengths and angles to 32 bit floats, the time of a turn to 1 ms, the tube
 * current to 1 mA. What is written does not depend on the number of threads.
 *
 * <p><b>Reference</b>: Chen et al. 2015, "Development and validation of an open data format for CT
 * projection data", Medical Physics 42:6964, and version 3 of the format's user manual.
 */
public final class CtProjectionWriter {

  private static final int LARGEST_16_BIT = 0xFFFF;
  private static final int MOST_VIEWS = 99_999_999;

  private final CtProjectionMetadata metadata;
  private final CtProjectionOptions options;

  /** Writes with these headers in this form. */
  public CtProjectionWriter(CtProjectionMetadata metadata, CtProjectionOptions options) {
    this.metadata = Objects.requireNonNull(metadata, "metadata");
    this.options = Objects.requireNonNull(options, "options");
  }

  /**
   * Writes one file a view, {@code 00001.dcm} and so on; the folder appears when it is complete.
   *
   * @param folder absent or empty
   * @param views line integrals, computed on the threads of {@code context}
   * @throws IOException if the folder has content or writing fails
   * @throws FormatException if a line integral is NaN or a count exceeds the format
   * @throws IllegalArgumentException if a text of the metadata is not possible in DICOM
   * @throws java.util.concurrent.CancellationException if the context's listener cancels
   */
  public CtProjectionReport write(Path folder, ConeViews views, TubeOutput tube, RunContext context)
      throws IOException {
    HelicalGeometry geometry = views.geometry();
    requireStorable(geometry);
    AtomicOutput.requireAbsentOrEmpty(folder);
    ProjectionHeader header = new ProjectionHeader(metadata, geometry);
    ViewFiles files = new ViewFiles(header, metadata, options, views, tube);
    FileOrder order = new FileOrder(geometry.views(), options.names(), context.seed());
    LongAdder clipped = new LongAdder();
    AtomicOutput.folder(
        folder, target -> writeViews(target, files, order, geometry.views(), clipped, context));
    return new CtProjectionReport(
        geometry.views(),
        (long) geometry.views() * files.lengthBytes(),
        header.seriesUid(),
        clipped.sum());
  }

  private static void writeViews(
      Path folder,
      ViewFiles files,
      FileOrder order,
      int views,
      LongAdder clipped,
      RunContext context)
      throws IOException {
    try {
      ParallelLoop.run(
          context,
          "writing projections",
          views,
          files::scratch,
          (scratch, view) -> {
            try {
              clipped.add(scratch.write(view, folder.resolve(order.name(view))));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /**
   * Writes all views as frames of one file, the variant of photon-counting scanners: what changes
   * from view to view is in (5200,9230). Everything is held in memory, so this is for small scans.
   *
   * @param file replaced if it exists
   * @throws IOException if writing fails
   * @throws FormatException if a line integral is NaN or a count exceeds the format
   * @throws io.tomodrift.geometry.error.ResourceException if the pixel data exceed 1 GiB
   * @throws IllegalArgumentException if a text of the metadata is not possible in DICOM
   */
  public CtProjectionReport writeMultiFrame(
      Path file, ConeViews views, TubeOutput tube, RunContext context) throws IOException {
    requireStorable(views.geometry());
    ProjectionHeader header = new ProjectionHeader(metadata, views.geometry());
    MultiFrameObject object = new MultiFrameObject(header, metadata, options, views, tube);
    DicomObject dataset = object.build(context);
    AtomicOutput.file(file, target -> DicomCodecs.sink().write(target, dataset, options.syntax()));
    return new CtProjectionReport(
        views.geometry().views(), Files.size(file), header.seriesUid(), object.clipped());
  }

  private static void requireStorable(HelicalGeometry geometry) {
    atMost("detector columns", geometry.detector().columns(), LARGEST_16_BIT);
    atMost("detector rows", geometry.detector().rows(), LARGEST_16_BIT);
    atMost("views a turn", geometry.viewsPerTurn(), LARGEST_16_BIT);
    atMost("views", geometry.views(), MOST_VIEWS);
  }

  private static void atMost(String what, int count, int limit) {
    if (count > limit) {
      throw new FormatException(
          "%d %s are more than DICOM-CT-PD can hold, %d".formatted(count, what, limit));
    }
  }
}
