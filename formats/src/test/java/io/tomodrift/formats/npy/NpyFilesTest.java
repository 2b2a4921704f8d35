package io.tomodrift.formats.npy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.formats.binary.ElementType;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.error.TomoException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NpyFilesTest {

  @TempDir Path folder;

  private static byte[] file(int version, String header, int... body) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    out.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
    out.write(text.length & 255);
    out.write(text.length >> 8);
    if (version > 1) {
      out.write(0);
      out.write(0);
    }
    out.write(text);
    for (int b : body) {
      out.write(b);
    }
    return out.toByteArray();
  }

  private NpyArray read(byte[] bytes) throws IOException {
    Path path = folder.resolve("a.npy");
    Files.write(path, bytes);
    return NpyFiles.read(path);
  }

  @Test
  void writesTheBytesThatNumpyWrites() throws IOException {
    Path path = folder.resolve("a.npy");
    NpyFiles.write(NpyArray.ofFloats(new float[] {1, -2}, 1, 2), path);
    byte[] bytes = Files.readAllBytes(path);
    String header =
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2), }" + " ".repeat(58) + "\n";
    assertArrayEquals(file(1, header, 0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0), bytes);
    assertEquals(136, bytes.length);
  }

  @Test
  void readsEveryVersionByteOrderAndIndexOrder() throws IOException {
    String big = "{'descr': '>i2', 'fortran_order': True, 'shape': (2, 3), }";
    int[] body = {0, 1, 0, 4, 0, 2, 0, 5, 0, 3, 255, 250};
    for (int version = 1; version <= 3; version++) {
      NpyArray array = read(file(version, big, body));
      assertArrayEquals(new float[] {1, 2, 3, 4, 5, -6}, array.floats());
      assertEquals(List.of(2, 3), array.shape());
    }
  }

  @ParameterizedTest
  @EnumSource(ElementType.class)
  void everyNumberTypeReturnsAsItWas(ElementType type) throws IOException {
    Path path = folder.resolve("a.npy");
    float[] values = {0, 1, 2, 100, type.min() < 0 ? -100 : 127};
    NpyFiles.write(NpyArray.of(type, values), path);
    NpyArray back = NpyFiles.read(path);
    assertArrayEquals(values, back.floats());
    assertEquals(128 + 5 * type.bytes(), Files.size(path));
  }

  @Test
  void wideIntegersKeepEveryBit() throws IOException {
    Path path = folder.resolve("a.npy");
    long[] values = {Long.MIN_VALUE, Long.MAX_VALUE, (1L << 53) + 1};
    NpyFiles.write(NpyArray.ofLongs(values), path);
    assertArrayEquals(values, NpyFiles.read(path).longs());
  }

  @Test
  void unsignedIntegersBeyondTheSignedRangeArePositive() throws IOException {
    String header = "{'descr': '<u8', 'fortran_order': False, 'shape': (), }";
    NpyArray array = read(file(1, header, 255, 255, 255, 255, 255, 255, 255, 255));
    assertEquals(0x1p64, array.doubles()[0]);
  }

  @Test
  void textReturnsAsItWas() throws IOException {
    Path path = folder.resolve("a.npy");
    String text = "µ = 0.02 /mm, \uD83D\uDE00\n{\"a\": 1}";
    NpyFiles.write(NpyArray.ofText(text), path);
    assertEquals(text, NpyFiles.read(path).text());
  }

  @Test
  void pickledObjectsAreRefused() throws IOException {
    byte[] bytes = file(1, "{'descr': '|O', 'fortran_order': False, 'shape': (1,), }", 1, 2, 3);
    FormatException e = assertThrows(FormatException.class, () -> read(bytes));
    assertTrue(e.getMessage().contains("pickled"), e.getMessage());
  }

  @Test
  void sizesBeyondTheFileAreRefusedBeforeAnythingIsAllocated() throws IOException {
    for (String shape : List.of("(2000000000,)", "(2000000000, 2000000000, 2000000000)", "(3,)")) {
      byte[] bytes =
          file(1, "{'descr': '<f8', 'fortran_order': False, 'shape': " + shape + ", }", 0, 0);
      assertThrows(FormatException.class, () -> read(bytes));
    }
  }

  @Test
  void everyTruncationIsAnError() throws IOException {
    byte[] whole = file(1, "{'descr': '<u2', 'fortran_order': False, 'shape': (2,), }", 1, 0, 2, 0);
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThrows(TomoException.class, () -> read(cut), "length " + length);
    }
  }

  @Test
  void archivesOfEqualArraysAreEqualFiles() throws IOException {
    Map<String, NpyArray> arrays = Map.of("volume", NpyArray.ofDoubles(new double[] {1, 2, 3}));
    for (NpzFile.Compression compression : NpzFile.Compression.values()) {
      Path path = folder.resolve(compression + ".npz");
      NpzFile.write(path, arrays, compression);
      byte[] first = Files.readAllBytes(path);
      NpzFile.write(path, arrays, compression);
      assertArrayEquals(first, Files.readAllBytes(path));
      try (NpzFile npz = NpzFile.open(path)) {
        assertEquals(List.of("volume"), npz.names());
        assertArrayEquals(new double[] {1, 2, 3}, npz.get("volume").doubles());
        assertThrows(FormatException.class, () -> npz.get("volumes"));
      }
    }
  }

  @Test
  void damagedArchivesAreErrors() throws IOException {
    Path path = folder.resolve("a.npz");
    NpzFile.write(
        path, Map.of("a", NpyArray.ofDoubles(new double[100])), NpzFile.Compression.DEFLATED);
    byte[] bytes = Files.readAllBytes(path);
    Files.write(path, Arrays.copyOf(bytes, bytes.length - 30));
    assertThrows(FormatException.class, () -> NpzFile.open(path));
    bytes[60] ^= 0x55;
    Files.write(path, bytes);
    try (NpzFile npz = NpzFile.open(path)) {
      assertThrows(FormatException.class, () -> npz.get("a"));
    }
  }
}
