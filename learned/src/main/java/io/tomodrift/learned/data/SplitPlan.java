package io.tomodrift.learned.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * How subjects are divided: those named go where they are named, and of the others random shares
 * are held out. The same subjects and seed give the same split, in whatever order they come.
 *
 * @param validationShare share of the subjects not named that goes to validation, in [0, 1)
 * @param testShare share of them that goes to the test, in [0, 1)
 * @param validationSubjects subjects named for validation
 * @param testSubjects subjects named for the test
 * @param seed of the random choice
 */
public record SplitPlan(
    double validationShare,
    double testShare,
    NavigableSet<String> validationSubjects,
    NavigableSet<String> testSubjects,
    long seed) {

  /** Checks shares and names. */
  public SplitPlan {
    if (!(validationShare >= 0 && testShare >= 0 && validationShare + testShare < 1)) {
      throw new IllegalArgumentException(
          "shares of validation and test must be 0 or more and leave some for training, got %s and %s"
              .formatted(validationShare, testShare));
    }
    validationSubjects = Collections.unmodifiableNavigableSet(new TreeSet<>(validationSubjects));
    testSubjects = Collections.unmodifiableNavigableSet(new TreeSet<>(testSubjects));
    Split.requireDisjoint("validation", validationSubjects, "test", testSubjects);
  }

  /** 70 % training, 10 % validation, 20 % test. */
  public static SplitPlan random(long seed) {
    return new SplitPlan(0.1, 0.2, new TreeSet<>(), new TreeSet<>(), seed);
  }

  /** The named subjects are held out, and all others are for training. */
  public static SplitPlan named(Set<String> validation, Set<String> test) {
    return new SplitPlan(0, 0, new TreeSet<>(validation), new TreeSet<>(test), 0);
  }

  /**
   * Divides subjects. Shares are rounded to whole subjects, but a share that is not 0 gets one at
   * least.
   *
   * @throws IllegalArgumentException if a named subject is not among them, or if none is left for
   *     training
   */
  public Split of(Set<String> subjects) {
    requireKnown("validation", validationSubjects, subjects);
    requireKnown("test", testSubjects, subjects);
    NavigableSet<String> sorted = new TreeSet<>(subjects);
    sorted.removeAll(validationSubjects);
    sorted.removeAll(testSubjects);
    List<String> others = shuffled(sorted);
    int validationCount = count(validationShare, others.size());
    int testCount = count(testShare, others.size());
    if (validationCount + testCount >= others.size()) {
      throw new IllegalArgumentException(
          "%d subjects are too few to hold out %d for validation and %d for the test"
              .formatted(others.size(), validationCount, testCount));
    }
    NavigableSet<String> validation = new TreeSet<>(validationSubjects);
    validation.addAll(others.subList(0, validationCount));
    NavigableSet<String> test = new TreeSet<>(testSubjects);
    test.addAll(others.subList(validationCount, validationCount + testCount));
    NavigableSet<String> train =
        new TreeSet<>(others.subList(validationCount + testCount, others.size()));
    return new Split(train, validation, test);
  }

  private static int count(double share, int subjects) {
    return share == 0 ? 0 : (int) Math.max(1, Math.round(share * subjects));
  }

  private List<String> shuffled(NavigableSet<String> sorted) {
    List<String> list = new ArrayList<>(sorted);
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = list.size() - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      String kept = list.get(i);
      list.set(i, list.get(j));
      list.set(j, kept);
    }
    return list;
  }

  private static void requireKnown(String part, Set<String> named, Set<String> subjects) {
    NavigableSet<String> unknown = new TreeSet<>(named);
    unknown.removeAll(subjects);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "%s names subjects that the data do not have: %s; they have %s"
              .formatted(part, unknown, new TreeSet<>(subjects)));
    }
  }
}
