package io.tomodrift.learned.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.learned.torch.Torch;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {

  @TempDir private Path folder;

  private static byte[] file(String header, int valueBytes) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + text.length + valueBytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(text.length)
        .put(text)
        .array();
  }

  private static Safetensors.Content read(byte[] bytes) throws IOException {
    return Safetensors.read(new ByteArrayInputStream(bytes), bytes.length, "weights", 1 << 20);
  }

  private static String message(byte[] bytes) {
    return assertThrows(FormatException.class, () -> read(bytes)).getMessage();
  }

  /** Byte by byte, as the description of the format has it. */
  @Test
  void writesTheBytesOfTheFormat() throws IOException {
    Weights weights =
        new Weights(
            new TreeMap<>(
                Map.of(
                    "b", new Tensor(new long[] {2}, new float[] {1.5f, -0f}),
                    "a", new Tensor(new long[] {}, new float[] {Float.MIN_VALUE}))));
    Path path = folder.resolve("w.safetensors");
    String digest = Safetensors.write(path, weights);
    String header =
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0,4]},"
            + "\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]}}";
    header += " ".repeat(Math.floorMod(-header.length(), 8));
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    expected.writeBytes(file(header, 0));
    expected.writeBytes(new byte[] {1, 0, 0, 0, 0, 0, (byte) 0xC0, 0x3F, 0, 0, 0, (byte) 0x80});
    assertArrayEquals(expected.toByteArray(), Files.readAllBytes(path));
    assertEquals(digest, Safetensors.read(path).sha256());
    assertTrue(weights.sameAs(Safetensors.read(path).weights()));
  }

  @Test
  void readsWhatItWroteBitByBit() throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    Map<String, Tensor> tensors = new TreeMap<>();
    for (int k = 0; k < 20; k++) {
      long[] shape = {random.nextInt(1, 40), random.nextInt(0, 5), random.nextInt(1, 300)};
      float[] values = new float[(int) (shape[0] * shape[1] * shape[2])];
      for (int i = 0; i < values.length; i++) {
        values[i] = Float.intBitsToFloat(random.nextInt());
      }
      tensors.put("layer \u00e9 \"" + k, new Tensor(shape, values));
    }
    Weights weights = new Weights(new TreeMap<>(tensors));
    Path path = folder.resolve("w.safetensors");
    Safetensors.write(path, weights);
    assertTrue(weights.sameAs(Safetensors.read(path).weights()));
  }

  @Test
  void othersMayAddMetadataAndAnotherOrder() throws IOException {
    byte[] bytes =
        file(
            "{\"__metadata__\":{\"format\":\"pt\"},"
                + "\"a\":{\"shape\":[1],\"data_offsets\":[4,8],\"dtype\":\"F32\"},"
                + "\"b\":{\"dtype\":\"F32\",\"shape\":[1,1],\"data_offsets\":[0,4]}}  ",
            8);
    bytes[bytes.length - 5] = 0x40;
    Weights weights = read(bytes).weights();
    assertEquals(List.of("a", "b"), List.copyOf(weights.tensors().keySet()));
    assertEquals(2f, weights.tensors().get("b").values()[0]);
  }

  /** The engine has a reader and a writer of its own. */
  @Test
  void theEngineReadsAndWritesTheSame() throws IOException {
    Path path = folder.resolve("w.safetensors");
    Map<String, Tensor> tensors = new TreeMap<>();
    tensors.put("a.bias", new Tensor(new long[] {3}, new float[] {1, -2.5f, 3e-30f}));
    tensors.put("b", new Tensor(new long[] {2, 1, 2}, new float[] {4, 5, 6, 7}));
    Weights weights = new Weights(new TreeMap<>(tensors));
    Safetensors.write(path, weights);
    try (NDManager memory = Torch.open()) {
      NDList read = NDList.decode(memory, Files.readAllBytes(path));
      assertEquals(2, read.size());
      for (NDArray array : read) {
        Tensor expected = weights.tensors().get(array.getName());
        assertTrue(
            expected.sameAs(new Tensor(array.getShape().getShape(), array.toFloatArray())),
            array.getName());
      }
      byte[] written = read.encode(NDList.Encoding.SAFETENSORS);
      assertTrue(weights.sameAs(read(written).weights()));
    }
  }

  private static final String A = "\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{%s,%s}| 8 | Duplicate",
        "{%s,\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]}} | 12 | overlap",
        "{%s,\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}} | 8 | overlap",
        "{%s,\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[12,16]}} | 16 | gap",
        "{%s} | 4 | cut off",
        "{%s} | 12 | too long",
        "{%s | 8 | not valid JSON",
        "{%s} {} | 8 | not valid JSON",
        "[%s] | 8 | no header",
        "{\"a\":{\"dtype\":\"F16\",\"shape\":[4],\"data_offsets\":[0,8]}} | 8 | F16",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}} | 8 | needs 12 bytes",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}} | 8 | -2",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2.0],\"data_offsets\":[0,8]}} | 8 | 2.0",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}} | 8 | place [8,0]",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0]}} | 8 | place [0]",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2]}} | 8 | must have dtype",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,0]}}| 0 | shape",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1073741824,4],\"data_offsets\":[0,17179869184]}}| 8|shape",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[500000000],\"data_offsets\":[0,2000000000]}}| 8 | cut off",
        "{\"a\":3} | 0 | must have dtype",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1,1,1,1,1,1,1,1,1],\"data_offsets\":[0,4]}} | 4 | list",
      })
  void headersThatLie(String header, int valueBytes, String expected) {
    String text = message(file(header.replace("%s", A), valueBytes));
    assertTrue(text.contains(expected), text);
    assertTrue(text.contains("weights"), text);
  }

  @Test
  void lengthsThatLie() {
    for (long length : new long[] {0, 1, 17, 1L << 40, Long.MAX_VALUE, -1, Long.MIN_VALUE}) {
      byte[] bytes = file("{" + A + "}", 8);
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
      String text = message(bytes);
      assertTrue(text.contains("weights"), text);
    }
    assertTrue(message(new byte[0]).contains("cut off"));
    assertTrue(
        message("PK\3\4 not weights at all".getBytes(StandardCharsets.UTF_8)).contains("kind"));
  }

  @Test
  void everyCutIsNoticed() {
    byte[] whole = file("{" + A + "}", 8);
    for (int length = 0; length < whole.length; length++) {
      message(java.util.Arrays.copyOf(whole, length));
    }
  }

  /** Random damage gives an error or other values, never another exception. */
  @Test
  void damageNeverSurprises() throws IOException {
    byte[] whole = file("{" + A + "}", 8);
    SplittableRandom random = new SplittableRandom(5);
    int refused = 0;
    for (int k = 0; k < 5000; k++) {
      byte[] damaged = whole.clone();
      for (int n = random.nextInt(1, 4); n > 0; n--) {
        damaged[random.nextInt(whole.length)] = (byte) random.nextInt();
      }
      try {
        read(damaged);
      } catch (FormatException e) {
        refused++;
      }
    }
    assertTrue(refused > 4000, refused + " of 5000");
  }

  @Test
  void sizeIsLimitedBeforeAnythingIsRead() {
    byte[] bytes = file("{" + A + "}", 8);
    String text =
        assertThrows(
                FormatException.class,
                () -> Safetensors.read(new ByteArrayInputStream(bytes), 1L << 40, "w", 1 << 20))
            .getMessage();
    assertTrue(text.contains("more than the 1048576"), text);
  }
}
