package io.tomodrift.learned.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tomodrift.formats.AtomicOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rows of named numbers in two files: {@code NAME.jsonl} with one JSON object a line, and {@code
 * NAME.csv} with a column for every name that occurred. The first number of a row is its {@code
 * step}. What is not finite is {@code "NaN"} in JSON and {@code NaN} in CSV.
 */
final class RowLog {

  static final String STEP = "step";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path lines;
  private final Path table;
  private final List<Map<String, Double>> rows = new ArrayList<>();
  private final Set<String> columns = new LinkedHashSet<>();

  /**
   * Opens the log, keeping the rows up to a step: what a resumed run does again is written anew.
   */
  RowLog(Path folder, String name, long lastStep) throws IOException {
    lines = folder.resolve(name + ".jsonl");
    table = folder.resolve(name + ".csv");
    if (Files.exists(lines)) {
      for (String line : Files.readAllLines(lines)) {
        Map<String, Double> row = parse(line);
        if (row.getOrDefault(STEP, Double.MAX_VALUE) <= lastStep) {
          rows.add(row);
          columns.addAll(row.keySet());
        }
      }
    }
    AtomicOutput.file(lines, path -> Files.writeString(path, text(rows, RowLog::json)));
    writeTable();
  }

  /** Adds a row; it is in the files when this returns. */
  void append(Map<String, Double> row) throws IOException {
    rows.add(new LinkedHashMap<>(row));
    Files.writeString(lines, json(row) + "\n", StandardOpenOption.APPEND);
    if (columns.addAll(row.keySet())) {
      writeTable();
    } else {
      Files.writeString(table, csv(row) + "\n", StandardOpenOption.APPEND);
    }
  }

  private void writeTable() throws IOException {
    String head = String.join(",", columns.stream().map(RowLog::quoted).toList());
    String text = columns.isEmpty() ? "" : head + "\n" + text(rows, this::csv);
    AtomicOutput.file(table, path -> Files.writeString(path, text, StandardCharsets.UTF_8));
  }

  private static String text(
      List<Map<String, Double>> rows, java.util.function.Function<Map<String, Double>, String> of) {
    StringBuilder text = new StringBuilder();
    rows.forEach(row -> text.append(of.apply(row)).append('\n'));
    return text.toString();
  }

  private String csv(Map<String, Double> row) {
    return String.join(
        ",", columns.stream().map(c -> row.containsKey(c) ? number(row.get(c)) : "").toList());
  }

  private static String json(Map<String, Double> row) {
    ObjectNode node = JSON.createObjectNode();
    row.forEach(
        (name, value) -> {
          if (isWhole(value)) {
            node.put(name, value.longValue());
          } else {
            node.put(name, value);
          }
        });
    return node.toString();
  }

  /** A row, or none if the line is not whole: the process may have ended while it was written. */
  private static Map<String, Double> parse(String line) {
    Map<String, Double> row = new LinkedHashMap<>();
    try {
      JsonNode node = JSON.readTree(line);
      node.properties().forEach(field -> row.put(field.getKey(), number(field.getValue())));
    } catch (JsonProcessingException e) {
      return Map.of();
    }
    return row;
  }

  private static double number(JsonNode value) {
    return value.isTextual() ? Double.parseDouble(value.textValue()) : value.doubleValue();
  }

  private static boolean isWhole(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1L << 53;
  }

  private static String number(double value) {
    return isWhole(value) ? Long.toString((long) value) : Double.toString(value);
  }

  private static String quoted(String name) {
    return name.matches("[^\",\r\n]*") ? name : '"' + name.replace("\"", "\"\"") + '"';
  }
}
