package io.tomodrift.pipeline.cli;

import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.pipeline.run.ExitCode;
import io.tomodrift.projectors.backend.Availability;
import io.tomodrift.projectors.backend.Backends;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tomodrift doctor}. */
@Command(
    name = "doctor",
    description = "Show what is installed, which backend would be used, and why not the others.",
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {

  @Mixin private RunOptions run;

  @Override
  public Integer call() {
    Runtime runtime = Runtime.getRuntime();
    row("tomodrift", VersionText.version());
    row(
        "java",
        "%s, %s, %s"
            .formatted(
                Runtime.version(),
                System.getProperty("java.vm.name"),
                System.getProperty("java.home")));
    row(
        "system",
        "%s %s, %s"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("os.arch")));
    row("processors", Integer.toString(runtime.availableProcessors()));
    row("largest heap", "%.1f GB".formatted(runtime.maxMemory() * 1e-9));
    row("memory budget", "%.1f GB".formatted(RunContext.defaults().memoryBudgetBytes() * 1e-9));
    List<Backends.Probe> probes = Backends.preferred();
    Optional<Backends.Probe> chosen = probes.stream().filter(Backends.Probe::available).findFirst();
    run.print("");
    run.print("backends, in the order in which they are preferred:");
    for (Backends.Probe probe : probes) {
      boolean used = chosen.isPresent() && chosen.get().equals(probe);
      row("  " + probe.id(), text(probe.availability()) + (used ? "  <- used by default" : ""));
    }
    return chosen.isPresent() ? ExitCode.OK : ExitCode.BACKEND;
  }

  private static String text(Availability availability) {
    if (availability instanceof Availability.Available available) {
      return "available: " + available.device();
    }
    Availability.Unavailable missing = (Availability.Unavailable) availability;
    return "not available: %s; %s".formatted(missing.reason(), missing.hint());
  }

  private void row(String name, String value) {
    run.print("%-16s %s".formatted(name, value));
  }
}
