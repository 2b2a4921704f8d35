package io.tomodrift.learned.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitPlanTest {

  private static Set<String> subjects(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "subject-" + i)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  @Test
  void sharesAreSeventyTenTwenty() {
    Split split = SplitPlan.random(5).of(subjects(40));
    assertEquals(28, split.train().size());
    assertEquals(4, split.validation().size());
    assertEquals(8, split.test().size());
    Set<String> all = new TreeSet<>(split.train());
    all.addAll(split.validation());
    all.addAll(split.test());
    assertEquals(new TreeSet<>(subjects(40)), all);
  }

  @Test
  void theSeedDecidesAndTheOrderDoesNot() {
    Set<String> backwards = new LinkedHashSet<>();
    new TreeSet<>(subjects(30)).descendingSet().forEach(backwards::add);
    assertEquals(SplitPlan.random(1).of(subjects(30)), SplitPlan.random(1).of(backwards));
    assertNotEquals(SplitPlan.random(1).of(subjects(30)), SplitPlan.random(2).of(subjects(30)));
  }

  @Test
  void everySubjectIsHeldOutBySomeSeed() {
    Set<String> tested = new TreeSet<>();
    for (long seed = 0; seed < 40; seed++) {
      tested.addAll(SplitPlan.random(seed).of(subjects(10)).test());
    }
    assertEquals(new TreeSet<>(subjects(10)), tested);
  }

  @Test
  void namedSubjectsGoWhereTheyAreNamed() {
    Split split = SplitPlan.named(Set.of("subject-3"), Set.of("subject-0")).of(subjects(5));
    assertEquals(Set.of("subject-3"), split.validation());
    assertEquals(Set.of("subject-0"), split.test());
    assertEquals(Set.of("subject-1", "subject-2", "subject-4"), split.train());
    SplitPlan both =
        new SplitPlan(0.1, 0.2, new TreeSet<>(), new TreeSet<>(Set.of("subject-0")), 9);
    Split mixed = both.of(subjects(11));
    assertTrue(mixed.test().contains("subject-0"));
    assertEquals(3, mixed.test().size());
    assertEquals(1, mixed.validation().size());
  }

  @Test
  void smallSharesHoldOutOneAtLeast() {
    Split split = SplitPlan.random(0).of(subjects(3));
    assertEquals(1, split.train().size());
    assertEquals(1, split.validation().size());
    assertEquals(1, split.test().size());
    assertThrows(IllegalArgumentException.class, () -> SplitPlan.random(0).of(subjects(2)));
  }

  @Test
  void refusesASubjectInTwoParts() {
    IllegalArgumentException failure =
        assertThrows(
            IllegalArgumentException.class,
            () -> SplitPlan.named(Set.of("a", "b"), Set.of("b", "c")));
    assertTrue(failure.getMessage().contains("[b]"), failure.getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () -> new Split(new TreeSet<>(Set.of("a")), new TreeSet<>(Set.of("a")), new TreeSet<>()));
  }

  @Test
  void refusesUnknownSubjects() {
    SplitPlan plan = SplitPlan.named(Set.of(), Set.of("nobody"));
    IllegalArgumentException failure =
        assertThrows(IllegalArgumentException.class, () -> plan.of(subjects(3)));
    assertTrue(failure.getMessage().contains("nobody"), failure.getMessage());
  }

  @Test
  void refusesSharesThatLeaveNothing() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new SplitPlan(0.5, 0.5, new TreeSet<>(), new TreeSet<>(), 0));
  }
}
