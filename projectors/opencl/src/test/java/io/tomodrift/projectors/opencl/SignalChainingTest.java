package io.tomodrift.projectors.opencl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tomodrift.projectors.backend.Availability;
import io.tomodrift.tests.support.ExternalProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SignalChainingTest {

  private static final Duration LIMIT = Duration.ofSeconds(120);

  private static final Path JAVA_HOME = Path.of("/opt/jdk");
  private static final String ADDRESSES = "7f00-7f01 r-xp 00000000 fe:00 17      ";
  private static final String JAVA = ADDRESSES + "/opt/jdk/lib/server/libjvm.so";
  private static final String LLVM = ADDRESSES + "/usr/lib/x86_64-linux-gnu/libLLVM-15.so.1";
  private static final String POCL = ADDRESSES + "/usr/lib/libpocl.so.2.10.0";
  private static final String CHAINED = ADDRESSES + "/opt/jdk/lib/libjsig.so";
  private static final String NO_FILE = "7f02-7f03 rw-p 00000000 00:00 0";

  /** What a process of its own prints. */
  static final class Probe {

    private Probe() {}

    public static void main(String[] arguments) {
      System.out.println(new OpenClBackendProvider().probe());
    }
  }

  private static String probed(String preloaded) throws IOException, InterruptedException {
    Path home = Path.of(System.getProperty("java.home"));
    ExternalProgram.Result result =
        new ExternalProgram(home.resolve("bin").resolve("java"))
            .run(
                LIMIT,
                Path.of(""),
                Map.of("LD_PRELOAD", preloaded),
                List.of(
                    "-cp",
                    System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path")),
                    Probe.class.getName()));
    assertEquals(0, result.exitCode(), result.err());
    return result.out();
  }

  private static void requireSharedLlvm() throws IOException {
    assumeTrue(
        new OpenClBackendProvider().probe() instanceof Availability.Available, "no OpenCL device");
    Path maps = Path.of("/proc/self/maps");
    boolean llvm = Files.exists(maps) && Files.readString(maps).contains("/libLLVM");
    assumeTrue(llvm, "the OpenCL driver here does not bring LLVM as a shared library");
  }

  @Test
  void aCompilerWithoutChainingIsWarnedOf() {
    for (String compiler : List.of(LLVM, POCL)) {
      String warning =
          SignalChaining.warning(List.of(JAVA, compiler, NO_FILE), JAVA_HOME).orElseThrow();
      assertTrue(warning.endsWith("LD_PRELOAD=/opt/jdk/lib/libjsig.so"), warning);
    }
  }

  @Test
  void chainingOrNoCompilerIsFine() {
    for (List<String> mapped :
        List.of(List.of(CHAINED, JAVA, LLVM, POCL), List.of(JAVA, NO_FILE), List.<String>of())) {
      assertEquals(Optional.empty(), SignalChaining.warning(mapped, JAVA_HOME));
    }
  }

  /** The build's own JVMs are protected, or tests of every module end by chance. */
  @Test
  void thisJvmIsChained() throws IOException {
    requireSharedLlvm();
    assertEquals(Optional.empty(), SignalChaining.warning());
  }

  @Test
  void aJvmOfItsOwnIsToldHowToBeChained() throws IOException, InterruptedException {
    requireSharedLlvm();
    String library = Path.of(System.getProperty("java.home"), "lib", "libjsig.so").toString();
    String bare = probed("");
    assertTrue(bare.contains("exit code 139"), bare);
    assertTrue(bare.contains("LD_PRELOAD=" + library), bare);
    String advised = probed(library);
    assertTrue(advised.contains("Available") && !advised.contains("LD_PRELOAD"), advised);
  }
}
