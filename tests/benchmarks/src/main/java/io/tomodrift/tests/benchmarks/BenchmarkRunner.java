package io.tomodrift.tests.benchmarks;

import io.tomodrift.tests.support.speed.SpeedClaims;
import io.tomodrift.tests.support.speed.SpeedResults;
import io.tomodrift.tests.support.speed.SpeedSection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs benchmarks and measurements and keeps their results; see the package. */
@Command(
    name = "tomodrift-benchmarks",
    description = "Measures with the Java it runs on; results go to tests/benchmarks/results.",
    mixinStandardHelpOptions = true)
final class BenchmarkRunner implements Callable<Integer> {

  @Option(
      names = "--mode",
      split = ",",
      description = "One or more of ${COMPLETION-CANDIDATES}, case ignored. Default: all.")
  private List<Mode> modes = Arrays.asList(Mode.values());

  @Option(names = "--quick", description = "Small stacks, one fork, few shots: some minutes.")
  private boolean quick;

  @Option(
      names = "--backends",
      split = ",",
      defaultValue = "cpu,simd",
      description = "Backends; those not available are left out. Default: ${DEFAULT-VALUE}.")
  private List<String> backends;

  @Option(
      names = "--slices",
      split = ",",
      description = "Sizes of the stacks, instead of those of the modes.")
  private List<Integer> slices;

  @Option(names = "--forks", description = "Processes a benchmark. Default: 2; with --quick 1.")
  private Integer forks;

  @Option(
      names = "--heap",
      defaultValue = "3800m",
      description = "Heap. Default: ${DEFAULT-VALUE}.")
  private String heap;

  @Option(names = "--root", defaultValue = ".", description = "Root of the sources. Default: here.")
  private Path root;

  @Option(names = "--readme", description = "Only rewrite the speeds in README.md.")
  private boolean readme;

  @Option(names = "--claims", description = "Only print the ratios that follow from the results.")
  private boolean claims;

  /** Ends the process with the exit code. */
  public static void main(String[] args) {
    System.exit(
        new CommandLine(new BenchmarkRunner())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .execute(args));
  }

  @Override
  public Integer call() throws Exception {
    if (readme) {
      System.out.println(
          SpeedSection.update(root) ? "README.md rewritten" : "README.md is up to date");
      return 0;
    }
    if (!claims) {
      measure();
    }
    for (SpeedResults results : SpeedResults.readAll(SpeedResults.folder(root))) {
      System.out.println("\nJava " + results.java() + ", taken " + results.takenAt());
      new SpeedClaims(results).lines().forEach(System.out::println);
      results.notes().forEach(note -> System.out.println("note: " + note));
    }
    return 0;
  }

  private void measure() throws Exception {
    Path folder = SpeedResults.folder(root);
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          "%s is not the root of the sources: it has no tests/benchmarks/results"
              .formatted(root.toAbsolutePath()));
    }
    Path file = folder.resolve("java-%d.json".formatted(Runtime.version().feature()));
    int processes = forks != null ? forks : quick ? 1 : 2;
    List<String> options = new ArrayList<>(ChildJvm.vectorOptions());
    options.addAll(List.of("-Xms" + heap, "-Xmx" + heap, "-XX:+UseG1GC"));
    ResultFile results = ResultFile.open(file, options, method(processes));
    List<String> usable = results.usable(backends);
    JmhRuns runs = new JmhRuns(options, processes, usable);
    for (Mode mode : modes) {
      List<Integer> sizes = slices != null ? slices : mode.sizes(quick);
      for (Mode.Batch batch : mode.batches(quick, sizes)) {
        results.add(runs.run(batch));
      }
      if (mode == Mode.MEMORY) {
        String backend = usable.get(usable.size() - 1);
        for (int size : sizes) {
          results.add(MemorySearch.of(size, quick ? 288 : 1152, backend, quick ? 5 : 6));
        }
      }
    }
    System.out.println("wrote " + file);
  }

  private String method(int processes) {
    return "JMH 1.37, single shots after warm-up shots, %d fork%s%s; a last run may have added some modes only"
        .formatted(processes, processes == 1 ? "" : "s", quick ? ", quick" : "");
  }
}
