package io.tomodrift.tests.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

@ResourceLock("tomodrift.seed")
class SeededTestTest {

  private static final List<Long> SEEN = new ArrayList<>();
  private String outerSeed;

  @BeforeEach
  void reset() {
    SEEN.clear();
    outerSeed = System.getProperty("tomodrift.seed");
    System.clearProperty("tomodrift.seed");
  }

  @AfterEach
  void restore() {
    if (outerSeed == null) {
      System.clearProperty("tomodrift.seed");
    } else {
      System.setProperty("tomodrift.seed", outerSeed);
    }
  }

  @Test
  void givesEachRepetitionItsOwnSeedAndTheSameSeedsNextTime() {
    run(Passing.class).testEvents().assertStatistics(count -> count.succeeded(5));
    List<Long> first = List.copyOf(SEEN);
    assertEquals(5, new HashSet<>(first).size());
    SEEN.clear();
    run(Passing.class);
    assertEquals(first, SEEN);
  }

  @Test
  void drawsFreshSeedsOnRequest() {
    run(Passing.class);
    List<Long> first = List.copyOf(SEEN);
    SEEN.clear();
    System.setProperty("tomodrift.seed", "random");
    run(Passing.class).testEvents().assertStatistics(count -> count.succeeded(5));
    assertNotEquals(first, SEEN);
  }

  @Test
  void replaysOneSeed() {
    System.setProperty("tomodrift.seed", "-42");
    run(Passing.class).testEvents().assertStatistics(count -> count.started(1).succeeded(1));
    assertEquals(List.of(-42L), SEEN);
  }

  @Test
  void failureCarriesItsSeed() {
    System.setProperty("tomodrift.seed", "7");
    String replay = "-Dtest='Failing#fails' -Dtomodrift.seed=7";
    EngineExecutionResults results;
    try (CapturedOut out = new CapturedOut()) {
      results = run(Failing.class);
      assertTrue(out.text().contains(replay), out.text());
    }
    Throwable failure =
        results.testEvents().failed().stream()
            .findFirst()
            .orElseThrow()
            .getRequiredPayload(TestExecutionResult.class)
            .getThrowable()
            .orElseThrow();
    assertEquals(1, failure.getSuppressed().length);
    String note = failure.getSuppressed()[0].getMessage();
    assertTrue(note.contains(replay), note);
  }

  private static EngineExecutionResults run(Class<?> test) {
    return EngineTestKit.engine("junit-jupiter").selectors(selectClass(test)).execute();
  }

  /** Run by the tests above; static nested classes are not found by Surefire. */
  static class Passing {
    @SeededTest(repeats = 5)
    void passes(RandomGenerator random, long seed) {
      assertEquals(new SplittableRandom(seed).nextLong(), random.nextLong());
      SEEN.add(seed);
    }
  }

  static class Failing {
    @SeededTest(repeats = 3)
    void fails(long seed) {
      throw new AssertionError("no good: " + seed);
    }
  }
}
