package io.tomodrift.tests.benchmarks;

import io.tomodrift.pipeline.bench.MachineFacts;
import io.tomodrift.tests.support.speed.MemoryEntry;
import io.tomodrift.tests.support.speed.SpeedEntry;
import io.tomodrift.tests.support.speed.SpeedResults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A file of results that grows: written after every batch, so that an end too soon loses little.
 */
final class ResultFile {

  private final Path file;
  private final List<String> options;
  private final String method;
  private final MachineFacts machine;
  private final ChildJvm.Output probe;
  private final List<SpeedEntry> entries = new ArrayList<>();
  private final List<MemoryEntry> memory = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  private ResultFile(Path file, List<String> options, String method) {
    this.file = file;
    this.options = List.copyOf(options);
    this.method = method;
    this.machine = MachineFacts.now();
    this.probe = ChildJvm.run(MachineProbe.class, options);
  }

  /** Continues a file of the same processor and Java; anything else is replaced. */
  static ResultFile open(Path file, List<String> options, String method) throws IOException {
    ResultFile results = new ResultFile(file, options, method);
    if (Files.exists(file)) {
      SpeedResults old = SpeedResults.read(file);
      if (old.cpu().equals(results.machine.cpu()) && old.java().equals(results.machine.java())) {
        results.entries.addAll(old.entries());
        results.memory.addAll(old.memory());
      }
    }
    return results;
  }

  /** Those of the wanted backends that run here; the others are noted. */
  List<String> usable(List<String> wanted) {
    List<String> usable = new ArrayList<>();
    for (String backend : wanted) {
      if (probe.lines().stream().anyMatch(line -> line.startsWith("available " + backend + " "))) {
        usable.add(backend);
      } else {
        notes.add("backend " + backend + " left out: " + reason(backend));
      }
    }
    notes.forEach(System.out::println);
    if (usable.isEmpty()) {
      throw new IllegalStateException("no backend is left: " + notes);
    }
    return usable;
  }

  private String reason(String backend) {
    return probe.lines().stream()
        .filter(line -> line.startsWith("missing " + backend + " "))
        .findFirst()
        .orElse("not on the class path");
  }

  /** Adds times; those of the same operation and parameters are replaced. */
  void add(List<SpeedEntry> found) {
    for (SpeedEntry entry : found) {
      int at = -1;
      for (int i = 0; i < entries.size(); i++) {
        at = same(entries.get(i), entry) ? i : at;
      }
      if (at < 0) {
        entries.add(entry);
      } else {
        entries.set(at, entry);
      }
    }
    write();
  }

  private static boolean same(SpeedEntry a, SpeedEntry b) {
    return a.operation().equals(b.operation())
        && a.backend().equals(b.backend())
        && a.slices() == b.slices()
        && a.views() == b.views()
        && a.threads() == b.threads();
  }

  /** Adds memory; that of the same size is replaced. */
  void add(MemoryEntry found) {
    memory.removeIf(old -> old.slices() == found.slices() && old.views() == found.views());
    memory.add(found);
    write();
  }

  private void write() {
    MachineFacts now = MachineFacts.now();
    new SpeedResults(
            version(),
            machine.cpu(),
            machine.processors(),
            machine.os(),
            machine.java(),
            options,
            machine.loadAverage(),
            now.loadAverage(),
            machine.takenAt(),
            method,
            Double.parseDouble(probe.value("gups")),
            Double.parseDouble(probe.value("stream")),
            entries,
            memory,
            notes)
        .write(file);
  }

  private static String version() {
    String version = MachineFacts.class.getPackage().getImplementationVersion();
    return version == null ? "development build" : version;
  }
}
