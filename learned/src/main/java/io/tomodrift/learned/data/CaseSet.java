package io.tomodrift.learned.data;

import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Cases, in a fixed order, in memory.
 *
 * @param cases no two of one id, and no subject of two kinds
 */
public record CaseSet(List<TrainingCase> cases) {

  /** Copies and checks the list. */
  public CaseSet {
    cases = List.copyOf(cases);
    Set<String> ids = new HashSet<>();
    for (TrainingCase one : cases) {
      if (!ids.add(one.id())) {
        throw new IllegalArgumentException("two cases are named " + one.id());
      }
    }
    Set<String> real = subjects(cases, one -> one.kind() == CaseKind.REAL);
    Set<String> phantoms = subjects(cases, one -> one.kind() == CaseKind.PHANTOM);
    real.retainAll(phantoms);
    if (!real.isEmpty()) {
      throw new IllegalArgumentException("subjects are both real and phantom: " + real);
    }
  }

  private static NavigableSet<String> subjects(
      List<TrainingCase> cases, Predicate<TrainingCase> wanted) {
    return cases.stream()
        .filter(wanted)
        .map(TrainingCase::subject)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Who is in it, sorted. */
  public NavigableSet<String> subjects() {
    return subjects(cases, one -> true);
  }

  /** The cases of some subjects, in the same order. */
  public CaseSet ofSubjects(Set<String> subjects) {
    return where(one -> subjects.contains(one.subject()));
  }

  /** The cases of one kind, in the same order. */
  public CaseSet ofKind(CaseKind kind) {
    return where(one -> one.kind() == kind);
  }

  private CaseSet where(Predicate<TrainingCase> wanted) {
    return new CaseSet(cases.stream().filter(wanted).toList());
  }

  /** The same cases with input and target exchanged. */
  public CaseSet reversed() {
    return new CaseSet(
        cases.stream()
            .map(
                one ->
                    new TrainingCase(
                        one.id(),
                        one.subject(),
                        one.kind(),
                        one.target(),
                        one.input(),
                        one.sinogram(),
                        one.iodine()))
            .toList());
  }

  /** Memory of all values. */
  public long bytes() {
    return cases.stream().mapToLong(TrainingCase::bytes).sum();
  }
}
