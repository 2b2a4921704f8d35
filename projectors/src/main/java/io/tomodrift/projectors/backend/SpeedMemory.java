package io.tomodrift.projectors.backend;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Properties;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Speeds of backends measured on this machine and virtual machine, kept in a file of the user's
 * cache folder so that they are measured once. A file that cannot be read or written is no trouble:
 * the measurement is then repeated.
 */
final class SpeedMemory {
  private static final Logger LOG = LoggerFactory.getLogger(Backends.class);

  /** Changes whenever the measured code does. */
  private static final int GENERATION = 1;

  private static final String FILE = "speed.properties";

  private final Path file;
  private final String machine;

  SpeedMemory(Path folder, String machine) {
    this.file = folder.resolve(FILE);
    this.machine = machine;
  }

  /** The memory of this machine, in {@code -Dtomodrift.cache}, else where caches belong. */
  static SpeedMemory here() {
    return new SpeedMemory(folder(), machine());
  }

  private static Path folder() {
    String chosen = System.getProperty("tomodrift.cache");
    if (chosen != null) {
      return Path.of(chosen);
    }
    String xdg = System.getenv("XDG_CACHE_HOME");
    Path caches =
        xdg != null && !xdg.isBlank()
            ? Path.of(xdg)
            : Path.of(System.getProperty("user.home", "."), ".cache");
    return caches.resolve("tomodrift");
  }

  private static String machine() {
    String text =
        String.join(
            "|",
            processor(),
            System.getProperty("os.arch"),
            System.getProperty("java.vm.vendor"),
            System.getProperty("java.vm.version"));
    return GENERATION + "." + text.replaceAll("[^A-Za-z0-9.|+-]+", "_");
  }

  private static String processor() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      List<String> names =
          lines
              .filter(line -> line.startsWith("model") || line.startsWith("cpu family"))
              .limit(3)
              .toList();
      return String.join(" ", names);
    } catch (IOException | RuntimeException e) {
      return System.getProperty("os.name");
    }
  }

  /** The speed kept for a backend. */
  OptionalDouble recall(String id) {
    String value = read().getProperty(key(id));
    try {
      return value == null ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(value));
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  /** Keeps the speed of a backend. */
  void keep(String id, double nanosPerUpdate) {
    Properties all = read();
    all.setProperty(key(id), Double.toString(nanosPerUpdate));
    Path fresh = null;
    try {
      Files.createDirectories(file.getParent());
      fresh = Files.createTempFile(file.getParent(), FILE, ".new");
      try (Writer writer = Files.newBufferedWriter(fresh)) {
        all.store(writer, "nanoseconds a voxel update, measured; may be deleted");
      }
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException | RuntimeException e) {
      LOG.debug("speeds are not kept in {}", file, e);
      discard(fresh);
    }
  }

  private static void discard(Path fresh) {
    try {
      if (fresh != null) {
        Files.deleteIfExists(fresh);
      }
    } catch (IOException | RuntimeException e) {
      LOG.debug("{} is left behind", fresh, e);
    }
  }

  private Properties read() {
    Properties all = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      all.load(reader);
    } catch (IOException | RuntimeException e) {
      LOG.debug("no speeds in {}", file, e);
    }
    return all;
  }

  private String key(String id) {
    return machine + "." + id;
  }
}
