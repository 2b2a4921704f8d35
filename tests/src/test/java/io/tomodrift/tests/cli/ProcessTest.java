package io.tomodrift.tests.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.tests.support.ExternalProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a process of its own, and the script that starts it. */
class ProcessTest {

  private static final Duration LIMIT = Duration.ofSeconds(120);

  @TempDir private Path folder;

  private static ExternalProgram.Result java(Object... arguments)
      throws IOException, InterruptedException {
    List<String> all =
        new ArrayList<>(
            List.of(
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                "io.tomodrift.pipeline.Tomodrift"));
    for (Object argument : arguments) {
      all.add(argument.toString());
    }
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return new ExternalProgram(java).run(LIMIT, Path.of(""), Map.of(), all);
  }

  @Test
  void exitCodesReachTheShell() throws IOException, InterruptedException {
    assertEquals(0, java("--version").exitCode());
    assertEquals(2, java("--vers").exitCode());
    ExternalProgram.Result missing = java("info", folder.resolve("absent.nii"));
    assertEquals(3, missing.exitCode());
    assertEquals(1, missing.err().lines().count(), missing.err());
  }

  @Test
  void quietProcessesPrintNothing() throws IOException, InterruptedException {
    SmallData data = SmallData.in(folder);
    Path out = folder.resolve("r.nii");
    ExternalProgram.Result result =
        java("reconstruct", data.sinogramFile(), "--columns", 32, "--out", out, "--quiet");
    assertEquals(0, result.exitCode(), result.err());
    assertEquals("", result.err());
    assertEquals("", result.out());
    assertTrue(Files.exists(out));
  }

  /** From another folder and through a symbolic link; the build is not this test's business. */
  @Test
  void launcherRunsFromAnywhere() throws IOException, InterruptedException {
    Path launcher = builtLauncher();
    Path link = Files.createSymbolicLink(folder.resolve("td"), launcher);
    for (Path start : List.of(launcher, link)) {
      ExternalProgram.Result result =
          new ExternalProgram(start).run(LIMIT, folder, Map.of(), List.of("--version"));
      assertEquals(0, result.exitCode(), result.err());
      assertTrue(result.out().startsWith("tomodrift "), result.out());
    }
  }

  /** Else an OpenCL driver with LLVM inside may end it; the doctor would say so. */
  @Test
  void launcherKeepsJavasSignalHandlers() throws IOException, InterruptedException {
    Path launcher = builtLauncher();
    ExternalProgram.Result result =
        new ExternalProgram(launcher)
            .run(LIMIT, folder, Map.of("LD_PRELOAD", ""), List.of("doctor"));
    assertEquals(0, result.exitCode(), result.err());
    assertTrue(result.out().contains("  opencl "), result.out());
    assertFalse(result.out().contains("LD_PRELOAD"), result.out());
  }

  private static Path builtLauncher() throws IOException, InterruptedException {
    Path root = Path.of(System.getProperty("tomodrift.root"));
    Path stamp = root.resolve("pipeline/target/launcher/launcher.stamp");
    boolean isBuilt = Files.exists(stamp) && isNewest(stamp, root);
    if (!isBuilt) {
      System.out.println(
          "SKIPPED (launcher): not built since the last change; run ./tomodrift once");
    }
    Assumptions.assumeTrue(isBuilt, "./tomodrift was not built since the last change");
    return root.resolve("tomodrift");
  }

  private static boolean isNewest(Path stamp, Path root) throws IOException, InterruptedException {
    ExternalProgram find = ExternalProgram.requireProgram("find");
    ExternalProgram.Result newer =
        find.run(
            LIMIT,
            root,
            Map.of(),
            List.of(
                ".",
                "(",
                "-path",
                "*/src/main/*",
                "-o",
                "-name",
                "pom.xml",
                ")",
                "-type",
                "f",
                "-newer",
                stamp.toString()));
    return newer.exitCode() == 0 && newer.out().isBlank();
  }
}
