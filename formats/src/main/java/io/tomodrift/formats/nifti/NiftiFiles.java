package io.tomodrift.formats.nifti;

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
import io.tomodrift.geometry.stack.VolumeFrame;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipException;

/**
 * Reads and writes NIfTI-1.
 *
 * <p><b>Shape</b>: file index (i, j, k) becomes column i, row j, slice k: values keep the order of
 * the file, and the frame says where they are. <b>Units</b>: mm, DICOM axes (Left, Posterior,
 * Superior); positions are stored as float32. <b>Accuracy</b>: {@code slope * stored + intercept}
 * in double, rounded once to float32.
 *
 * <p><b>Reference</b>: R. W. Cox et al., "A (sort of) new image data format standard: NIfTI-1",
 * 2004, and nifti1.h.
 */
public final class NiftiFiles {

  private NiftiFiles() {}

  /** True if the file is NIfTI, compressed or not, alone or one of a pair. */
  public static boolean accepts(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      return false;
    }
    try (InputStream in = NiftiPaths.open(NiftiPaths.header(path))) {
      return NiftiHeader.looksLikeNifti(in.readNBytes(NiftiHeader.BYTES));
    } catch (EOFException | ZipException | NoSuchFileException e) {
      return false;
    }
  }

  /**
   * Reads the only frame of a file.
   *
   * @throws FormatException if the file is damaged, of an unsupported kind, or has several frames
   */
  public static FramedImage read(Path path) throws IOException {
    return read(path, Optional.empty());
  }

  /**
   * Reads one frame of a series of volumes.
   *
   * @param frame index from 0
   * @throws FormatException if the file is damaged, of an unsupported kind, or has no such frame
   */
  public static FramedImage read(Path path, int frame) throws IOException {
    return read(path, Optional.of(frame));
  }

  private static FramedImage read(Path path, Optional<Integer> frame) throws IOException {
    Path headerPath = NiftiPaths.header(path);
    NiftiHeader header = readHeader(headerPath);
    int index = chooseFrame(header, frame);
    Path values = header.isPair() ? NiftiPaths.image(headerPath) : headerPath;
    FloatStack stack = readValues(header, values, index);
    Optional<VolumeNote> note = VolumeNote.find(header.description());
    List<String> warnings = new ArrayList<>();
    FrameSpace space = note.map(VolumeNote::space).orElse(FrameSpace.PATIENT_LPS);
    VolumeFrame place = NiftiOrientation.read(header, space, warnings);
    return new FramedImage(stack, place, note.map(VolumeNote::unit), warnings);
  }

  private static NiftiHeader readHeader(Path path) throws IOException {
    try (InputStream in = NiftiPaths.open(path)) {
      return NiftiHeader.parse(path.toString(), in.readNBytes(NiftiHeader.BYTES));
    } catch (EOFException | ZipException e) {
      throw new FormatException(path + ": the compressed file is damaged or cut off", e);
    }
  }

  private static int chooseFrame(NiftiHeader header, Optional<Integer> frame) {
    if (frame.isEmpty() && header.frames() > 1) {
      throw new FormatException(
          "%s: holds %d frames; say which one to read (0 to %d)"
              .formatted(header.where(), header.frames(), header.frames() - 1));
    }
    int index = frame.orElse(0);
    if (index < 0 || index >= header.frames()) {
      throw new FormatException(
          "%s: has no frame %d; it has 0 to %d"
              .formatted(header.where(), index, header.frames() - 1));
    }
    return index;
  }

  private static FloatStack readValues(NiftiHeader header, Path path, int frame)
      throws IOException {
    String where = path.toString();
    ElementType element = header.element();
    long bytes = SizeGuard.multiply(where, header.count(), element.bytes());
    long start = header.valueOffset() + SizeGuard.multiply(where, bytes, frame);
    long needed = start + bytes;
    if (NiftiPaths.isGzip(path)) {
      SizeGuard.requireInflatable(where, needed, Files.size(path));
    } else {
      SizeGuard.requireBytes(where, needed, Files.size(path));
    }
    try (InputStream in = NiftiPaths.open(path)) {
      Elements.skip(where, in, start);
      float[] values =
          Elements.readScaledFloats(
              where,
              in,
              element,
              header.order(),
              header.count(),
              header.slope(),
              header.intercept());
      return FloatStack.wrapPlanar(values, header.size(3), header.size(2), header.size(1));
    }
  }

  /**
   * Writes a volume as float32: {@code .nii} in one file, {@code .hdr} or {@code .img} as a pair,
   * each with {@code .gz} compressed. Frames in the gantry frame are written as {@link
   * io.tomodrift.formats.frame.FrameAffine} says, with form code 2 ("aligned").
   */
  public static void write(Volume volume, Path path) throws IOException {
    write(volume, path, ElementType.FLOAT32);
  }

  /**
   * Writes a volume with elements of the given type, slope 1; see {@link #write(Volume, Path)}.
   *
   * @throws FormatException if an axis is longer than 32767 or a value does not fit the type
   */
  public static void write(Volume volume, Path path, ElementType element) throws IOException {
    NiftiHeader.Draft draft = draft(volume, element);
    float[] values = volume.stack().toLayout(SliceLayout.PLANAR).data();
    boolean gzip = NiftiPaths.isGzipName(path);
    if (!NiftiPaths.isPairName(path)) {
      AtomicOutput.file(path, temporary -> writeSingle(draft, values, element, temporary, gzip));
      return;
    }
    AtomicOutput.file(
        NiftiPaths.withExtension(path, ".img"),
        temporary -> {
          try (OutputStream out = NiftiPaths.create(temporary, gzip)) {
            Elements.write(out, values, element, ByteOrder.LITTLE_ENDIAN);
          }
        });
    AtomicOutput.file(
        NiftiPaths.withExtension(path, ".hdr"),
        temporary -> {
          try (OutputStream out = NiftiPaths.create(temporary, gzip)) {
            out.write(draft.finish(true));
          }
        });
  }

  private static void writeSingle(
      NiftiHeader.Draft draft, float[] values, ElementType element, Path path, boolean gzip)
      throws IOException {
    try (OutputStream out = NiftiPaths.create(path, gzip)) {
      out.write(draft.finish(false));
      out.write(new byte[4]);
      Elements.write(out, values, element, ByteOrder.LITTLE_ENDIAN);
    }
  }

  private static NiftiHeader.Draft draft(Volume volume, ElementType element) {
    FloatStack stack = volume.stack();
    int longest = Math.max(stack.slices(), Math.max(stack.rows(), stack.columns()));
    if (longest > Short.MAX_VALUE) {
      throw new FormatException(
          "NIfTI-1 cannot hold an axis of %d voxels (limit 32767); write .mha".formatted(longest));
    }
    NiftiHeader.Draft draft = NiftiHeader.draft();
    draft.sizes(stack.columns(), stack.rows(), stack.slices());
    draft.element(element);
    draft.description(VolumeNote.of(volume).text());
    NiftiOrientation.write(volume.frame(), draft);
    return draft;
  }
}
