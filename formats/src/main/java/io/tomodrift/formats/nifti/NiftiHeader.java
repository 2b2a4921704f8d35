package io.tomodrift.formats.nifti;

import io.tomodrift.formats.binary.ElementType;
import io.tomodrift.formats.binary.SizeGuard;
import io.tomodrift.geometry.error.FormatException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The 348 bytes of a NIfTI-1 header, checked; field names and offsets as in nifti1.h. */
final class NiftiHeader {

  static final int BYTES = 348;

  private static final int NIFTI2_BYTES = 540;
  private static final int DIM = 40;
  private static final int DATATYPE = 70;
  private static final int PIXDIM = 76;
  private static final int VOX_OFFSET = 108;
  private static final int SCL_SLOPE = 112;
  private static final int SCL_INTER = 116;
  private static final int XYZT_UNITS = 123;
  private static final int DESCRIP = 148;
  private static final int DESCRIP_BYTES = 80;
  private static final int QFORM_CODE = 252;
  private static final int SFORM_CODE = 254;
  private static final int QUATERN = 256;
  private static final int SROW = 280;
  private static final int MAGIC = 344;
  private static final int MAX_AXES = 7;

  private final String where;
  private final ByteBuffer bytes;
  private final boolean pair;

  private NiftiHeader(String where, ByteBuffer bytes, boolean pair) {
    this.where = where;
    this.bytes = bytes;
    this.pair = pair;
  }

  /** True if the first 348 bytes of a file look like a NIfTI header, version 1 or 2. */
  static boolean looksLikeNifti(byte[] start) {
    String second = start.length < 7 ? "" : new String(start, 4, 3, StandardCharsets.ISO_8859_1);
    return hasMagic(start) || second.equals("n+2") || second.equals("ni2");
  }

  private static boolean hasMagic(byte[] start) {
    return start.length >= BYTES && (magic(start).equals("n+1") || magic(start).equals("ni1"));
  }

  private static String magic(byte[] start) {
    return new String(start, MAGIC, 3, StandardCharsets.ISO_8859_1);
  }

  static NiftiHeader parse(String where, byte[] start) {
    if (start.length < BYTES) {
      throw new FormatException(
          "%s: %d bytes are too few for a NIfTI header (348)".formatted(where, start.length));
    }
    ByteBuffer buffer = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
    if (buffer.getInt(0) != BYTES) {
      buffer.order(ByteOrder.BIG_ENDIAN);
    }
    int size = buffer.getInt(0);
    if (size == NIFTI2_BYTES || Integer.reverseBytes(size) == NIFTI2_BYTES) {
      throw new FormatException(where + ": NIfTI-2 is not supported; convert to NIfTI-1");
    }
    if (size != BYTES || !hasMagic(start)) {
      throw new FormatException(
          where + ": not NIfTI-1: header size %d, magic '%s'".formatted(size, printable(start)));
    }
    NiftiHeader header = new NiftiHeader(where, buffer, magic(start).equals("ni1"));
    header.checkAxes();
    return header;
  }

  private static String printable(byte[] start) {
    return magic(start).replaceAll("[^ -~]", "?");
  }

  private void checkAxes() {
    int axes = bytes.getShort(DIM);
    if (axes < 1 || axes > MAX_AXES) {
      throw new FormatException("%s: %d axes, 1 to 7 are possible".formatted(where, axes));
    }
    for (int axis = 1; axis <= axes; axis++) {
      if (bytes.getShort(DIM + 2 * axis) < 1) {
        throw new FormatException(
            "%s: axis %d has size %d".formatted(where, axis, bytes.getShort(DIM + 2 * axis)));
      }
    }
    for (int axis = 5; axis <= MAX_AXES; axis++) {
      if (size(axis) != 1) {
        throw new FormatException(
            "%s: axis %d has size %d; vector and tensor images are not supported"
                .formatted(where, axis, size(axis)));
      }
    }
  }

  /** Size of an axis from 1; 1 for axes the file does not have. */
  int size(int axis) {
    return axis <= bytes.getShort(DIM) ? bytes.getShort(DIM + 2 * axis) : 1;
  }

  int frames() {
    return size(4);
  }

  /** Voxels of one frame. */
  long count() {
    return SizeGuard.product(where, size(1), size(2), size(3));
  }

  ElementType element() {
    return NiftiType.element(where, bytes.getShort(DATATYPE));
  }

  ByteOrder order() {
    return bytes.order();
  }

  /** True if the values are in a separate .img file. */
  boolean isPair() {
    return pair;
  }

  /** Position of the first value in the file that has the values. */
  long valueOffset() {
    float offset = bytes.getFloat(VOX_OFFSET);
    float least = pair ? 0 : BYTES;
    if (!pair && offset == 0) {
      return BYTES + 4;
    }
    if (!(offset >= least) || offset != Math.rint(offset) || offset > Integer.MAX_VALUE) {
      throw new FormatException("%s: unusable vox_offset %s".formatted(where, offset));
    }
    return (long) offset;
  }

  /** Factor of the stored values; 1 if there is none. */
  double slope() {
    return isScaled() ? bytes.getFloat(SCL_SLOPE) : 1;
  }

  /** Constant added after scaling. */
  double intercept() {
    float intercept = bytes.getFloat(SCL_INTER);
    return isScaled() && Float.isFinite(intercept) ? intercept : 0;
  }

  private boolean isScaled() {
    float slope = bytes.getFloat(SCL_SLOPE);
    return Float.isFinite(slope) && slope != 0;
  }

  /** Millimetres in the unit of the coordinates. */
  double unitMm() {
    return switch (bytes.get(XYZT_UNITS) & 7) {
      case 1 -> 1000;
      case 3 -> 1e-3;
      default -> 1;
    };
  }

  String description() {
    byte[] text = new byte[DESCRIP_BYTES];
    bytes.get(DESCRIP, text);
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  float pixdim(int index) {
    return bytes.getFloat(PIXDIM + 4 * index);
  }

  int qformCode() {
    return bytes.getShort(QFORM_CODE);
  }

  int sformCode() {
    return bytes.getShort(SFORM_CODE);
  }

  /** Quaternion b, c, d and offset x, y, z. */
  float quatern(int index) {
    return bytes.getFloat(QUATERN + 4 * index);
  }

  float srow(int row, int column) {
    return bytes.getFloat(SROW + 16 * row + 4 * column);
  }

  String where() {
    return where;
  }

  /** A header to be filled in. */
  static Draft draft() {
    return new Draft();
  }

  /** A header being written, little endian. */
  static final class Draft {

    private final ByteBuffer bytes = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);

    private Draft() {
      bytes.putInt(0, BYTES);
      bytes.put(38, (byte) 'r');
      bytes.putFloat(SCL_SLOPE, 1);
      bytes.put(XYZT_UNITS, (byte) 2);
    }

    void sizes(int columns, int rows, int slices) {
      short[] dim = {3, (short) columns, (short) rows, (short) slices, 1, 1, 1, 1};
      for (int i = 0; i < dim.length; i++) {
        bytes.putShort(DIM + 2 * i, dim[i]);
      }
    }

    void element(ElementType type) {
      bytes.putShort(DATATYPE, NiftiType.code(type));
      bytes.putShort(DATATYPE + 2, (short) (8 * type.bytes()));
    }

    void pixdim(int index, double value) {
      bytes.putFloat(PIXDIM + 4 * index, (float) value);
    }

    void description(String text) {
      bytes.put(DESCRIP, text.getBytes(StandardCharsets.US_ASCII));
    }

    void formCodes(int qform, int sform) {
      bytes.putShort(QFORM_CODE, (short) qform);
      bytes.putShort(SFORM_CODE, (short) sform);
    }

    void quatern(int index, double value) {
      bytes.putFloat(QUATERN + 4 * index, (float) value);
    }

    void srow(int row, int column, double value) {
      bytes.putFloat(SROW + 16 * row + 4 * column, (float) value);
    }

    /** The bytes; {@code pair} if the values go to a separate file. */
    byte[] finish(boolean pair) {
      bytes.putFloat(VOX_OFFSET, pair ? 0 : BYTES + 4);
      bytes.put(MAGIC, (pair ? "ni1\0" : "n+1\0").getBytes(StandardCharsets.US_ASCII));
      return bytes.array();
    }
  }
}
