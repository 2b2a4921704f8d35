package io.tomodrift.projectors.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.error.BackendException;
import io.tomodrift.geometry.run.RunContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackendsTest {

  @TempDir Path cache;

  private BackendSelector selector(List<? extends BackendProvider> providers) {
    return BackendSelector.of(providers, new SpeedMemory(cache, "here"));
  }

  private static final RunContext CONTEXT = RunContext.defaults();

  private record Fake(String id, int rank, Supplier<Availability> result, Supplier<Backend> opener)
      implements BackendProvider {

    @Override
    public Availability probe() {
      return result.get();
    }

    @Override
    public Backend open(RunContext context) {
      return opener.get();
    }
  }

  private static Fake missing(String id, int rank) {
    return new Fake(
        id, rank, () -> new Availability.Unavailable("no driver", "install it"), () -> null);
  }

  private static Fake crashing(String id, int rank) {
    return new Fake(
        id,
        rank,
        () -> {
          throw new UnsatisfiedLinkError("libdevice.so");
        },
        () -> null);
  }

  private static Fake failingToOpen(String id, int rank) {
    return new Fake(
        id,
        rank,
        () -> new Availability.Available("a device"),
        () -> {
          throw new NoClassDefFoundError("device/Driver");
        });
  }

  private static Fake working(String id, int rank) {
    return new Fake(
        id,
        rank,
        () -> new Availability.Available("a device"),
        () -> Backends.select("cpu", CONTEXT));
  }

  @Test
  void theCpuIsFoundAndOpened() {
    try (Backend backend = Backends.select(" CPU ", CONTEXT.withParallelism(3))) {
      assertEquals("cpu", backend.id());
      assertTrue(backend.device().startsWith("3 threads"), backend.device());
    }
    Backends.Probe cpu =
        Backends.probeAll().stream().filter(p -> p.id().equals("cpu")).findFirst().orElseThrow();
    assertEquals(100, cpu.rank());
    assertTrue(cpu.available());
  }

  @Test
  void autoTakesTheLowestRankThatWorks() {
    BackendSelector selector =
        selector(
            List.of(
                working("slow", 200),
                failingToOpen("unstable", 30),
                working("good", 50),
                missing("absent", 10),
                crashing("broken", 20)));
    try (Backend backend = selector.select("auto", OnFallback.FAIL, CONTEXT)) {
      assertEquals("cpu", backend.id()); // what "good" opens
    }
    List<Backends.Probe> probes = selector.probeAll();
    assertEquals(
        List.of("absent", "broken", "unstable", "good", "slow"),
        probes.stream().map(Backends.Probe::id).toList());
    assertFalse(probes.get(1).available());
    Availability.Unavailable broken = (Availability.Unavailable) probes.get(1).availability();
    assertTrue(broken.reason().contains("libdevice.so"), broken.reason());
  }

  @Test
  void aNamedBackendFailsUnlessAllowedToFallBack() {
    BackendSelector selector =
        selector(List.of(missing("cuda", 10), failingToOpen("opencl", 20), working("cpu", 100)));
    BackendException missing =
        assertThrows(
            BackendException.class, () -> selector.select("cuda", OnFallback.FAIL, CONTEXT));
    assertTrue(missing.getMessage().contains("no driver (install it)"), missing.getMessage());
    BackendException failed =
        assertThrows(
            BackendException.class, () -> selector.select("opencl", OnFallback.FAIL, CONTEXT));
    assertTrue(failed.getMessage().contains("device/Driver"), failed.getMessage());
    try (Backend backend = selector.select("cuda", OnFallback.WARN_AND_USE_NEXT, CONTEXT)) {
      assertEquals("cpu", backend.id());
    }
  }

  /** Looking for a device loads its driver, which is not always harmless. */
  @Test
  void aBackendAskedForByNameIsTheOnlyOneProbed() {
    BackendProvider untouchable =
        new BackendProvider() {
          @Override
          public String id() {
            return "opencl";
          }

          @Override
          public int rank() {
            throw new AssertionError("asked for its rank");
          }

          @Override
          public Availability probe() {
            throw new AssertionError("probed");
          }

          @Override
          public Backend open(RunContext context) {
            throw new AssertionError("opened");
          }
        };
    BackendSelector selector = selector(List.of(untouchable, working("cpu", 100)));
    try (Backend backend = selector.select("cpu", OnFallback.WARN_AND_USE_NEXT, CONTEXT)) {
      assertEquals("cpu", backend.id());
    }
    assertThrows(AssertionError.class, selector::probeAll);
  }

  @Test
  void ofTwoOfOneNameTheLowerRankIsMeant() {
    BackendSelector selector = selector(List.of(missing("cpu", 200), working("cpu", 100)));
    try (Backend backend = selector.select("cpu", OnFallback.FAIL, CONTEXT)) {
      assertEquals("cpu", backend.id());
    }
  }

  @Test
  void anUnknownNameListsTheKnownOnes() {
    BackendSelector selector = selector(List.of(missing("cuda", 10), working("cpu", 100)));
    for (OnFallback policy : OnFallback.values()) {
      BackendException e =
          assertThrows(BackendException.class, () -> selector.select("metal", policy, CONTEXT));
      assertTrue(
          e.getMessage().contains("'metal'") && e.getMessage().contains("auto, cuda, cpu"),
          e.getMessage());
    }
  }

  @Test
  void nothingAvailableNamesEveryReason() {
    BackendException e =
        assertThrows(
            BackendException.class,
            () ->
                selector(List.of(missing("a", 1), crashing("b", 2)))
                    .select("auto", OnFallback.FAIL, CONTEXT));
    assertTrue(
        e.getMessage().contains("no driver") && e.getMessage().contains("libdevice"),
        e.getMessage());
  }

  /** A provider whose speed is known, and that counts how often it was asked for it. */
  private static final class Timed implements BackendProvider {
    private final String id;
    private final DoubleSupplier nanos;
    private int asked;

    Timed(String id, DoubleSupplier nanos) {
      this.id = id;
      this.nanos = nanos;
    }

    @Override
    public String id() {
      return id;
    }

    @Override
    public int rank() {
      return 100;
    }

    @Override
    public Availability probe() {
      return new Availability.Available("a device");
    }

    @Override
    public Backend open(RunContext context) {
      return Backends.select("cpu", CONTEXT);
    }

    @Override
    public OptionalDouble nanosPerUpdate() {
      asked++;
      return OptionalDouble.of(nanos.getAsDouble());
    }
  }

  @Test
  void amongEqualsTheFastestIsTakenAndMeasuredOnce() {
    Timed slow = new Timed("a", () -> 0.3);
    Timed fast = new Timed("b", () -> 0.1);
    for (int k = 0; k < 2; k++) {
      assertEquals(
          "b",
          selector(List.of(slow, fast)).probePreferred().stream()
              .filter(Backends.Probe::available)
              .findFirst()
              .orElseThrow()
              .id());
    }
    assertEquals(1, slow.asked);
    assertEquals(1, fast.asked);
    // Another machine knows nothing of it.
    BackendSelector elsewhere =
        BackendSelector.of(List.of(slow, fast), new SpeedMemory(cache, "elsewhere"));
    assertEquals(
        "b",
        elsewhere.probePreferred().stream()
            .filter(Backends.Probe::available)
            .findFirst()
            .orElseThrow()
            .id());
    assertEquals(2, slow.asked);
  }

  @Test
  void nothingIsMeasuredWhereNothingDependsOnIt() {
    Timed alone = new Timed("a", () -> 0.3);
    assertEquals(
        "a",
        selector(List.of(alone, missing("b", 100))).probePreferred().stream()
            .filter(Backends.Probe::available)
            .findFirst()
            .orElseThrow()
            .id());
    Timed other = new Timed("b", () -> 0.2);
    assertEquals(
        "good",
        selector(List.of(alone, other, working("good", 50))).probePreferred().stream()
            .filter(Backends.Probe::available)
            .findFirst()
            .orElseThrow()
            .id());
    assertEquals(0, alone.asked + other.asked);
  }

  @Test
  void aFailedMeasurementLosesAndAnUnusableCacheIsNoTrouble() throws IOException {
    Timed broken =
        new Timed(
            "a",
            () -> {
              throw new IllegalStateException("no clock");
            });
    Timed fine = new Timed("b", () -> 0.2);
    Path file = Files.writeString(cache.resolve("file"), "x");
    BackendSelector selector =
        BackendSelector.of(List.of(broken, fine), new SpeedMemory(file, "here"));
    assertEquals(
        "b",
        selector.probePreferred().stream()
            .filter(Backends.Probe::available)
            .findFirst()
            .orElseThrow()
            .id());
    Files.writeString(cache.resolve("speed.properties"), "here.a=fast\\u12\n");
    assertEquals(
        "b",
        selector(List.of(broken, fine)).probePreferred().stream()
            .filter(Backends.Probe::available)
            .findFirst()
            .orElseThrow()
            .id());
  }
}
