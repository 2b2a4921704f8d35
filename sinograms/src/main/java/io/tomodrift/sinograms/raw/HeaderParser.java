package io.tomodrift.sinograms.raw;

import io.tomodrift.formats.dicom.CtProjectionTag;
import io.tomodrift.formats.dicom.DicomElement;
import io.tomodrift.formats.dicom.DicomFile;
import io.tomodrift.formats.dicom.DicomFile.PixelState;
import io.tomodrift.formats.dicom.DicomObject;
import io.tomodrift.formats.dicom.DicomSource;
import io.tomodrift.formats.dicom.PixelAccess;
import io.tomodrift.formats.dicom.Tag;
import io.tomodrift.formats.dicom.Vr;
import io.tomodrift.geometry.error.FormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Turns headers into view records. Values that are the same in all files of a series are kept once.
 * Safe for any number of threads.
 */
final class HeaderParser {

  static final String RAW_DATA_STORAGE = "1.2.840.10008.5.1.4.1.1.66";

  private static final Map<String, String> KINDS =
      Map.of(
          "1.2.840.10008.5.1.4.1.1.2",
          "CT images",
          "1.2.840.10008.5.1.4.1.1.2.1",
          "CT images (multi-frame)",
          RAW_DATA_STORAGE,
          "raw data without the elements of DICOM-CT-PD");

  private static final int[] REQUIRED = {
    CtProjectionTag.FOCAL_CENTER_ANGLE,
    CtProjectionTag.FOCAL_CENTER_AXIAL,
    CtProjectionTag.FOCAL_CENTER_RADIUS,
    CtProjectionTag.CONSTANT_RADIAL_DISTANCE,
    CtProjectionTag.CENTRAL_ELEMENT,
    CtProjectionTag.COLUMN_SPACING,
    CtProjectionTag.ROW_SPACING,
    CtProjectionTag.DETECTOR_ROWS,
    CtProjectionTag.DETECTOR_COLUMNS,
    Tag.ROWS,
    Tag.COLUMNS,
    Tag.RESCALE_SLOPE,
    Tag.RESCALE_INTERCEPT
  };

  private final DicomSource source;
  private final Map<Object, Object> shared = new ConcurrentHashMap<>();

  HeaderParser(DicomSource source) {
    this.source = source;
  }

  /** Reads and judges one file. */
  ParsedFile parse(Path path) throws IOException {
    try {
      return parse(source.read(path, PixelAccess.LAZY));
    } catch (FormatException e) {
      return source.accepts(path)
          ? new ParsedFile.Broken(path, e.getMessage())
          : new ParsedFile.Foreign(path);
    }
  }

  private ParsedFile parse(DicomFile file) {
    DicomObject dataset = file.dataset();
    if (!isRaw(dataset)) {
      return other(file.path(), dataset);
    }
    if (file.transferSyntax().deflated()) {
      return new ParsedFile.Broken(
          file.path(), "the data set is deflated; inflate it first, for example with dcmconv");
    }
    if (file.pixelState() != PixelState.AVAILABLE) {
      return new ParsedFile.Broken(file.path(), pixelProblem(file));
    }
    List<HeaderValues> frames = frames(dataset);
    HeaderValues first = frames.get(0);
    boolean numbered = frames.size() == 1 || first.has(Tag.INSTANCE_NUMBER);
    List<ViewRecord> views = new ArrayList<>();
    for (int frame = 0; frame < frames.size(); frame++) {
      views.add(view(frames.get(frame), frame, numbered));
    }
    return new ParsedFile.Raw(
        file.path(),
        once(identity(first)),
        once(DetectorFacts.of(first)),
        once(ScanFacts.of(first)),
        List.copyOf(views),
        once(missing(frames)),
        file.pixels(),
        file.transferSyntax().order(),
        once(file.transferSyntax().name()),
        first.has(CtProjectionTag.PHOTON_STATISTICS));
  }

  private static String pixelProblem(DicomFile file) {
    try {
      file.pixels();
      throw new AssertionError(file.pixelState());
    } catch (FormatException e) {
      return e.getMessage();
    }
  }

  /** The values of each frame; of one if the file is not multi-frame. */
  static List<HeaderValues> frames(DicomObject dataset) {
    List<DicomObject> perFrame = dataset.sequence(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE);
    if (perFrame.isEmpty()) {
      return List.of(HeaderValues.of(dataset));
    }
    List<DicomObject> common = dataset.sequence(Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE);
    // Numbers the file, not its frames.
    DicomObject top = dataset.toBuilder().remove(Tag.INSTANCE_NUMBER).build();
    List<HeaderValues> frames = new ArrayList<>();
    for (DicomObject frame : perFrame) {
      List<DicomObject> groups = new ArrayList<>(List.of(frame));
      groups.addAll(common);
      frames.add(HeaderValues.of(top, groups));
    }
    return frames;
  }

  private static ViewRecord view(HeaderValues values, int frame, boolean numbered) {
    return new ViewRecord(
        values.integer(Tag.INSTANCE_NUMBER, numbered ? -1 : frame + 1),
        -1,
        frame,
        values.number(CtProjectionTag.FOCAL_CENTER_ANGLE),
        values.number(CtProjectionTag.FOCAL_CENTER_AXIAL),
        values.number(CtProjectionTag.FOCAL_CENTER_RADIUS),
        orZero(values.number(CtProjectionTag.ANGULAR_SHIFT)),
        orZero(values.number(CtProjectionTag.AXIAL_SHIFT)),
        orZero(values.number(CtProjectionTag.RADIAL_SHIFT)),
        values.number(Tag.RESCALE_SLOPE),
        values.number(Tag.RESCALE_INTERCEPT),
        values.integer(Tag.SMALLEST_IMAGE_PIXEL_VALUE, -1),
        values.integer(Tag.LARGEST_IMAGE_PIXEL_VALUE, -1),
        values.number(Tag.X_RAY_TUBE_CURRENT),
        values.number(CtProjectionTag.TIMESTAMP));
  }

  private static double orZero(double value) {
    return Double.isNaN(value) ? 0 : value;
  }

  private static Identity identity(HeaderValues values) {
    return new Identity(
        values.text(Tag.SERIES_INSTANCE_UID),
        values.text(Tag.PATIENT_ID),
        values.number(Tag.KVP),
        values.integer(CtProjectionTag.SPECTRUM_INDEX, 1));
  }

  private static List<Integer> missing(List<HeaderValues> frames) {
    List<Integer> tags = new ArrayList<>();
    for (int tag : REQUIRED) {
      if (frames.stream().anyMatch(frame -> !frame.has(tag))) {
        tags.add(tag);
      }
    }
    return List.copyOf(tags);
  }

  @SuppressWarnings("unchecked") // a value is kept under itself
  private <T> T once(T value) {
    return (T) shared.computeIfAbsent(value, v -> v);
  }

  static boolean isRaw(DicomObject dataset) {
    return hasGeometry(dataset)
        || hasGeometry(firstGroups(dataset, Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE))
        || hasGeometry(firstGroups(dataset, Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE));
  }

  private static DicomObject firstGroups(DicomObject dataset, int sequence) {
    return dataset.firstItem(sequence).orElseGet(() -> DicomObject.builder().build());
  }

  private static boolean hasGeometry(DicomObject object) {
    for (DicomElement element : object.elements()) {
      boolean inside =
          element.vr() == Vr.SQ
              && element.tag() != Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE
              && element.items().stream().limit(1).anyMatch(HeaderParser::hasGeometry);
      if (inside || RawTag.isGeometry(element.tag())) {
        return true;
      }
    }
    return false;
  }

  private ParsedFile other(Path path, DicomObject dataset) {
    String sopClass = dataset.string(Tag.SOP_CLASS_UID).orElse("");
    String modality = dataset.string(Tag.MODALITY).orElse("unknown modality");
    return new ParsedFile.Other(
        path,
        once(dataset.string(Tag.SERIES_INSTANCE_UID).orElse("")),
        once(KINDS.getOrDefault(sopClass, modality + " objects")),
        once(dataset.string(Tag.SERIES_DESCRIPTION).orElse("")));
  }
}
