package io.tomodrift.pipeline.evaluate;

import io.tomodrift.pipeline.run.InputFailure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which files belong to one case: those of one name.
 *
 * @param cases in the order of their names
 * @param failures missing and extra ones, if they are allowed
 */
record CaseMatching(List<CasePaths> cases, List<Failure> failures) {

  private static final int MOST_LISTED = 8;

  CaseMatching {
    cases = List.copyOf(cases);
    failures = List.copyOf(failures);
  }

  /**
   * Matches by name; single volumes match whatever their names are.
   *
   * @throws InputFailure if a case is missing or extra and that is not allowed
   */
  static CaseMatching of(CaseFolder reference, List<Method> methods, EvaluationSettings settings) {
    Optional<CaseFolder> masks = settings.mask().folder();
    for (Method method : methods) {
      requireSameKind(reference, method.folder());
    }
    masks.ifPresent(folder -> requireSameKind(reference, folder));
    settings.bands().forEach(band -> requireSameKind(reference, band.folder()));
    List<Failure> failures = new ArrayList<>();
    for (Method method : methods) {
      if (!reference.single()) {
        failures.addAll(differences(reference, method, settings.allowMissing()));
      }
    }
    List<CasePaths> cases = new ArrayList<>();
    for (Map.Entry<String, Path> one : reference.cases().entrySet()) {
      Map<String, Path> tests = new LinkedHashMap<>();
      for (Method method : methods) {
        find(method.folder(), one.getKey()).ifPresent(path -> tests.put(method.name(), path));
      }
      Optional<Path> mask = masks.map(folder -> requireMask(folder, one.getKey()));
      Map<String, Path> bands = new LinkedHashMap<>();
      for (Band band : settings.bands()) {
        bands.put(band.name(), requireBand(band, one.getKey()));
      }
      cases.add(new CasePaths(one.getKey(), one.getValue(), tests, mask, bands));
    }
    if (cases.stream().allMatch(one -> one.tests().isEmpty())) {
      throw new InputFailure(
          "no method has a case of the reference %s: its cases are %s, those of %s are %s"
              .formatted(
                  reference.path(),
                  listed(reference.cases().keySet()),
                  methods.get(0).folder().path(),
                  listed(methods.get(0).folder().cases().keySet())));
    }
    return new CaseMatching(cases, failures);
  }

  private static void requireSameKind(CaseFolder reference, CaseFolder other) {
    if (reference.single() != other.single()) {
      throw new InputFailure(
          "%s is %s and %s is %s; give volumes everywhere, or folders of cases everywhere"
              .formatted(reference.path(), kind(reference), other.path(), kind(other)));
    }
  }

  private static String kind(CaseFolder folder) {
    return folder.single() ? "one volume" : "a folder of cases";
  }

  private static List<Failure> differences(CaseFolder reference, Method method, boolean allowed) {
    Set<String> missing = new TreeSet<>(reference.cases().keySet());
    missing.removeAll(method.folder().cases().keySet());
    Set<String> extra = new TreeSet<>(method.folder().cases().keySet());
    extra.removeAll(reference.cases().keySet());
    if (!allowed && !missing.isEmpty()) {
      throw new InputFailure(
          "%s (%s) lacks case %s, which %s has; --allow-missing counts such cases as failures"
              .formatted(method.folder().path(), method.name(), listed(missing), reference.path()));
    }
    if (!allowed && !extra.isEmpty()) {
      throw new InputFailure(
          "%s (%s) has case %s, which %s lacks; --allow-missing counts such cases as failures"
              .formatted(method.folder().path(), method.name(), listed(extra), reference.path()));
    }
    List<Failure> failures = new ArrayList<>();
    missing.forEach(name -> failures.add(Failure.missing(method.name(), name)));
    extra.forEach(name -> failures.add(Failure.noReference(method.name(), name)));
    return failures;
  }

  private static Optional<Path> find(CaseFolder folder, String name) {
    return folder.single()
        ? folder.cases().values().stream().findFirst()
        : Optional.ofNullable(folder.cases().get(name));
  }

  private static Path requireMask(CaseFolder folder, String name) {
    return find(folder, name)
        .orElseThrow(
            () ->
                new InputFailure(
                    "%s has no mask of case %s; its masks are %s"
                        .formatted(folder.path(), name, listed(folder.cases().keySet()))));
  }

  private static Path requireBand(Band band, String name) {
    return find(band.folder(), name)
        .orElseThrow(
            () ->
                new InputFailure(
                    "%s has no volume of case %s, which --within %s needs; its volumes are %s"
                        .formatted(
                            band.folder().path(),
                            name,
                            band.name(),
                            listed(band.folder().cases().keySet()))));
  }

  /** Names for a message, the first few of many. */
  static String listed(Collection<String> names) {
    String first = String.join(", ", names.stream().limit(MOST_LISTED).toList());
    int more = names.size() - MOST_LISTED;
    return more > 0 ? "%s and %d more".formatted(first, more) : first;
  }
}
