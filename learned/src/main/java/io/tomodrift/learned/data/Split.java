package io.tomodrift.learned.data;

import java.util.Collections;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which subject is for what. Subjects, not slices, are divided: slices of one patient resemble each
 * other more than those of two, and a score on a patient seen in training says little.
 *
 * @param train subjects to learn from
 * @param validation subjects to choose settings and the stopping time by
 * @param test subjects that are looked at once, in the end
 */
public record Split(
    NavigableSet<String> train, NavigableSet<String> validation, NavigableSet<String> test) {

  /** Checks that no subject is in two parts. */
  public Split {
    train = Collections.unmodifiableNavigableSet(new TreeSet<>(train));
    validation = Collections.unmodifiableNavigableSet(new TreeSet<>(validation));
    test = Collections.unmodifiableNavigableSet(new TreeSet<>(test));
    requireDisjoint("training", train, "validation", validation);
    requireDisjoint("training", train, "test", test);
    requireDisjoint("validation", validation, "test", test);
    if (train.isEmpty()) {
      throw new IllegalArgumentException("no subject is left for training");
    }
  }

  static void requireDisjoint(String nameA, Set<String> a, String nameB, Set<String> b) {
    NavigableSet<String> both = new TreeSet<>(a);
    both.retainAll(b);
    if (!both.isEmpty()) {
      throw new IllegalArgumentException(
          "subjects %s are in %s and in %s; a subject belongs to one part"
              .formatted(both, nameA, nameB));
    }
  }

  /** The training cases of a set. */
  public CaseSet trainOf(CaseSet set) {
    return set.ofSubjects(train);
  }

  /** The validation cases of a set. */
  public CaseSet validationOf(CaseSet set) {
    return set.ofSubjects(validation);
  }

  /** The test cases of a set. */
  public CaseSet testOf(CaseSet set) {
    return set.ofSubjects(test);
  }
}
