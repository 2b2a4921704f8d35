package io.tomodrift.formats.npy;

import io.tomodrift.formats.AtomicOutput;
import io.tomodrift.geometry.error.FormatException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * An open {@code .npz} archive: a zip file of {@code .npy} entries, stored or deflated. Entries are
 * read when asked for. Not safe for concurrent use.
 */
public final class NpzFile implements AutoCloseable {

  private static final String SUFFIX = ".npy";

  // A fixed time, so that equal arrays give equal files; the earliest a zip archive can hold.
  private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private final Path path;
  private final ZipFile zip;

  private NpzFile(Path path, ZipFile zip) {
    this.path = path;
    this.zip = zip;
  }

  /** How entries are written. */
  public enum Compression {
    /** As they are, like {@code numpy.savez}. */
    STORED,
    /** Deflated, like {@code numpy.savez_compressed}. */
    DEFLATED
  }

  /**
   * Opens an archive.
   *
   * @throws FormatException if the file is not a zip archive
   */
  public static NpzFile open(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new NoSuchFileException(path.toString());
    }
    try {
      return new NpzFile(path, new ZipFile(path.toFile()));
    } catch (ZipException e) {
      throw new FormatException(
          path + ": not a zip archive, or cut off, so not .npz: " + e.getMessage(), e);
    }
  }

  /** Names of the arrays, in the order of the archive. */
  public List<String> names() {
    return zip.stream()
        .map(ZipEntry::getName)
        .filter(name -> name.endsWith(SUFFIX))
        .map(name -> name.substring(0, name.length() - SUFFIX.length()))
        .toList();
  }

  /** True if the archive has an array of that name. */
  public boolean contains(String name) {
    return zip.getEntry(name + SUFFIX) != null;
  }

  /**
   * Reads an array.
   *
   * @throws FormatException if there is none of that name, or it is damaged
   */
  public NpyArray get(String name) throws IOException {
    ZipEntry entry = zip.getEntry(name + SUFFIX);
    if (entry == null) {
      throw new FormatException("%s: has no array '%s'; it has %s".formatted(path, name, names()));
    }
    String where = path + ", array " + name;
    try (InputStream in = new BufferedInputStream(zip.getInputStream(entry))) {
      return NpyFiles.readInflated(where, in, entry.getCompressedSize());
    } catch (ZipException e) {
      throw new FormatException(where + ": damaged: " + e.getMessage(), e);
    }
  }

  /** Reads a piece of text. */
  public String text(String name) throws IOException {
    return get(name).text();
  }

  /** Writes arrays in the order of the map; the file appears under its name only when complete. */
  public static void write(Path path, Map<String, NpyArray> arrays, Compression compression)
      throws IOException {
    AtomicOutput.file(
        path,
        temporary -> {
          // Two resources: on a full disk closing the outer one fails before it closes the inner.
          try (OutputStream raw = new BufferedOutputStream(Files.newOutputStream(temporary));
              ZipOutputStream out = new ZipOutputStream(raw)) {
            for (Map.Entry<String, NpyArray> array : arrays.entrySet()) {
              writeEntry(out, array.getKey(), array.getValue(), compression);
            }
          }
        });
  }

  private static void writeEntry(
      ZipOutputStream out, String name, NpyArray array, Compression compression)
      throws IOException {
    ZipEntry entry = new ZipEntry(name + SUFFIX);
    entry.setTimeLocal(ENTRY_TIME);
    if (compression == Compression.STORED) {
      describeStored(entry, array);
    }
    out.putNextEntry(entry);
    NpyFiles.write(array, out);
    out.closeEntry();
  }

  /** A stored entry needs its size and checksum before its bytes. */
  private static void describeStored(ZipEntry entry, NpyArray array) throws IOException {
    CRC32 crc = new CRC32();
    CountingSink sink = new CountingSink();
    try (CheckedOutputStream out = new CheckedOutputStream(sink, crc)) {
      NpyFiles.write(array, out);
    }
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(sink.bytes);
    entry.setCompressedSize(sink.bytes);
    entry.setCrc(crc.getValue());
  }

  private static final class CountingSink extends OutputStream {
    private long bytes;

    @Override
    public void write(int b) {
      bytes++;
    }

    @Override
    public void write(byte[] b, int offset, int length) {
      bytes += length;
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
