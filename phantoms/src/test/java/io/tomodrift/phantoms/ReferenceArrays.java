package io.tomodrift.phantoms;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Reads the float32 reference arrays of the shared vectors; a test without them is skipped. */
final class ReferenceArrays {

  private ReferenceArrays() {}

  /** Values of a little-endian float32 array in C order. */
  static float[] read(String relative) throws IOException {
    Path file = find(relative);
    Assumptions.assumeTrue(file != null, "shared/vectors/" + relative + " is not here");
    ByteBuffer buffer = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int headerLength = buffer.getShort(8) & 0xFFFF;
    String header = new String(buffer.array(), 10, headerLength, StandardCharsets.US_ASCII);
    if (!header.contains("'<f4'") || !header.contains("'fortran_order': False")) {
      throw new IOException(file + " is not a C-order float32 array: " + header);
    }
    float[] values = new float[(buffer.capacity() - 10 - headerLength) / Float.BYTES];
    buffer.position(10 + headerLength);
    buffer.asFloatBuffer().get(values);
    return values;
  }

  /** The file in the nearest shared folder at or above the working directory. */
  private static Path find(String relative) {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path file = at.resolve("shared/vectors").resolve(relative);
      if (Files.exists(file)) {
        return file;
      }
    }
    return null;
  }
}
