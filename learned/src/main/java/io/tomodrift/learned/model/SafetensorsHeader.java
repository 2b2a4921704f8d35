package io.tomodrift.learned.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tomodrift.geometry.error.FormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The header of a safetensors file, checked against the size of the file. */
final class SafetensorsHeader {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final long LARGEST_HEADER_BYTES = 16L << 20;
  private static final int MOST_TENSORS = 100_000;
  private static final int MOST_AXES = 8;
  private static final String METADATA = "__metadata__";
  private static final Set<String> FIELDS = Set.of("dtype", "shape", "data_offsets");

  private final String where;

  private SafetensorsHeader(String where) {
    this.where = where;
  }

  /**
   * Where a tensor lies.
   *
   * @param begin first byte, counted from the end of the header
   * @param count number of values
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Entry(String name, long[] shape, long begin, int count) {
    long end() {
      return begin + (long) Float.BYTES * count;
    }
  }

  /**
   * Reads up to the first value.
   *
   * @return the tensors in the order in which their values follow, without gaps
   */
  static List<Entry> read(InputStream in, long size, String where) throws IOException {
    return new SafetensorsHeader(where).entries(in, size);
  }

  private List<Entry> entries(InputStream in, long size) throws IOException {
    byte[] prefix = in.readNBytes(Long.BYTES);
    if (prefix.length < Long.BYTES) {
      throw wrong("has only %d bytes: it is empty or cut off".formatted(prefix.length));
    }
    long length = ByteBuffer.wrap(prefix).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (length < 2 || length > LARGEST_HEADER_BYTES || length > size - Long.BYTES) {
      throw wrong(
          "begins with a header length of %s bytes, but has %d bytes: it is cut off, or is another"
                  .formatted(Long.toUnsignedString(length), size)
              + " kind of file");
    }
    byte[] text = in.readNBytes((int) length);
    if (text.length < length || text[0] != '{') {
      throw wrong("has no header in JSON: it is another kind of file");
    }
    List<Entry> entries = parse(text);
    entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
    requireNoGaps(entries, size - Long.BYTES - length);
    return entries;
  }

  private List<Entry> parse(byte[] text) throws IOException {
    JsonNode root;
    try {
      root = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new FormatException(
          "%s: the header is not valid JSON: %s".formatted(where, e.getOriginalMessage()), e);
    }
    if (root.size() > MOST_TENSORS) {
      throw wrong("lists %d tensors, more than %d".formatted(root.size(), MOST_TENSORS));
    }
    List<Entry> entries = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : root.properties()) {
      if (!field.getKey().equals(METADATA)) {
        entries.add(entry(field.getKey(), field.getValue()));
      }
    }
    return entries;
  }

  private Entry entry(String name, JsonNode node) {
    if (!node.isObject() || node.size() != FIELDS.size() || !hasAll(node)) {
      throw wrong("tensor '%s' must have dtype, shape and data_offsets alone".formatted(name));
    }
    if (!node.get("dtype").asText().equals("F32")) {
      throw wrong(
          "tensor '%s' is of type %s; only F32 is read, convert the weights"
              .formatted(name, node.get("dtype").asText()));
    }
    long[] shape = wholeNumbers(name, node.get("shape"));
    long[] offsets = wholeNumbers(name, node.get("data_offsets"));
    long count = 1;
    try {
      for (long side : shape) {
        count = Math.multiplyExact(count, side);
      }
    } catch (ArithmeticException e) {
      count = Long.MAX_VALUE;
    }
    if (offsets.length != 2 || offsets[1] < offsets[0] || count > Integer.MAX_VALUE - 8) {
      throw wrong(
          "tensor '%s' has shape %s and place %s"
              .formatted(name, node.get("shape"), node.get("data_offsets")));
    }
    if (offsets[1] - offsets[0] != Float.BYTES * count) {
      throw wrong(
          "tensor '%s' of shape %s needs %d bytes, its place %s has %d"
              .formatted(
                  name,
                  node.get("shape"),
                  Float.BYTES * count,
                  node.get("data_offsets"),
                  offsets[1] - offsets[0]));
    }
    return new Entry(name, shape, offsets[0], (int) count);
  }

  private static boolean hasAll(JsonNode node) {
    return FIELDS.stream().allMatch(node::has);
  }

  private long[] wholeNumbers(String name, JsonNode list) {
    if (!list.isArray() || list.size() > MOST_AXES) {
      throw wrong("tensor '%s' has %s where a short list belongs".formatted(name, list));
    }
    long[] numbers = new long[list.size()];
    for (int i = 0; i < numbers.length; i++) {
      JsonNode number = list.get(i);
      if (!number.isIntegralNumber() || !number.canConvertToLong() || number.longValue() < 0) {
        throw wrong("tensor '%s' has %s in %s".formatted(name, number, list));
      }
      numbers[i] = number.longValue();
    }
    return numbers;
  }

  private void requireNoGaps(List<Entry> entries, long bytes) {
    long end = 0;
    String before = "the header";
    for (Entry entry : entries) {
      if (entry.begin() != end) {
        throw wrong(
            "tensor '%s' begins at byte %d of the values, but %s ends at %d: places %s"
                .formatted(
                    entry.name(),
                    entry.begin(),
                    before,
                    end,
                    entry.begin() < end ? "overlap" : "leave a gap"));
      }
      end = entry.end();
      before = "'" + entry.name() + "'";
    }
    if (end != bytes) {
      throw wrong(
          "the header promises %d bytes of values, there are %d: the file is %s; get it again"
              .formatted(end, bytes, bytes < end ? "cut off" : "too long"));
    }
  }

  private FormatException wrong(String what) {
    return new FormatException(where + ": " + what);
  }
}
