package io.tomodrift.formats.dicom.series;

import io.tomodrift.formats.AtomicOutput;
import io.tomodrift.formats.dicom.DicomCodecs;
import io.tomodrift.formats.dicom.DicomSink;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.run.ParallelLoop;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.FrameSpace;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeFrame;
import io.tomodrift.geometry.stack.VolumeUnit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/**
 * Writes a volume as a series of CT Image Storage objects: {@code IMG00001.dcm} and so on, one a
 * slice in the order of the volume.
 *
 * <p>A volume in the gantry frame is turned into the patient frame by the patient position (FFS
 * (-X, -Y, Z), HFS (X, -Y, -Z), FFP (X, Y, Z), HFP (-X, Y, -Z)). Without one the gantry axes are
 * written as they are, and a warning says so. Slices keep their order; where that runs against the
 * normal, the positions in the files descend.
 *
 * <p><b>Accuracy</b>: values are rounded to 1 HU; positions to the 16 characters of a DICOM
 * decimal.
 *
 * <p><b>Reference</b>: PS3.3 section A.3 (CT image), PS3.10 section 7 (file format).
 */
public final class CtSeriesWriter {

  private static final int LARGEST_SIDE = 0xFFFF;

  /** So that header and pixels of 16 bits fit one array. */
  private static final int LARGEST_SLICE = 1 << 29;

  private final DicomSink sink;

  /** Writes with the most preferred codec found. */
  public CtSeriesWriter() {
    this(DicomCodecs.sink());
  }

  /** Writes with a given codec. */
  public CtSeriesWriter(DicomSink sink) {
    this.sink = Objects.requireNonNull(sink, "sink");
  }

  /**
   * Writes all slices; the folder appears when it is complete.
   *
   * @param folder absent or empty
   * @param volume in HU, either layout
   * @throws IOException if the folder has content or writing fails
   * @throws IllegalArgumentException if the volume is not in HU, or if a text of the metadata is
   *     too long or has characters that DICOM does not allow there
   * @throws FormatException if a value is NaN, or a slice has more than 65535 rows or columns
   * @throws io.tomodrift.geometry.error.GeometryException if DICOM cannot express the frame
   */
  public CtSeriesReport write(
      Path folder, Volume volume, SeriesMetadata metadata, RunContext context) throws IOException {
    if (volume.unit() != VolumeUnit.HU) {
      throw new IllegalArgumentException(
          "the volume is in " + volume.unit().symbol() + "; convert it to HU first");
    }
    FloatStack values = volume.stack();
    requireStorable(values);
    AtomicOutput.requireAbsentOrEmpty(folder);
    VolumeFrame frame = PatientFrame.of(volume.frame(), metadata.patientPosition());
    StoredValues storage = StoredValues.covering(values);
    CtImageHeader header =
        new CtImageHeader(metadata, frame, storage, values.rows(), values.columns());
    LongAdder clipped = new LongAdder();
    AtomicOutput.folder(
        folder, target -> writeSlices(target, values, storage, header, clipped, context));
    return new CtSeriesReport(
        values.slices(),
        header.seriesUid(),
        storage.bits(),
        clipped.sum(),
        warnings(volume, metadata, clipped.sum()));
  }

  private static void requireStorable(FloatStack values) {
    int rows = values.rows();
    int columns = values.columns();
    if (rows > LARGEST_SIDE || columns > LARGEST_SIDE || (long) rows * columns > LARGEST_SLICE) {
      throw new FormatException(
          "slices of %d x %d are too large for DICOM: at most %d a side and %d pixels"
              .formatted(rows, columns, LARGEST_SIDE, LARGEST_SLICE));
    }
  }

  private void writeSlices(
      Path folder,
      FloatStack values,
      StoredValues storage,
      CtImageHeader header,
      LongAdder clipped,
      RunContext context)
      throws IOException {
    try {
      ParallelLoop.run(
          context,
          "writing DICOM",
          values.slices(),
          k -> {
            byte[] pixels = new byte[2 * values.rows() * values.columns()];
            clipped.add(storage.encode(values, k, pixels));
            writeSlice(folder.resolve("IMG%05d.dcm".formatted(k + 1)), header, k, pixels);
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void writeSlice(Path file, CtImageHeader header, int index, byte[] pixels) {
    try {
      sink.write(file, header.slice(index, pixels));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> warnings(Volume volume, SeriesMetadata metadata, long clipped) {
    List<String> warnings = new ArrayList<>();
    if (volume.frame().space() == FrameSpace.GANTRY && metadata.patientPosition().isEmpty()) {
      warnings.add(
          "no patient position is known: the axes of the gantry are written as those of the patient, so left, right, front and back have no meaning");
    }
    if (clipped > 0) {
      warnings.add("%d voxels are beyond -33792 to 31743 HU and were clipped".formatted(clipped));
    }
    return warnings;
  }
}
