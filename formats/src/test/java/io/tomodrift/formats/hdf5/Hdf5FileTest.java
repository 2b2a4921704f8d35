package io.tomodrift.formats.hdf5;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.formats.Python;
import io.tomodrift.formats.binary.FloatArray;
import io.tomodrift.formats.npy.NpyFiles;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.error.TomoException;
import io.tomodrift.tests.support.RealData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Hdf5FileTest {

  @TempDir Path folder;

  @Test
  void toothHasTheDatasetsThatItsReadmeNames() throws IOException {
    try (Hdf5File file = Hdf5File.open(RealData.require("raw_parallel_tooth/tooth.h5"))) {
      List<Hdf5File.DatasetInfo> datasets = file.datasets();
      assertTrue(
          datasets.stream()
              .anyMatch(
                  d ->
                      d.path().equals("/exchange/data")
                          && d.shape().equals(List.of(181L, 2L, 640L))),
          datasets.toString());
    }
  }

  @Test
  void toothHasTheValuesThatH5pyReads() throws Exception {
    Path path = RealData.require("raw_parallel_tooth/tooth.h5");
    Python.run(
        folder,
        "numpy as np, h5py",
        """
        f = h5py.File('%s', 'r')
        np.save('data.npy', f['exchange/data'][...].astype('f4'))
        np.save('flat.npy', f['exchange/data_white'][...].astype('f4'))
        """
            .formatted(path));
    try (Hdf5File file = Hdf5File.open(path)) {
      FloatArray data = file.read("/exchange/data");
      assertEquals(List.of(181, 2, 640), data.shape());
      assertArrayEquals(NpyFiles.read(folder.resolve("data.npy")).floats(), data.values());
      FloatArray flat = file.read("exchange/data_white");
      assertArrayEquals(NpyFiles.read(folder.resolve("flat.npy")).floats(), flat.values());
      assertThrows(FormatException.class, () -> file.read("/exchange/nothing"));
      assertThrows(FormatException.class, () -> file.read("/exchange"));
    }
  }

  @Test
  void readsIntegersScalarsAndCompressedChunks() throws Exception {
    Python.run(
        folder,
        "numpy as np, h5py",
        """
        f = h5py.File('a.h5', 'w')
        f['i'] = np.array([[1, -2], [3, 4]], 'i2')
        f['u'] = np.array([255, 0], 'u1')
        f['big'] = np.array([1.5], '>f8')
        f['scalar'] = 7.25
        f['text'] = 'abc'
        f.create_dataset('z', data=np.zeros((100, 100), 'f4'), chunks=(50, 50), compression='gzip')
        f.close()
        """);
    try (Hdf5File file = Hdf5File.open(folder.resolve("a.h5"))) {
      assertArrayEquals(new float[] {1, -2, 3, 4}, file.read("i").values());
      assertArrayEquals(new float[] {255, 0}, file.read("u").values());
      assertArrayEquals(new float[] {1.5f}, file.read("big").values());
      assertArrayEquals(new float[] {7.25f}, file.read("scalar").values());
      assertEquals(List.of(), file.read("scalar").shape());
      assertArrayEquals(new float[10000], file.read("z").values());
      assertThrows(FormatException.class, () -> file.read("text"));
    }
  }

  @Test
  void damagedFilesAreErrors() throws IOException {
    byte[] whole = Files.readAllBytes(RealData.require("raw_parallel_tooth/tooth.h5"));
    Path path = folder.resolve("cut.h5");
    for (int length : new int[] {0, 4, 100, 2000, 100_000}) {
      Files.write(path, Arrays.copyOf(whole, length));
      assertThrows(
          TomoException.class,
          () -> {
            try (Hdf5File file = Hdf5File.open(path)) {
              file.read("/exchange/data");
            }
          },
          "length " + length);
    }
    assertThrows(NoSuchFileException.class, () -> Hdf5File.open(folder.resolve("none.h5")));
  }
}
