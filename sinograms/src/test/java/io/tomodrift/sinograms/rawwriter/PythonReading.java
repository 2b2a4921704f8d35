package io.tomodrift.sinograms.rawwriter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tomodrift.tests.support.ExternalProgram;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/**
 * What a reader in Python makes of raw data.
 *
 * @param views {@code [view][column][row]}
 * @param poses {@code [view][10]}
 * @param photons {@code [view][column]}, empty if there are none
 * @param header values of the first file by name
 */
record PythonReading(double[] views, double[] poses, float[] photons, Map<String, String> header) {

  static final int POSE_VALUES = 10;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  static PythonReading of(Path source, Path scratch) throws Exception {
    Path script = scratch.resolve("read_ctpd.py");
    try (InputStream in = PythonReading.class.getResourceAsStream("read_ctpd.py")) {
      Files.write(script, in.readAllBytes());
    }
    String target = scratch.resolve("python").toString();
    ExternalProgram.Result result =
        python().run(LIMIT, script.toString(), source.toString(), target);
    assertEquals(0, result.exitCode(), result.err());
    assertEquals("", result.err());
    Map<String, String> header = new HashMap<>();
    for (String line : Files.readAllLines(Path.of(target + ".txt"))) {
      header.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
    }
    return new PythonReading(
        doubles(Path.of(target + ".views")),
        doubles(Path.of(target + ".poses")),
        floats(Path.of(target + ".photons")),
        header);
  }

  private static ExternalProgram python() throws Exception {
    for (ExternalProgram candidate :
        List.of(
            new ExternalProgram(Path.of("/usr/bin/python3")),
            ExternalProgram.requireProgram("python3"))) {
      if (Files.isExecutable(candidate.executable())
          && candidate.run(LIMIT, "-c", "import pydicom, numpy").exitCode() == 0) {
        return candidate;
      }
    }
    return Assumptions.abort("no python3 with pydicom and numpy");
  }

  private static ByteBuffer little(Path file) throws IOException {
    return ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static double[] doubles(Path file) throws IOException {
    ByteBuffer bytes = little(file);
    double[] values = new double[bytes.capacity() / Double.BYTES];
    bytes.asDoubleBuffer().get(values);
    return values;
  }

  private static float[] floats(Path file) throws IOException {
    ByteBuffer bytes = little(file);
    float[] values = new float[bytes.capacity() / Float.BYTES];
    bytes.asFloatBuffer().get(values);
    return values;
  }
}
