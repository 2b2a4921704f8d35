package io.tomodrift.formats;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.UUID;

/**
 * Writes under a temporary name beside the target and moves the finished result into place, so that
 * nothing incomplete ever has the final name. On failure the temporary files are removed and the
 * target is as it was.
 */
public final class AtomicOutput {

  private AtomicOutput() {}

  /** Writes to the path it is given. */
  @FunctionalInterface
  public interface Writer {
    /** Writes everything to {@code path}, which does not exist yet. */
    void writeTo(Path path) throws IOException;
  }

  /**
   * Writes a file; parent folders are created, an existing file is replaced.
   *
   * @throws IOException if writing or moving fails; the target is then unchanged
   */
  public static void file(Path target, Writer writer) throws IOException {
    if (Files.isDirectory(target)) {
      throw new IOException(target + " is a folder, a file was to be written");
    }
    Path absolute = target.toAbsolutePath();
    Files.createDirectories(absolute.getParent());
    Path temporary = temporaryBeside(absolute);
    try {
      writer.writeTo(temporary);
      move(temporary, absolute);
    } catch (IOException e) {
      throw naming(target, e);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /**
   * Writes a folder: the writer fills a new folder, which then takes the target's place. The target
   * may be absent or an empty folder.
   *
   * @throws IOException if the target is a file or a folder with content, or if writing fails
   */
  public static void folder(Path target, Writer writer) throws IOException {
    Path absolute = target.toAbsolutePath();
    requireAbsentOrEmpty(absolute);
    Files.createDirectories(absolute.getParent());
    Path temporary = temporaryBeside(absolute);
    try {
      Files.createDirectory(temporary);
      writer.writeTo(temporary);
      Files.deleteIfExists(absolute);
      move(temporary, absolute);
    } catch (IOException e) {
      throw naming(target, e);
    } finally {
      deleteTree(temporary);
    }
  }

  /** Throws if {@code target} is a file or a folder with content. */
  public static void requireAbsentOrEmpty(Path target) throws IOException {
    if (!Files.exists(target)) {
      return;
    }
    if (!Files.isDirectory(target)) {
      throw new IOException(target + " is a file, a folder was to be written");
    }
    try (var entries = Files.list(target)) {
      if (entries.findAny().isPresent()) {
        throw new IOException(target + " is not empty; choose another folder or empty it first");
      }
    }
  }

  /** A full disk is reported by the system without the file that was being written. */
  private static IOException naming(Path target, IOException failure) {
    String text = String.valueOf(failure.getMessage());
    boolean isNamed = text.contains(target.getFileName().toString());
    return isNamed ? failure : new IOException("cannot write " + target + ": " + text, failure);
  }

  private static Path temporaryBeside(Path target) {
    String name = "." + target.getFileName() + "." + UUID.randomUUID() + ".part";
    return target.resolveSibling(name);
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Deletes a folder and everything in it; does nothing if it does not exist. */
  public static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
