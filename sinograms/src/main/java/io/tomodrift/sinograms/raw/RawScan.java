package io.tomodrift.sinograms.raw;

import io.tomodrift.formats.dicom.DicomCodecs;
import io.tomodrift.formats.dicom.DicomObject;
import io.tomodrift.formats.dicom.PixelAccess;
import io.tomodrift.formats.dicom.series.SeriesMetadata;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.helical.HelicalGeometry;
import io.tomodrift.geometry.helical.ProjectionSource;
import io.tomodrift.geometry.helical.StoredScale;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * One scan read from files of DICOM-CT-PD. Headers are in memory, pixel data are read from the
 * files view by view.
 *
 * <p><b>Missing views</b>: where one or two are missing, means of their neighbours of the same
 * focal spot position stand in for them ({@link #isInterpolated}). Longer gaps stay: the views on
 * both sides follow each other in the geometry, and the angle between them tells ({@link
 * HelicalGeometry#unwrappedRad} jumps by more than the step from view to view). {@link #gaps} lists
 * both.
 *
 * <p><b>Threading</b>: immutable, safe for any number of threads.
 */
public final class RawScan implements ProjectionSource {

  private final HelicalGeometry geometry;
  private final RawHeader header;
  private final DicomObject firstHeader;
  private final List<PixelFile> files;
  private final List<ViewRecord> views;
  private final Map<Integer, Blend> blends;
  private final List<ViewGap> gaps;
  private final boolean checkRange;
  private final List<String> warnings;
  private final PhotonStatistics statistics;

  RawScan(
      HelicalGeometry geometry,
      RawHeader header,
      DicomObject firstHeader,
      List<PixelFile> files,
      CompleteViews complete,
      boolean checkRange,
      List<String> warnings) {
    this.geometry = geometry;
    this.header = header;
    this.firstHeader = firstHeader;
    this.files = List.copyOf(files);
    this.views = complete.views();
    this.blends = complete.blends();
    this.gaps = complete.gaps();
    this.checkRange = checkRange;
    this.warnings = List.copyOf(warnings);
    this.statistics = new PhotonStatistics(DicomCodecs.source());
  }

  @Override
  public HelicalGeometry geometry() {
    return geometry;
  }

  /** What the headers say beyond the geometry. */
  public RawHeader header() {
    return header;
  }

  /** What is odd about the files, was assumed, or was repaired. */
  public List<String> warnings() {
    return warnings;
  }

  /** The files with measured views, in the order of their first view. */
  public List<Path> inputs() {
    return views.stream()
        .mapToInt(ViewRecord::file)
        .filter(file -> file >= 0)
        .distinct()
        .mapToObj(file -> files.get(file).path())
        .toList();
  }

  /** All places where views are missing, in order. */
  public List<ViewGap> gaps() {
    return gaps;
  }

  /** True if a view was not measured but interpolated from its neighbours. */
  public boolean isInterpolated(int view) {
    Objects.checkIndex(view, views.size());
    return blends.containsKey(view);
  }

  /** InstanceNumber of a view; of an interpolated one the number in between. */
  public int instanceNumber(int view) {
    return views.get(view).instance();
  }

  /** Tube current during a view, mA, if the files say it. */
  public OptionalDouble tubeCurrentMa(int view) {
    return optional(views.get(view).tubeCurrentMa());
  }

  /** Time of a view, ms, from a start the scanner chose, if the files say it. */
  public OptionalDouble timestampMs(int view) {
    return optional(views.get(view).timestampMs());
  }

  private static OptionalDouble optional(double value) {
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** All elements of the file of the first view, without pixel data. */
  public DicomObject firstHeader() {
    return firstHeader;
  }

  /** Patient, study, frame of reference and patient position for objects made from this scan. */
  public SeriesMetadata.Builder metadata() {
    return SeriesMetadata.likeHeader(firstHeader);
  }

  /**
   * {@inheritDoc}
   *
   * @throws FormatException if the values contradict the range in the header
   */
  @Override
  public StoredScale read(int view, short[] target) throws IOException {
    Objects.checkIndex(view, views.size());
    int elements = geometry.detector().elements();
    if (target.length < elements) {
      throw new IllegalArgumentException(
          "a view has %d elements, the array only %d".formatted(elements, target.length));
    }
    Blend blend = blends.get(view);
    return blend == null ? measured(view, target) : interpolated(blend, target);
  }

  private StoredScale measured(int view, short[] target) throws IOException {
    ViewRecord record = views.get(view);
    int columns = geometry.detector().columns();
    int rows = geometry.detector().rows();
    PixelFile file = files.get(record.file());
    file.read(record, header.pixelLayout(), columns, rows, checkRange, target);
    StoredScale scale = new StoredScale(record.slope(), record.intercept());
    if (header.logTaken()) {
      return scale;
    }
    float[] incident = photonStatistics(view);
    if (incident.length != columns) {
      throw new FormatException(
          "%s: LogFlag is NO and there are %d PhotonStatistics for %d columns; take the logarithm first"
              .formatted(file.path(), incident.length, columns));
    }
    return LogTransform.apply(target, scale, incident, rows, file.path());
  }

  private StoredScale interpolated(Blend blend, short[] target) throws IOException {
    int elements = geometry.detector().elements();
    short[] other = new short[elements];
    StoredScale before = measured(blend.before(), target);
    StoredScale after = measured(blend.after(), other);
    StoredScale both = Scales.spanning(before, after);
    for (int i = 0; i < elements; i++) {
      double mean =
          (1 - blend.weightAfter()) * before.lineIntegral(target[i])
              + blend.weightAfter() * after.lineIntegral(other[i]);
      target[i] = both.stored(mean);
    }
    return both;
  }

  /**
   * Noise-equivalent number of quanta that reach each column without an object; empty if the file
   * does not say it or the view is interpolated. Reads the header again.
   *
   * @return one value a column
   * @throws IOException if the file cannot be read
   */
  public float[] photonStatistics(int view) throws IOException {
    ViewRecord record = views.get(view);
    return record.file() < 0
        ? new float[0]
        : statistics.read(files.get(record.file()).path(), record.frame());
  }

  @Override
  public String toString() {
    return "RawScan[%s, '%s', %s]"
        .formatted(header.seriesUid(), header.seriesDescription(), geometry);
  }

  static DicomObject header(Path file) throws IOException {
    return DicomCodecs.source().read(file, PixelAccess.NONE).dataset();
  }
}
