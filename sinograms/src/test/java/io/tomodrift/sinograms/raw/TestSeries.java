package io.tomodrift.sinograms.raw;

import io.tomodrift.formats.dicom.CtProjectionTag;
import io.tomodrift.formats.dicom.Tag;
import io.tomodrift.formats.dicom.Vr;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Small series of projections: 2.5 turns of 16 views on 24 columns x 4 rows. The stored value of an
 * element tells view, column and row. Fields are changed before {@link #write}.
 */
final class TestSeries {

  static final double RADIUS = 500;
  static final double DISTANCE = 900;
  static final double COLUMN_PITCH = 10;
  static final double ROW_PITCH = 2;

  /** Changes the elements of a view before they are written. */
  interface Change {
    void apply(int view, Elements elements);
  }

  int columns = 24;
  int rows = 4;
  int views = 40;
  int perTurn = 16;
  boolean columnAfterColumn = true;
  boolean implicit = true;
  String manufacturer = "SIEMENS";
  String uid = "1.2.3.4";
  String description = "Full dose projections";
  double centralColumn = 13.75;
  double centralRow = 2.25;
  double startAngle = 1;
  double startZ = 100;
  double feed = 3.5;
  int sense = 1;
  String mode = "FFSNONE";

  /** Angular, axial and radial shift of each focal spot position. */
  double[][] spots = {{0, 0, 0}};

  IntPredicate keep = view -> true;
  Change change = (view, elements) -> {};

  /** What the element holds. */
  static int stored(int view, int column, int row) {
    return (view * 7919 + column * 131 + row * 17 + 40000) & 0xFFFF;
  }

  double angle(int view) {
    return startAngle + sense * 2 * Math.PI * view / perTurn;
  }

  double z(int view) {
    return startZ + feed * view / perTurn;
  }

  double slope(int view) {
    return 1e-4 * (1 + view % 3);
  }

  double intercept(int view) {
    return -0.1 * (view % 2);
  }

  Path write(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (int view = 0; view < views; view++) {
      if (keep.test(view)) {
        // Names are not in the order of acquisition, as on TCIA.
        write(elements(view), folder.resolve("1-%05d.dcm".formatted((view * 37 + 5) % 997)));
      }
    }
    return folder;
  }

  void write(Elements elements, Path file) throws IOException {
    if (implicit) {
      elements.writeImplicit(file);
    } else {
      elements.writeExplicit(file);
    }
  }

  /** All views as frames of one file. */
  Path writeMultiFrame(Path folder) throws IOException {
    Files.createDirectories(folder);
    int[] perFrame = {
      Tag.INSTANCE_NUMBER,
      CtProjectionTag.FOCAL_CENTER_ANGLE,
      CtProjectionTag.FOCAL_CENTER_AXIAL,
      CtProjectionTag.FOCAL_CENTER_RADIUS,
      CtProjectionTag.ANGULAR_SHIFT,
      CtProjectionTag.AXIAL_SHIFT,
      CtProjectionTag.RADIAL_SHIFT,
      CtProjectionTag.PHOTON_STATISTICS,
      CtProjectionTag.TIMESTAMP,
      Tag.RESCALE_SLOPE,
      Tag.RESCALE_INTERCEPT
    };
    Elements file = elements(0);
    ByteBuffer pixels =
        ByteBuffer.allocate(2 * views * columns * rows).order(ByteOrder.LITTLE_ENDIAN);
    List<Elements> frames = new ArrayList<>();
    for (int view = 0; view < views; view++) {
      Elements frame = new Elements();
      view(frame, view);
      // Where the standard puts it.
      frame.remove(Tag.RESCALE_SLOPE).remove(Tag.RESCALE_INTERCEPT);
      frame.items(
          Tag.PIXEL_VALUE_TRANSFORMATION_SEQUENCE,
          List.of(
              new Elements()
                  .ds(Tag.RESCALE_INTERCEPT, "%.6f".formatted(intercept(view)))
                  .ds(Tag.RESCALE_SLOPE, "%.6f".formatted(slope(view)))));
      change.apply(view, frame);
      pixels.put(pixels(view));
      frames.add(frame);
    }
    for (int tag : perFrame) {
      file.remove(tag);
    }
    file.text(Tag.INSTANCE_NUMBER, Vr.IS, "1").text(Tag.NUMBER_OF_FRAMES, Vr.IS, "" + views);
    file.items(Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE, List.of(shared(file)));
    file.items(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE, frames);
    file.remove(Tag.SMALLEST_IMAGE_PIXEL_VALUE).remove(Tag.LARGEST_IMAGE_PIXEL_VALUE);
    file.bytes(Tag.PIXEL_DATA, Vr.OW, pixels.array());
    write(file, folder.resolve("multi.dcm"));
    return folder;
  }

  /** The distance moves from the top level to the shared groups. */
  private static Elements shared(Elements file) {
    file.remove(CtProjectionTag.CONSTANT_RADIAL_DISTANCE);
    return new Elements().fl(CtProjectionTag.CONSTANT_RADIAL_DISTANCE, DISTANCE);
  }

  Elements elements(int view) {
    Elements e = new Elements();
    e.text(Tag.SOP_CLASS_UID, Vr.UI, HeaderParser.RAW_DATA_STORAGE)
        .text(Tag.SOP_INSTANCE_UID, Vr.UI, uid + "." + (view + 1))
        .text(Tag.STUDY_DATE, Vr.DA, "20200102")
        .text(Tag.MODALITY, Vr.CS, "CT")
        .text(Tag.MANUFACTURER, Vr.LO, manufacturer)
        .text(Tag.STUDY_DESCRIPTION, Vr.LO, "Chest")
        .text(Tag.SERIES_DESCRIPTION, Vr.LO, description)
        .text(Tag.PATIENT_NAME, Vr.PN, "Test^Patient")
        .text(Tag.PATIENT_ID, Vr.LO, "C001")
        .ds(Tag.KVP, "120")
        .ds(Tag.DATA_COLLECTION_DIAMETER, "500")
        .text(Tag.EXPOSURE_TIME, Vr.IS, "500")
        .text(Tag.PATIENT_POSITION, Vr.CS, "HFS")
        .text(Tag.STUDY_INSTANCE_UID, Vr.UI, "1.2.3")
        .text(Tag.SERIES_INSTANCE_UID, Vr.UI, uid)
        .text(Tag.SERIES_NUMBER, Vr.IS, "7")
        .text(Tag.FRAME_OF_REFERENCE_UID, Vr.UI, "1.2.9")
        .us(Tag.SAMPLES_PER_PIXEL, 1)
        .text(Tag.PHOTOMETRIC_INTERPRETATION, Vr.CS, "MONOCHROME2")
        .us(Tag.ROWS, columnAfterColumn ? columns : rows)
        .us(Tag.COLUMNS, columnAfterColumn ? rows : columns)
        .us(Tag.BITS_ALLOCATED, 16)
        .us(Tag.BITS_STORED, 16)
        .us(Tag.HIGH_BIT, 15)
        .us(Tag.PIXEL_REPRESENTATION, 0);
    for (int group : new int[] {0x7029, 0x7031, 0x7033, 0x7037, 0x7039, 0x7041}) {
      e.text(Tag.of(group, 0x10), Vr.LO, "CtProjectionData-MayoClinc-v1");
    }
    e.fl(CtProjectionTag.COLUMN_SPACING, COLUMN_PITCH)
        .fl(CtProjectionTag.ROW_SPACING, ROW_PITCH)
        .text(CtProjectionTag.DETECTOR_SHAPE, Vr.CS, "CYLINDRICAL")
        .us(CtProjectionTag.DETECTOR_ROWS, rows)
        .us(CtProjectionTag.DETECTOR_COLUMNS, columns)
        .fl(CtProjectionTag.CONSTANT_RADIAL_DISTANCE, DISTANCE)
        .fl(CtProjectionTag.CENTRAL_ELEMENT, centralColumn, centralRow)
        .text(CtProjectionTag.FLYING_FOCAL_SPOT_MODE, Vr.CS, mode)
        .us(CtProjectionTag.ANGULAR_STEPS, perTurn)
        .us(CtProjectionTag.SPECTRUM_INDEX, 1)
        .text(CtProjectionTag.PROJECTION_TYPE, Vr.CS, "HELICAL")
        .ds(CtProjectionTag.WATER_ATTENUATION, "0.0192");
    for (int flag = CtProjectionTag.FIRST_FLAG; flag <= CtProjectionTag.LOG_FLAG; flag++) {
      e.text(flag, Vr.CS, "YES");
    }
    view(e, view);
    byte[] pixels = pixels(view);
    range(e, pixels);
    e.bytes(Tag.PIXEL_DATA, Vr.OW, pixels);
    change.apply(view, e);
    return e;
  }

  private void view(Elements e, int view) {
    double[] spot = spots[view % spots.length];
    e.text(Tag.INSTANCE_NUMBER, Vr.IS, Integer.toString(view + 1))
        .text(Tag.X_RAY_TUBE_CURRENT, Vr.IS, Integer.toString(200 + view))
        .ds(Tag.RESCALE_SLOPE, "%.6f".formatted(slope(view)))
        .ds(Tag.RESCALE_INTERCEPT, "%.6f".formatted(intercept(view)))
        .fl(CtProjectionTag.FOCAL_CENTER_ANGLE, Math.IEEEremainder(angle(view), 2 * Math.PI))
        .fl(CtProjectionTag.FOCAL_CENTER_AXIAL, z(view))
        .fl(CtProjectionTag.FOCAL_CENTER_RADIUS, RADIUS)
        .fl(CtProjectionTag.ANGULAR_SHIFT, spot[0])
        .fl(CtProjectionTag.AXIAL_SHIFT, spot[1])
        .fl(CtProjectionTag.RADIAL_SHIFT, spot[2])
        .fl(CtProjectionTag.TIMESTAMP, 0.5 * view);
  }

  byte[] pixels(int view) {
    ByteBuffer buffer = ByteBuffer.allocate(2 * columns * rows).order(ByteOrder.LITTLE_ENDIAN);
    for (int c = 0; c < columns; c++) {
      for (int r = 0; r < rows; r++) {
        int at = columnAfterColumn ? c * rows + r : r * columns + c;
        buffer.putShort(2 * at, (short) stored(view, c, r));
      }
    }
    return buffer.array();
  }

  private static void range(Elements e, byte[] pixels) {
    ByteBuffer buffer = ByteBuffer.wrap(pixels).order(ByteOrder.LITTLE_ENDIAN);
    int low = 0xFFFF;
    int high = 0;
    while (buffer.hasRemaining()) {
      int value = Short.toUnsignedInt(buffer.getShort());
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    e.us(Tag.SMALLEST_IMAGE_PIXEL_VALUE, low).us(Tag.LARGEST_IMAGE_PIXEL_VALUE, high);
  }
}
