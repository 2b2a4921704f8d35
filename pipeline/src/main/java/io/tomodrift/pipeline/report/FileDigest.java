package io.tomodrift.pipeline.report;

import io.tomodrift.geometry.run.ParallelLoop;
import io.tomodrift.geometry.run.RunContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Size and SHA-256 of a file, read in pieces. */
final class FileDigest {

  private static final int PIECE = 1 << 16;

  private FileDigest() {}

  static Manifest.InputFile of(Path file) throws IOException {
    MessageDigest digest = sha256();
    byte[] piece = new byte[PIECE];
    long bytes = 0;
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
        digest.update(piece, 0, read);
        bytes += read;
      }
    }
    String path = file.toString().replace(file.getFileSystem().getSeparator(), "/");
    return new Manifest.InputFile(path, bytes, HexFormat.of().formatHex(digest.digest()));
  }

  /** All files of a series as one: the digest of their digests, in the order of the list. */
  static Manifest.InputFile of(String name, List<Path> files, RunContext context)
      throws IOException {
    Manifest.InputFile[] each = new Manifest.InputFile[files.size()];
    try {
      ParallelLoop.run(context, "checksums", each.length, i -> each[i] = unchecked(files.get(i)));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    MessageDigest digest = sha256();
    long bytes = 0;
    for (Manifest.InputFile file : each) {
      digest.update(file.sha256().getBytes(StandardCharsets.US_ASCII));
      bytes += file.bytes();
    }
    return new Manifest.InputFile(
        "%s (%d files)".formatted(name, each.length),
        bytes,
        HexFormat.of().formatHex(digest.digest()));
  }

  private static Manifest.InputFile unchecked(Path file) {
    try {
      return of(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
