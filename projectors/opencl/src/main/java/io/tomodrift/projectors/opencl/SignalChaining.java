package io.tomodrift.projectors.opencl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whether this process keeps Java's signal handlers from the compiler of an OpenCL driver; the
 * package tells what happens otherwise. Known of LLVM as a shared library on Linux only: other
 * drivers may bring a compiler that cannot be told from here.
 */
final class SignalChaining {

  /** The files mapped into this process, one a line at its end. */
  private static final Path MAPS = Path.of("/proc/self/maps");

  private static final Pattern COMPILER = Pattern.compile("/lib(LLVM|pocl|clang-cpp)[^/]*$");
  private static final Pattern CHAINING = Pattern.compile("/libjsig\\.so$");

  private SignalChaining() {}

  /** What to tell the user, once the driver has been loaded. */
  static Optional<String> warning() {
    if (!Files.isReadable(MAPS)) {
      return Optional.empty();
    }
    try {
      return warning(Files.readAllLines(MAPS), Path.of(System.getProperty("java.home")));
    } catch (IOException e) {
      return Optional.empty(); // a hint is not worth a failure
    }
  }

  /**
   * As {@link #warning()}.
   *
   * @param mapped the lines of the list of mapped files
   * @param javaHome folder of the running JVM
   */
  static Optional<String> warning(List<String> mapped, Path javaHome) {
    boolean compiles = mapped.stream().anyMatch(line -> COMPILER.matcher(line).find());
    boolean chained = mapped.stream().anyMatch(line -> CHAINING.matcher(line).find());
    if (!compiles || chained) {
      return Optional.empty();
    }
    return Optional.of(
        "its compiler replaces Java's signal handlers, which can end Java with exit code 139;"
            + " start Java with LD_PRELOAD="
            + javaHome.resolve("lib").resolve("libjsig.so"));
  }
}
