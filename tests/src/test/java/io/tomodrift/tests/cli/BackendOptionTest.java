package io.tomodrift.tests.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.formats.sinogram.SinogramFiles;
import io.tomodrift.formats.volume.VolumeFiles;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.projectors.backend.Backends;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --backend} of the commands that compute, with each backend that can run here. */
class BackendOptionTest {

  private static final double TOLERANCE = 1e-5;

  @TempDir private Path folder;

  private static Backends.Probe probe(String backend) {
    return Backends.probeAll().stream()
        .filter(p -> p.id().equals(backend))
        .findFirst()
        .orElseThrow();
  }

  private FloatStack projected(SmallData data, String backend) throws IOException {
    Path out = folder.resolve(backend + ".npz");
    CommandRun.ok(
        "project",
        data.volumeFile(),
        "--geometry",
        data.geometryFile(),
        "--backend",
        backend,
        "--out",
        out);
    return SinogramFiles.read(out).stack();
  }

  private FloatStack reconstructed(Path sinogram, String backend) throws IOException {
    Path out = folder.resolve(backend + ".nii");
    CommandRun.ok(
        "reconstruct",
        sinogram,
        "--columns",
        SmallData.SIDE,
        "--pixel-mm",
        SmallData.PIXEL_MM,
        "--backend",
        backend,
        "--out",
        out);
    return VolumeFiles.standard().read(out).volume().stack();
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "opencl", "cuda"})
  void givesWhatTheProcessorGives(String backend) throws IOException {
    if (!backend.equals(Backends.AUTO)) {
      Backends.Probe probe = probe(backend);
      Assumptions.assumeTrue(probe.available(), () -> "not here: " + probe.availability());
    }
    SmallData data = SmallData.in(folder.resolve("in"));
    FloatStack sinogram = projected(data, "cpu");
    assertClose(sinogram, projected(data, backend));
    Path file = folder.resolve("cpu.npz");
    assertClose(reconstructed(file, "cpu"), reconstructed(file, backend));
  }

  @Test
  void doctorNamesEachWithAReason() {
    String text = CommandRun.ok("doctor").out();
    for (Backends.Probe probe : Backends.probeAll()) {
      String line =
          text.lines().filter(l -> l.startsWith("  " + probe.id() + " ")).findFirst().orElse("");
      assertTrue(
          line.contains(probe.available() ? " available: " : "not available: "),
          () -> probe + " in " + text);
    }
    if (!probe("cuda").available()) {
      for (String library : new String[] {"driver: ", "NVRTC: ", "cuBLAS: ", "cuFFT: "}) {
        assertTrue(text.contains(library), text);
      }
    }
  }

  private static void assertClose(FloatStack expected, FloatStack actual) {
    assertEquals(expected.data().length, actual.data().length);
    double largest = 0;
    double worst = 0;
    for (int k = 0; k < expected.data().length; k++) {
      largest = Math.max(largest, Math.abs(expected.data()[k]));
      double error = Math.abs(expected.data()[k] - actual.data()[k]);
      worst = Double.isNaN(error) || error > worst ? error : worst;
    }
    double relative = worst / largest;
    assertTrue(relative <= TOLERANCE, () -> "differ by " + relative + " of the maximum");
  }
}
