package io.tomodrift.learned.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tomodrift.formats.AtomicOutput;
import io.tomodrift.geometry.error.FormatException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads and writes weights as safetensors: a length of 8 bytes, a header in JSON with type, shape
 * and place of each tensor, then the values, all little-endian. Any program that knows the format
 * reads these files; of those of others, single precision ({@code F32}) is read.
 *
 * <p>Equal weights give equal bytes on every machine: tensors lie in the order of their names,
 * without gaps, the header is filled with blanks to a multiple of 8 bytes, and there is no other
 * text in it. Reading checks the whole header against the size of the file before it takes memory
 * for a value.
 *
 * <p><b>Reference</b>: https://github.com/huggingface/safetensors, section Format.
 */
public final class Safetensors {

  /** Largest file that is read unless told otherwise, in bytes. */
  public static final long DEFAULT_LIMIT_BYTES = 2L << 30;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int CHUNK_VALUES = 1 << 14;

  private Safetensors() {}

  /**
   * What a file holds.
   *
   * @param weights all tensors
   * @param sha256 digest of all bytes of the file, in hexadecimal digits
   */
  public record Content(Weights weights, String sha256) {}

  /**
   * Writes a file; what was there is replaced once the new one is whole.
   *
   * @return digest of all bytes of the file, SHA-256 in hexadecimal digits
   */
  public static String write(Path path, Weights weights) throws IOException {
    MessageDigest digest = sha256();
    AtomicOutput.file(
        path,
        temporary -> {
          digest.reset();
          try (OutputStream file = Files.newOutputStream(temporary);
              OutputStream out = new DigestOutputStream(file, digest)) {
            write(out, weights);
          }
        });
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void write(OutputStream out, Weights weights) throws IOException {
    byte[] header = header(weights);
    byte[] length = new byte[Long.BYTES];
    littleEndian(length).putLong(header.length);
    out.write(length);
    out.write(header);
    byte[] chunk = new byte[CHUNK_VALUES * Float.BYTES];
    for (Tensor tensor : weights.tensors().values()) {
      float[] values = tensor.values();
      for (int start = 0; start < values.length; start += CHUNK_VALUES) {
        int count = Math.min(CHUNK_VALUES, values.length - start);
        littleEndian(chunk).asFloatBuffer().put(values, start, count);
        out.write(chunk, 0, count * Float.BYTES);
      }
    }
  }

  private static byte[] header(Weights weights) throws JsonProcessingException {
    ObjectNode root = JSON.createObjectNode();
    long offset = 0;
    for (Map.Entry<String, Tensor> entry : weights.tensors().entrySet()) {
      ObjectNode node = root.putObject(entry.getKey());
      node.put("dtype", "F32");
      ArrayNode shape = node.putArray("shape");
      for (long side : entry.getValue().shape()) {
        shape.add(side);
      }
      long end = offset + (long) Float.BYTES * entry.getValue().values().length;
      node.putArray("data_offsets").add(offset).add(end);
      offset = end;
    }
    String text = JSON.writeValueAsString(root);
    int length = text.getBytes(StandardCharsets.UTF_8).length;
    return (text + " ".repeat(Math.floorMod(-length, Long.BYTES))).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads a file of at most {@link #DEFAULT_LIMIT_BYTES}.
   *
   * @throws FormatException if it is not safetensors of single precision, or damaged
   */
  public static Content read(Path path) throws IOException {
    return read(path, DEFAULT_LIMIT_BYTES);
  }

  /** Reads a file of at most {@code limitBytes}. */
  public static Content read(Path path, long limitBytes) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return read(in, Files.size(path), path.toString(), limitBytes);
    }
  }

  /**
   * Reads a stream of known length.
   *
   * @param where name for messages
   */
  static Content read(InputStream stream, long size, String where, long limitBytes)
      throws IOException {
    if (size > limitBytes) {
      throw new FormatException(
          "%s has %d bytes, more than the %d that weights may have"
              .formatted(where, size, limitBytes));
    }
    MessageDigest digest = sha256();
    InputStream in = new DigestInputStream(new BufferedInputStream(stream, 1 << 16), digest);
    List<SafetensorsHeader.Entry> entries = SafetensorsHeader.read(in, size, where);
    SortedMap<String, Tensor> tensors = new TreeMap<>();
    for (SafetensorsHeader.Entry entry : entries) {
      tensors.put(entry.name(), new Tensor(entry.shape(), values(in, entry, where)));
    }
    return new Content(new Weights(tensors), HexFormat.of().formatHex(digest.digest()));
  }

  private static float[] values(InputStream in, SafetensorsHeader.Entry entry, String where)
      throws IOException {
    float[] values = new float[entry.count()];
    byte[] chunk = new byte[CHUNK_VALUES * Float.BYTES];
    for (int start = 0; start < values.length; start += CHUNK_VALUES) {
      int count = Math.min(CHUNK_VALUES, values.length - start);
      int read = in.readNBytes(chunk, 0, count * Float.BYTES);
      if (read < count * Float.BYTES) {
        throw new FormatException(
            "%s ends within '%s'; was it changed while it was read?"
                .formatted(where, entry.name()));
      }
      littleEndian(chunk).asFloatBuffer().get(values, start, count);
    }
    return values;
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
