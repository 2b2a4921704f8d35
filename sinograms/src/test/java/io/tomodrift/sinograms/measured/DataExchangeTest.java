package io.tomodrift.sinograms.measured;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.ParallelBeamGeometry;
import io.tomodrift.geometry.error.TomoException;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.SinogramUnit;
import io.tomodrift.tests.support.ExternalProgram;
import io.tomodrift.tests.support.RealData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataExchangeTest {

  private static final Path SYSTEM = Path.of("/usr/bin/python3");

  /** A Gaussian object, 20 views x 2 rows x 32 channels, with the axis at channel 14.3. */
  private static final String SCAN =
      """
      import sys
      try:
          import h5py, numpy as np
      except ImportError:
          sys.exit(77)
      theta = np.arange(20) * 9.0
      at = 14.3 + 3 * np.cos(np.radians(theta)) - 2 * np.sin(np.radians(theta))
      p = np.exp(-((np.arange(32) - at[:, None]) / 2.5) ** 2 / 2)
      dark = np.full((3, 2, 32), 100.0)
      white = np.full((4, 2, 32), 20100.0)
      data = 100 + 20000 * np.exp(-np.stack([p, 0.5 * p], 1))
      x = {'data': data, 'data_white': white, 'data_dark': dark, 'theta': theta}
      %s
      f = h5py.File('scan.h5', 'w')
      for name, values in x.items():
          f.create_dataset('exchange/' + name, data=values)
      """;

  @TempDir Path folder;

  private Path write(String change) throws IOException, InterruptedException {
    ExternalProgram python =
        Files.isExecutable(SYSTEM)
            ? new ExternalProgram(SYSTEM)
            : ExternalProgram.requireProgram("python3");
    ExternalProgram.Result result =
        python.run(Duration.ofSeconds(60), folder, Map.of(), List.of("-c", SCAN.formatted(change)));
    if (result.exitCode() == 77) {
      ExternalProgram.requireProgram("python3 with h5py and numpy");
    }
    assertEquals(0, result.exitCode(), result.err());
    return folder.resolve("scan.h5");
  }

  private static double axis(Sinogram sinogram) {
    return ((ParallelBeamGeometry) sinogram.geometry()).detector().centreChannel();
  }

  @Test
  void theToothIsRead() throws IOException {
    MeasuredScan scan =
        MeasuredScans.read(RealData.require("raw_parallel_tooth/tooth.h5")).orElseThrow();
    Sinogram sinogram = scan.sinogram();
    assertEquals(SinogramUnit.LINE_INTEGRAL, sinogram.unit());
    assertEquals(2, sinogram.slices());
    assertEquals(181, sinogram.geometry().views());
    assertEquals(640, sinogram.geometry().channels());
    assertEquals(180, sinogram.geometry().arc().lengthDegrees(), 1e-3);
    assertEquals(296.26, axis(sinogram), 0.01);
    assertEquals(2, scan.warnings().size(), scan.warnings().toString());
  }

  @Test
  void countsBecomeLineIntegralsAboutTheAxis() throws IOException, InterruptedException {
    MeasuredScan scan = MeasuredScans.read(write("")).orElseThrow();
    Sinogram sinogram = scan.sinogram();
    assertEquals(14.3, axis(sinogram), 1e-3);
    for (int channel = 0; channel < 32; channel++) {
      double p = Math.exp(-Math.pow((channel - 17.3) / 2.5, 2) / 2);
      assertEquals(p, sinogram.stack().get(0, 0, channel), 1e-5);
      assertEquals(p / 2, sinogram.stack().get(1, 0, channel), 1e-5);
    }
    assertEquals(Math.toRadians(9), sinogram.geometry().angles().rad(1), 1e-6);
  }

  @Test
  void lostCountsAreReported() throws IOException, InterruptedException {
    MeasuredScan scan =
        MeasuredScans.read(write("data[3, 0, 5] = 90; white[:, 1, 7] = 100")).orElseThrow();
    String warnings = scan.warnings().toString();
    assertTrue(warnings.contains("1 rays have no counts"), warnings);
    assertTrue(warnings.contains("1 detector elements are dead"), warnings);
  }

  @Test
  void tooFewAnglesForTheAxisLeaveItInTheMiddle() throws IOException, InterruptedException {
    MeasuredScan scan = MeasuredScans.read(write("x['theta'] = theta / 9")).orElseThrow();
    assertEquals(15.5, axis(scan.sinogram()));
    assertTrue(scan.warnings().toString().contains("could not be estimated"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "del x['data_white']|/exchange/data_white is missing",
        "del x['data_dark']|/exchange/data_dark is missing",
        "del x['theta']|/exchange/theta is missing",
        "x['theta'] = theta[:-1]|20 views, but 19 angles",
        "x['theta'] = theta * np.nan|NaN",
        "x['data'] = data[:, 0]|frames x rows x channels expected",
        "x['data_white'] = white[:, :, 1:]|31",
        "x['data_dark'] = dark[:, :1]|dark frames have 1 rows",
        "x['data_white'], x['data_dark'] = dark, white|swapped",
        "x['data_white'] = white * np.nan|flat",
        "x['data'] = np.array([b'counts'])|/exchange/data"
      })
  void brokenFilesAreErrors(String change, String expected)
      throws IOException, InterruptedException {
    Path file = write(change);
    String message = assertThrows(TomoException.class, () -> MeasuredScans.read(file)).getMessage();
    assertTrue(message.contains(expected), message);
    assertTrue(message.contains("scan.h5"), message);
  }

  @Test
  void otherFilesAreLeftAlone() throws IOException, InterruptedException {
    assertTrue(MeasuredScans.read(write("x = {'other': data}")).isEmpty());
    assertTrue(MeasuredScans.read(folder.resolve("notes.txt")).isEmpty());
  }

  @Test
  void cutFilesAreErrors() throws IOException, InterruptedException {
    byte[] whole = Files.readAllBytes(write(""));
    Path cut = folder.resolve("cut.h5");
    for (int length = 0; length < whole.length; length += whole.length / 29) {
      Files.write(cut, Arrays.copyOf(whole, length));
      assertThrows(TomoException.class, () -> MeasuredScans.read(cut));
    }
  }
}
