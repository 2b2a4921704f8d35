package io.tomodrift.projectors.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tomodrift.projectors.device.KernelSource;
import io.tomodrift.tests.support.ExternalProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** NVIDIA's compiler and assembler, where they are installed. */
final class Nvcc {

  private Nvcc() {}

  /**
   * Skips the test if a program is absent, also where programs are required: the toolkit is not in
   * the packages of the machine that runs everything.
   */
  static void assumeProgram(String name) {
    boolean found = ExternalProgram.find(name).isPresent();
    if (!found) {
      System.out.println("skipped: " + name + " is not on the PATH");
    }
    Assumptions.assumeTrue(found, name + " is not on the PATH");
  }

  /** Compiles kernel texts to PTX in one run. */
  static Map<KernelSource, String> compile(
      List<KernelSource> sources, int capability, boolean contraction, Path folder)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "nvcc",
                "-ptx",
                "--gpu-architecture=compute_" + capability,
                "--fmad=" + contraction,
                "-Werror=all-warnings"));
    for (KernelSource source : sources) {
      Files.writeString(folder.resolve(source.variant() + ".cu"), source.text());
      command.add(source.variant() + ".cu");
    }
    run(command, folder);
    Map<KernelSource, String> texts = new LinkedHashMap<>();
    for (KernelSource source : sources) {
      texts.put(source, Files.readString(folder.resolve(source.variant() + ".ptx")));
    }
    return texts;
  }

  /** Assembles a PTX text for a real architecture. */
  static void assemble(String ptx, int architecture, Path folder)
      throws IOException, InterruptedException {
    Files.writeString(folder.resolve("a.ptx"), ptx);
    run(List.of("ptxas", "-arch=sm_" + architecture, "a.ptx", "-o", "a.cubin"), folder);
  }

  private static void run(List<String> command, Path folder)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), () -> String.join(" ", command) + "\n" + output);
  }
}
