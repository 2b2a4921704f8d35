package io.tomodrift.tests.support.speed;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One file of results: everything measured on one machine with one Java.
 *
 * @param toolVersion version of tomodrift
 * @param cpu the processor
 * @param processors how many
 * @param os operating system and architecture
 * @param java version of Java and its virtual machine
 * @param flags of the measuring processes
 * @param loadBefore runnable processes over the minute before; negative if unknown
 * @param loadAfter the same, after
 * @param takenAt when the run began, ISO 8601 in UTC
 * @param method forks, calls and the like, in words
 * @param ceilingGups voxel updates of one core at best, 10^9 a second
 * @param streamBytesPerSecond memory bandwidth of one thread
 * @param entries times
 * @param memory memory
 * @param notes what was left out, and why
 */
public record SpeedResults(
    String toolVersion,
    String cpu,
    int processors,
    String os,
    String java,
    List<String> flags,
    double loadBefore,
    double loadAfter,
    String takenAt,
    String method,
    double ceilingGups,
    double streamBytesPerSecond,
    List<SpeedEntry> entries,
    List<MemoryEntry> memory,
    List<String> notes) {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /** Copies the lists. */
  public SpeedResults {
    flags = List.copyOf(flags);
    entries = List.copyOf(entries);
    memory = List.copyOf(memory);
    notes = List.copyOf(notes);
  }

  /** Where they are kept, below the root of the sources. */
  public static Path folder(Path root) {
    return root.resolve("tests/benchmarks/results");
  }

  /** All files of a folder, by name. */
  public static List<SpeedResults> readAll(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<SpeedResults> all = new ArrayList<>();
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
        all.add(read(file));
      }
      return all;
    }
  }

  /** Reads one file. */
  public static SpeedResults read(Path file) throws IOException {
    return MAPPER.readValue(file.toFile(), SpeedResults.class);
  }

  /** Writes it, for {@link #read}. */
  public void write(Path file) {
    try {
      Files.writeString(file, MAPPER.writeValueAsString(this) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The entry of these parameters, if it was measured. */
  public Optional<SpeedEntry> find(
      String operation, String backend, int slices, int views, int threads) {
    return entries.stream()
        .filter(e -> e.operation().equals(operation) && e.backend().equals(backend))
        .filter(e -> e.slices() == slices && e.views() == views && e.threads() == threads)
        .findFirst();
  }

  /** The backends measured, in the order of the file. */
  public List<String> backends() {
    return entries.stream()
        .map(SpeedEntry::backend)
        .filter(backend -> !backend.isEmpty())
        .distinct()
        .toList();
  }

  /** The operations of a backend, in the order of the file. */
  public List<String> operations(String backend) {
    return entries.stream()
        .filter(e -> e.backend().equals(backend))
        .map(SpeedEntry::operation)
        .distinct()
        .toList();
  }
}
