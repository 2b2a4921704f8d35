package io.tomodrift.pipeline.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a time is worthless without.
 *
 * @param cpu the processor, as the operating system names it
 * @param processors how many of them this JVM may use
 * @param os operating system and architecture
 * @param java version of Java and of its virtual machine
 * @param flags options given to the virtual machine
 * @param loadAverage runnable processes over the last minute, this one included; negative if
 *     unknown
 * @param takenAt when, ISO 8601 in UTC
 */
public record MachineFacts(
    String cpu,
    int processors,
    String os,
    String java,
    List<String> flags,
    double loadAverage,
    String takenAt) {

  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  /** Copies the flags. */
  public MachineFacts {
    flags = List.copyOf(flags);
  }

  /** Of this machine, now. */
  public static MachineFacts now() {
    return new MachineFacts(
        cpuName(),
        Runtime.getRuntime().availableProcessors(),
        "%s %s, %s"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("os.arch")),
        "%s, %s".formatted(Runtime.version(), System.getProperty("java.vm.name")),
        ManagementFactory.getRuntimeMXBean().getInputArguments(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
  }

  private static String cpuName() {
    String otherwise = System.getProperty("os.arch");
    if (!Files.isReadable(CPU_INFO)) {
      return otherwise;
    }
    try (Stream<String> lines = Files.lines(CPU_INFO)) {
      return cpuName(lines, otherwise);
    } catch (IOException e) {
      return otherwise;
    }
  }

  /** Name, family and model: some virtual machines hide all but the maker in the name. */
  static String cpuName(Stream<String> lines, String otherwise) {
    String name = "";
    String family = "";
    String model = "";
    for (String line : lines.takeWhile(line -> !line.isBlank()).toList()) {
      String value = line.substring(line.indexOf(':') + 1).strip();
      if (line.startsWith("model name")) {
        name = value;
      } else if (line.startsWith("cpu family")) {
        family = value;
      } else if (line.matches("model\\s*:.*")) {
        model = value;
      }
    }
    if (name.isEmpty()) {
      return otherwise;
    }
    return family.isEmpty() ? name : "%s (family %s, model %s)".formatted(name, family, model);
  }

  /** Lines for people. */
  public List<String> lines() {
    return List.of(
        "cpu       %s, %d processor%s".formatted(cpu, processors, processors == 1 ? "" : "s"),
        "system    " + os,
        "java      " + java,
        "flags     " + (flags.isEmpty() ? "none" : String.join(" ", flags)),
        "load      "
            + (loadAverage < 0
                ? "unknown"
                : String.format(Locale.ROOT, "%.2f over the last minute", loadAverage)),
        "time      " + takenAt);
  }
}
