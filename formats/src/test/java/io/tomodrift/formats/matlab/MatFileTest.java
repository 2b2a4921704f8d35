package io.tomodrift.formats.matlab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.formats.Python;
import io.tomodrift.formats.npy.NpyArray;
import io.tomodrift.formats.npy.NpyFiles;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.error.TomoException;
import io.tomodrift.tests.support.RealData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MatFileTest {

  @TempDir Path folder;

  private static final String SAVE =
      """
      a = np.arange(24, dtype='f8').reshape(2, 3, 4)
      d = {'a': a, 'i': np.array([[1, -2], [3, 4]], 'i2'), 'flag': np.array([[True, False]]),
           'text': 'sinogram', 's': {'distance': 410.66, 'inner': {'name': 'x'}},
           'cells': np.array(['one', 2.0], dtype=object), 'single': np.float32(0.1),
           'u': np.array([[255]], 'u1')}
      sio.savemat('plain.mat', d)
      sio.savemat('packed.mat', d, do_compression=True)
      sio.savemat('complex.mat', {'z': np.array([1 + 2j])})
      """;

  @Test
  void readsWhatScipyWrites() throws Exception {
    Python.run(folder, "numpy as np, scipy.io as sio", SAVE);
    for (String name : List.of("plain.mat", "packed.mat")) {
      MatStruct file = MatFile.read(folder.resolve(name));
      assertEquals(List.of(2, 3, 4), file.numbers("a").shape());
      double[] expected = new double[24];
      Arrays.setAll(expected, i -> i);
      assertArrayEquals(expected, file.numbers("a").rowMajor());
      assertArrayEquals(new double[] {1, 3, -2, 4}, file.numbers("i").columnMajor());
      assertArrayEquals(new double[] {1, 0}, file.numbers("flag").rowMajor());
      assertEquals("sinogram", file.text("text"));
      assertEquals(410.66, file.struct("s").number("distance"));
      assertEquals("x", file.struct("s").struct("inner").text("name"));
      assertEquals(new MatText("one"), ((MatCell) file.get("cells")).values().get(0));
      assertEquals(0.1f, file.number("single"));
      assertEquals(255, file.number("u"));
      assertThrows(FormatException.class, () -> file.text("a"));
      assertThrows(FormatException.class, () -> file.get("b"));
      assertThrows(FormatException.class, () -> file.number("a"));
    }
    assertThrows(FormatException.class, () -> MatFile.read(folder.resolve("complex.mat")));
  }

  @Test
  void damagedFilesAreErrors() throws Exception {
    Python.run(folder, "numpy as np, scipy.io as sio", SAVE);
    for (String name : List.of("plain.mat", "packed.mat")) {
      byte[] whole = Files.readAllBytes(folder.resolve(name));
      Path path = folder.resolve("cut.mat");
      for (int length = 0; length < whole.length; length += 31) {
        Files.write(path, Arrays.copyOf(whole, length));
        try {
          MatFile.read(path);
        } catch (TomoException | IOException e) {
          continue;
        }
        // Between two variables a cut is not visible.
        assertTrue(length >= 128);
      }
      for (int at = 128; at < whole.length; at += 11) {
        byte[] damaged = whole.clone();
        damaged[at] ^= (byte) 0xff;
        Files.write(path, damaged);
        long start = System.nanoTime();
        try {
          MatFile.read(path);
        } catch (TomoException | IOException e) {
          assertTrue(e.getMessage().contains("cut.mat"), e.getMessage());
        }
        assertTrue(System.nanoTime() - start < 1e9, name + " byte " + at);
      }
    }
  }

  @Test
  void matlab73IsSentToHdf5() throws IOException {
    Path path = folder.resolve("a.mat");
    Files.writeString(path, "MATLAB 7.3 MAT-file, Platform: GLNXA64" + " ".repeat(200));
    FormatException e = assertThrows(FormatException.class, () -> MatFile.read(path));
    assertTrue(e.getMessage().contains("HDF5"), e.getMessage());
  }

  @Test
  void realFanBeamScanIsWhatScipyReads() throws Exception {
    Path path = RealData.require("raw_fanbeam_htc2022/htc2022_ta_full.mat");
    MatStruct scan = MatFile.read(path).struct("CtDataFull");
    assertEquals(List.of(721, 560), scan.numbers("sinogram").shape());
    assertEquals(410.66, scan.struct("parameters").number("distanceSourceOrigin"));
    assertEquals("mm", scan.struct("parameters").text("distanceUnit"));
    assertEquals(721, scan.struct("parameters").numbers("angles").count());
    Python.run(
        folder,
        "numpy as np, scipy.io as sio",
        "d = sio.loadmat('%s', simplify_cells=True)\n".formatted(path)
            + "np.save('s.npy', d['CtDataFull']['sinogram'])\n");
    NpyArray reference = NpyFiles.read(folder.resolve("s.npy"));
    assertArrayEquals(reference.doubles(), scan.numbers("sinogram").rowMajor());
  }
}
