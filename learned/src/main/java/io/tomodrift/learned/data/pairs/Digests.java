package io.tomodrift.learned.data.pairs;

import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.SliceLayout;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeFrame;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** SHA-256 of what pairs are made of, and of what they are. */
final class Digests {

  private static final int PIECE = 1 << 16;
  private static final int DEPTH = 3;

  private Digests() {}

  static String ofText(String text) {
    MessageDigest digest = sha256();
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    return hex(digest);
  }

  /** A file, or all files below a folder with their names, in the order of these. */
  static String ofFiles(Path path) throws IOException {
    if (!Files.exists(path)) {
      throw new NoSuchFileException(path.toString());
    }
    MessageDigest digest = sha256();
    if (Files.isRegularFile(path)) {
      update(digest, path);
      return hex(digest);
    }
    List<Path> files;
    try (Stream<Path> walk = Files.walk(path, DEPTH)) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      String name = path.relativize(file).toString().replace('\\', '/');
      digest.update(name.getBytes(StandardCharsets.UTF_8));
      update(digest, file);
    }
    return hex(digest);
  }

  /** The values and places of volumes, whatever file they are in. */
  static String ofVolumes(Volume... volumes) {
    MessageDigest digest = sha256();
    for (Volume volume : volumes) {
      digest.update(text(volume).getBytes(StandardCharsets.UTF_8));
      update(digest, volume.stack().toLayout(SliceLayout.PLANAR).data());
    }
    return hex(digest);
  }

  private static String text(Volume volume) {
    FloatStack stack = volume.stack();
    VolumeFrame frame = volume.frame();
    return "%d %d %d %s %s"
        .formatted(stack.slices(), stack.rows(), stack.columns(), volume.unit(), frame);
  }

  private static void update(MessageDigest digest, float[] values) {
    ByteBuffer piece = ByteBuffer.allocate(PIECE).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      piece.putFloat(value);
      if (!piece.hasRemaining()) {
        digest.update(piece.array());
        piece.clear();
      }
    }
    digest.update(piece.array(), 0, piece.position());
  }

  private static void update(MessageDigest digest, Path file) throws IOException {
    byte[] piece = new byte[PIECE];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
        digest.update(piece, 0, read);
      }
    }
  }

  private static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
