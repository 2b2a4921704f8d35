package io.tomodrift.formats.npy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tomodrift.formats.Python;
import io.tomodrift.formats.binary.ElementType;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NumpyInteropTest {

  private static final List<String> TYPES =
      List.of(
          "<f4", ">f4", "<f8", ">f8", "|i1", "|u1", "<i2", ">i2", "<u2", "<i4", ">i4", "<u4", "<i8",
          "<u8", ">u8", "|b1");

  @TempDir Path folder;

  @Test
  void readsWhatNumpyWrites() throws Exception {
    Python.run(
        folder,
        "numpy as np",
        """
        base = np.arange(24).reshape(2, 3, 4) + 1
        for i, t in enumerate(%s):
            a = (base %% 2 == 0) if t == '|b1' else base.astype(t)
            np.save(f'c{i}.npy', a)
            np.save(f'f{i}.npy', np.asfortranarray(a))
        np.savez('stored.npz', volume=base.astype('<f4'), text='a\\u00b5b')
        np.savez_compressed('deflated.npz', volume=base.astype('<f4'), text=np.array(b'bytes'))
        """
            .formatted(TYPES.toString().replaceAll("([<>|]\\w+)", "'$1'")));
    float[] expected = new float[24];
    float[] parity = new float[24];
    for (int i = 0; i < 24; i++) {
      expected[i] = i + 1;
      parity[i] = i % 2;
    }
    for (int i = 0; i < TYPES.size(); i++) {
      for (String order : List.of("c", "f")) {
        NpyArray array = NpyFiles.read(folder.resolve(order + i + ".npy"));
        assertEquals(TYPES.get(i), array.dtype());
        assertEquals(List.of(2, 3, 4), array.shape());
        assertArrayEquals(TYPES.get(i).equals("|b1") ? parity : expected, array.floats());
      }
    }
    for (String name : List.of("stored", "deflated")) {
      try (NpzFile npz = NpzFile.open(folder.resolve(name + ".npz"))) {
        assertArrayEquals(expected, npz.get("volume").floats());
        assertEquals(name.equals("stored") ? "aµb" : "bytes", npz.text("text"));
      }
    }
  }

  @Test
  void numpyReadsWhatIsWritten() throws Exception {
    float[] values = {1, 2, 3, 4, 5, 6};
    for (ElementType type : ElementType.values()) {
      NpyFiles.write(NpyArray.of(type, values, 3, 1, 2), folder.resolve(type.label() + ".npy"));
    }
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    arrays.put("a", NpyArray.ofFloats(values, 2, 3));
    arrays.put("text", NpyArray.ofText("grüße"));
    for (NpzFile.Compression compression : NpzFile.Compression.values()) {
      NpzFile.write(folder.resolve(compression + ".npz"), arrays, compression);
    }
    String out =
        Python.run(
            folder,
            "numpy as np",
            """
            import glob, os
            for f in glob.glob('*.npy'):
                a = np.load(f)
                assert a.dtype == np.dtype(os.path.basename(f)[:-4]), f
                assert a.shape == (3, 1, 2) and a.ravel().tolist() == [1, 2, 3, 4, 5, 6], f
            for f in ('STORED.npz', 'DEFLATED.npz'):
                z = np.load(f, allow_pickle=False)
                assert list(z) == ['a', 'text'], list(z)
                assert z['a'].tolist() == [[1, 2, 3], [4, 5, 6]]
                assert str(z['text']) == 'gr\\u00fc\\u00dfe'
            print(len(glob.glob('*.npy')))
            """);
    assertEquals(ElementType.values().length, Integer.parseInt(out.strip()));
  }
}
