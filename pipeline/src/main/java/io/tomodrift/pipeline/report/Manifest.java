package io.tomodrift.pipeline.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.tomodrift.formats.AtomicOutput;
import io.tomodrift.geometry.error.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * How an output was made, written as JSON beside it. Make one with {@link ManifestRecorder}.
 *
 * @param command what was run, as typed
 * @param toolVersion version of tomodrift
 * @param javaVersion version of Java and of its virtual machine
 * @param os operating system and processor architecture
 * @param backend what computed, such as {@code cpu} or {@code cuda}
 * @param device the processor or graphics card it computed on
 * @param threads number of threads
 * @param seed seed of everything random
 * @param startedAt start, ISO 8601 in UTC
 * @param totalSeconds wall-clock time of the whole run
 * @param stages wall-clock time of each stage, in the order in which they began
 * @param inputs files read
 * @param configuration every setting in effect, defaults included, in the order it is to be read
 * @param warnings what had to be assumed or looked wrong, in sentences
 * @param results numbers the run came to, such as the objective after each iteration
 */
public record Manifest(
    String command,
    String toolVersion,
    String javaVersion,
    String os,
    String backend,
    String device,
    int threads,
    long seed,
    String startedAt,
    double totalSeconds,
    List<StageTime> stages,
    List<InputFile> inputs,
    Map<String, Object> configuration,
    List<String> warnings,
    Map<String, Object> results) {

  /**
   * Time of one stage.
   *
   * @param stage name
   * @param seconds wall-clock time, summed if the stage ran several times
   */
  public record StageTime(String stage, double seconds) {}

  /**
   * A file that was read.
   *
   * @param path path as it was given, with forward slashes
   * @param bytes its size
   * @param sha256 its SHA-256 in lower-case hexadecimal
   */
  public record InputFile(String path, long bytes, String sha256) {}

  /** Checks that nothing is missing and copies the collections. */
  public Manifest {
    Objects.requireNonNull(command, "command");
    Objects.requireNonNull(toolVersion, "toolVersion");
    Objects.requireNonNull(startedAt, "startedAt");
    stages = List.copyOf(stages);
    inputs = List.copyOf(inputs);
    configuration = Collections.unmodifiableMap(new LinkedHashMap<>(configuration));
    // Absent in early manifests.
    warnings = warnings == null ? List.of() : List.copyOf(warnings);
    results =
        results == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(results));
  }

  /** Where the manifest of an output belongs: {@code slice.nii.gz.manifest.json} beside it. */
  public static Path beside(Path output) {
    return output.resolveSibling(output.getFileName() + ".manifest.json");
  }

  /**
   * Writes the manifest as JSON; an existing file is replaced once the new one is complete.
   *
   * @throws IOException if the file cannot be written
   */
  public void write(Path target) throws IOException {
    String json = toJson();
    AtomicOutput.file(target, path -> Files.writeString(path, json));
  }

  /**
   * Reads a manifest; fields it does not know, from a later version, are ignored.
   *
   * @throws IOException if the file cannot be read
   * @throws FormatException if it is not a manifest
   */
  public static Manifest read(Path source) throws IOException {
    String json = Files.readString(source);
    try {
      return ManifestJson.parse(json);
    } catch (JsonProcessingException e) {
      throw new FormatException(
          "%s is not a manifest: %s".formatted(source, e.getOriginalMessage()), e);
    }
  }

  /** The manifest as JSON, indented, fields in the order of this record. */
  public String toJson() {
    return ManifestJson.format(this);
  }

  /** The facts a reader wants first, as text. */
  public Map<String, String> summary() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Command", command);
    facts.put("Version", "tomodrift " + toolVersion + ", Java " + javaVersion + ", " + os);
    facts.put("Computed on", backend + ": " + device);
    facts.put("Threads", String.format(Locale.ROOT, "%d", threads));
    facts.put("Seed", String.format(Locale.ROOT, "%d", seed));
    facts.put("Started", startedAt);
    facts.put("Time taken", Numbers.seconds(totalSeconds));
    return facts;
  }
}
