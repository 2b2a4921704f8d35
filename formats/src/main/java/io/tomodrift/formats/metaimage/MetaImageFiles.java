package io.tomodrift.formats.metaimage;

import io.tomodrift.formats.AtomicOutput;
import io.tomodrift.formats.binary.ElementType;
import io.tomodrift.formats.binary.Elements;
import io.tomodrift.formats.binary.SizeGuard;
import io.tomodrift.formats.frame.FramedImage;
import io.tomodrift.formats.frame.VolumeNote;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.FrameSpace;
import io.tomodrift.geometry.stack.SliceLayout;
import io.tomodrift.geometry.stack.Volume;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * Reads and writes MetaImage.
 *
 * <p><b>Shape</b>: the first index of {@code DimSize} is the column, the second the row, the third
 * the slice; values keep the order of the file. <b>Units</b>: mm, DICOM axes as ITK writes them.
 * <b>Accuracy</b>: values are rounded once to float32; positions are written in full precision.
 */
public final class MetaImageFiles {

  private MetaImageFiles() {}

  /** True if the file begins like a MetaImage header. */
  public static boolean accepts(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(path)) {
      String start = new String(in.readNBytes(256), StandardCharsets.ISO_8859_1).stripLeading();
      return start.startsWith("ObjectType")
          || start.startsWith("NDims")
          || start.startsWith("Comment");
    }
  }

  /**
   * Reads a volume; an image of two axes becomes one slice.
   *
   * @throws FormatException if the file is damaged or of an unsupported kind
   */
  public static FramedImage read(Path path) throws IOException {
    String where = path.toString();
    MetaHeader header;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
      header = MetaHeader.read(where, in);
    }
    if (!header.flag(true, "BinaryData")) {
      throw new FormatException(where + ": values stored as text are not supported");
    }
    int[] sizes = header.sizes();
    float[] values = readValues(path, header);
    Optional<VolumeNote> note = VolumeNote.find(header.first("", "Comment"));
    FrameSpace space = note.map(VolumeNote::space).orElse(FrameSpace.PATIENT_LPS);
    return new FramedImage(
        FloatStack.wrapPlanar(values, sizes[2], sizes[1], sizes[0]),
        MetaOrientation.read(header, space),
        note.map(VolumeNote::unit),
        List.of());
  }

  private static float[] readValues(Path path, MetaHeader header) throws IOException {
    boolean local = header.required("ElementDataFile").equalsIgnoreCase("LOCAL");
    Path file = local ? path : dataFile(path, header);
    String where = file.toString();
    long bytes = SizeGuard.multiply(where, header.count(), header.element().bytes());
    boolean compressed = header.flag(false, "CompressedData");
    long skipped = bytesToSkip(header, Files.size(file), local, bytes, compressed);
    long available = Files.size(file) - skipped;
    if (compressed) {
      SizeGuard.requireInflatable(where, bytes, available);
    } else {
      SizeGuard.requireBytes(where, bytes, available);
    }
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file))) {
      Elements.skip(where, raw, skipped);
      InputStream in = compressed ? new InflaterInputStream(raw) : raw;
      return Elements.readFloats(where, in, header.element(), header.order(), header.count());
    }
  }

  /** Bytes before the values: HeaderSize -1 means that the values end the file. */
  private static long bytesToSkip(
      MetaHeader header, long fileBytes, boolean local, long valueBytes, boolean compressed) {
    long headerSize = header.whole("HeaderSize", 0);
    if (headerSize == -1 && !compressed) {
      return Math.max(0, fileBytes - valueBytes);
    }
    if (headerSize < 0) {
      throw new FormatException(header.where() + ": unusable HeaderSize " + headerSize);
    }
    return local ? header.length() : headerSize;
  }

  private static Path dataFile(Path path, MetaHeader header) throws IOException {
    String name = header.required("ElementDataFile");
    if (name.toUpperCase(Locale.ROOT).startsWith("LIST") || name.contains("%")) {
      throw new FormatException(
          "%s: one file per slice (ElementDataFile = %s) is not supported; write it as one .mha"
              .formatted(header.where(), name));
    }
    Path file = resolve(path, name);
    if (!Files.isRegularFile(file)) {
      throw new NoSuchFileException(file.toString(), null, "named as data file by " + path);
    }
    return file;
  }

  private static Path resolve(Path path, String name) {
    try {
      return path.resolveSibling(name);
    } catch (InvalidPathException e) {
      throw new FormatException(path + ": ElementDataFile is no file name", e);
    }
  }

  /** Writes float32, not compressed: {@code .mhd} with a {@code .raw} beside it, else one file. */
  public static void write(Volume volume, Path path) throws IOException {
    write(volume, path, ElementType.FLOAT32, false);
  }

  /**
   * Writes a volume. A name that ends in {@code .mhd} gets a data file beside it ({@code .raw}, or
   * {@code .zraw} if compressed), any other name one file. Frames in the gantry frame are written
   * as {@link io.tomodrift.formats.frame.FrameAffine} says.
   *
   * @param compressed true to deflate the values
   * @throws FormatException if a value does not fit the type
   */
  public static void write(Volume volume, Path path, ElementType element, boolean compressed)
      throws IOException {
    float[] values = volume.stack().toLayout(SliceLayout.PLANAR).data();
    String name = path.getFileName().toString();
    if (!name.toLowerCase(Locale.ROOT).endsWith(".mhd")) {
      AtomicOutput.file(
          path,
          temporary -> {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary))) {
              out.write(header(volume, element, compressed, "LOCAL"));
              writeValues(out, values, element, compressed);
            }
          });
      return;
    }
    String data = name.substring(0, name.length() - 4) + (compressed ? ".zraw" : ".raw");
    AtomicOutput.file(
        path.resolveSibling(data),
        temporary -> {
          try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary))) {
            writeValues(out, values, element, compressed);
          }
        });
    AtomicOutput.file(
        path, temporary -> Files.write(temporary, header(volume, element, compressed, data)));
  }

  private static void writeValues(
      OutputStream out, float[] values, ElementType element, boolean compressed)
      throws IOException {
    if (!compressed) {
      Elements.write(out, values, element, ByteOrder.LITTLE_ENDIAN);
      return;
    }
    DeflaterOutputStream deflated = new DeflaterOutputStream(out);
    Elements.write(deflated, values, element, ByteOrder.LITTLE_ENDIAN);
    deflated.finish();
  }

  private static byte[] header(
      Volume volume, ElementType element, boolean compressed, String dataFile) {
    FloatStack stack = volume.stack();
    String text =
        "ObjectType = Image\nNDims = 3\n"
            + "Comment = %s\n".formatted(VolumeNote.of(volume).text())
            + "BinaryData = True\nBinaryDataByteOrderMSB = False\n"
            + "CompressedData = %s\n".formatted(compressed ? "True" : "False")
            + MetaOrientation.write(volume.frame())
            + "DimSize = %d %d %d\n".formatted(stack.columns(), stack.rows(), stack.slices())
            + "ElementType = %s\n".formatted(MetaTypes.name(element))
            + "ElementDataFile = %s\n".formatted(dataFile);
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
