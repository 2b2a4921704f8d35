package io.tomodrift.pipeline.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * All numbers of an evaluation.
 *
 * @param settings how it was done
 * @param reference where the truth is
 * @param methods what was evaluated; the first is the one that differences are taken from
 * @param groups the cases, by table
 * @param failures cases without a result, or without one that counts
 * @param notes what a reader of the numbers should know
 */
public record Evaluation(
    EvaluationSettings settings,
    CaseFolder reference,
    List<Method> methods,
    List<Group> groups,
    List<Failure> failures,
    List<String> notes) {

  /**
   * Cases that share a table.
   *
   * @param name name of the group
   * @param cases in the order of their names
   */
  public record Group(String name, List<CaseResult> cases) {

    /** Copies the list. */
    public Group {
      cases = List.copyOf(cases);
    }

    /** A measure of a method over these cases. */
    public Summary summary(String method, Quantity measure) {
      return Summary.of(cases, method, measure);
    }

    /** A measure of a method minus that of another over these cases. */
    public PairedDifference difference(String first, String method, Quantity measure) {
      return PairedDifference.of(cases, first, method, measure);
    }

    /** True if any case of any method has a value. */
    public boolean has(Quantity measure) {
      return cases.stream()
          .flatMap(one -> one.methods().values().stream())
          .anyMatch(result -> result.values().containsKey(measure));
    }

    /** The measures of a table of which there is any value. */
    public List<Measure> measures(Measure.Scope scope) {
      return Arrays.stream(Measure.values())
          .filter(measure -> measure.scope() == scope && has(measure))
          .toList();
    }
  }

  /** Copies the lists. */
  public Evaluation {
    methods = List.copyOf(methods);
    groups = List.copyOf(groups);
    failures = List.copyOf(failures);
    notes = List.copyOf(notes);
  }

  /** Every number that there may be, in the order of the tables. */
  public List<Quantity> quantities() {
    List<Quantity> all = new ArrayList<>(Arrays.asList(Measure.values()));
    settings.bands().forEach(band -> all.addAll(BandMeasure.of(band)));
    return all;
  }

  /** Those of which there is any value. */
  public List<Quantity> measured() {
    return quantities().stream()
        .filter(measure -> groups.stream().anyMatch(group -> group.has(measure)))
        .toList();
  }

  /** Names of the methods in order. */
  public List<String> methodNames() {
    return methods.stream().map(Method::name).toList();
  }

  /** All cases, group by group. */
  public List<CaseResult> cases() {
    return groups.stream().flatMap(group -> group.cases().stream()).toList();
  }

  /** The error that cases are ranked by: in the mask, or of the whole image if there is none. */
  public Measure mainMeasure() {
    return settings.masked() ? Measure.MAE_MASK : Measure.MAE_IMAGE;
  }

  /**
   * Failures of a method in the cases of a group; extra cases belong to the group of their name.
   */
  public List<Failure> failures(Group group, String method) {
    List<Failure> found = new ArrayList<>();
    for (Failure failure : failures) {
      String itsGroup = settings.grouping().of(failure.caseName());
      if (failure.method().equals(method)
          && (itsGroup.equals(group.name()) || groups.size() == 1)) {
        found.add(failure);
      }
    }
    return found;
  }
}
