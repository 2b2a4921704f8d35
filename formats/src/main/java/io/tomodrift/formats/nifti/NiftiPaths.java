package io.tomodrift.formats.nifti;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Names and compression of NIfTI files. */
final class NiftiPaths {

  private NiftiPaths() {}

  static boolean isGzipName(Path path) {
    return path.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
  }

  private static String plainName(Path path) {
    String name = path.getFileName().toString();
    return isGzipName(path) ? name.substring(0, name.length() - 3) : name;
  }

  static boolean isPairName(Path path) {
    String name = plainName(path).toLowerCase(Locale.ROOT);
    return name.endsWith(".hdr") || name.endsWith(".img");
  }

  /** The header of a pair, given either of its files. */
  static Path header(Path path) throws IOException {
    return isImage(path) ? existing(path, ".hdr") : path;
  }

  private static boolean isImage(Path path) {
    return plainName(path).toLowerCase(Locale.ROOT).endsWith(".img");
  }

  /** The values that belong to a header file of a pair. */
  static Path image(Path header) throws IOException {
    return existing(header, ".img");
  }

  private static Path existing(Path path, String extension) throws IOException {
    String stem = plainName(path);
    stem = stem.substring(0, stem.length() - extension.length());
    for (String suffix : new String[] {extension, extension + ".gz"}) {
      Path candidate = path.resolveSibling(stem + suffix);
      if (Files.isRegularFile(candidate)) {
        return candidate;
      }
    }
    throw new NoSuchFileException(
        path.resolveSibling(stem + extension).toString(), null, "the other half of a NIfTI pair");
  }

  static Path withExtension(Path path, String extension) {
    String stem = plainName(path);
    String gzip = isGzipName(path) ? ".gz" : "";
    return path.resolveSibling(stem.substring(0, stem.length() - 4) + extension + gzip);
  }

  /** Opens a file, inflating it if it begins like a gzip file, whatever its name. */
  static InputStream open(Path path) throws IOException {
    InputStream raw = new BufferedInputStream(Files.newInputStream(path));
    try {
      return isGzip(raw) ? new BufferedInputStream(new GZIPInputStream(raw, 1 << 16)) : raw;
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }

  static boolean isGzip(Path path) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
      return isGzip(in);
    }
  }

  private static boolean isGzip(InputStream in) throws IOException {
    in.mark(2);
    boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
    in.reset();
    return gzip;
  }

  static OutputStream create(Path path, boolean gzip) throws IOException {
    OutputStream raw = new BufferedOutputStream(Files.newOutputStream(path));
    return gzip ? zipped(raw) : raw;
  }

  private static OutputStream zipped(OutputStream raw) throws IOException {
    return new GZIPOutputStream(raw, 1 << 16) {
      @Override
      public void close() throws IOException {
        // On a full disk the JDK's own close fails before it reaches the file, which stays open.
        try (raw) {
          super.close();
        }
      }
    };
  }
}
