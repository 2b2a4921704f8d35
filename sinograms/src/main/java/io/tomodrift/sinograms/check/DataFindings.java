package io.tomodrift.sinograms.check;

import io.tomodrift.geometry.helical.HelicalGeometry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Puts what was counted into words. */
final class DataFindings {

  private static final double TRUNCATED_SIGMAS = 3;
  private static final double TRUNCATED_SHARE = 0.05;
  private static final double CLIPPED_SHARE = 1e-4;
  private static final double STARVED_SHARE = 1e-3;
  private static final int NAMED = 12;

  private final HelicalGeometry geometry;
  private final DataCheckSettings settings;
  private final ViewFacts[] facts;
  private final DeadElementSearch dead;
  private final List<Finding> findings = new ArrayList<>();

  DataFindings(
      HelicalGeometry geometry,
      DataCheckSettings settings,
      ViewFacts[] facts,
      DeadElementSearch dead) {
    this.geometry = geometry;
    this.settings = settings;
    this.facts = facts;
    this.dead = dead;
  }

  DataReport report() {
    double truncated = truncation();
    deadElements();
    long starved = starvation();
    double smallest = negatives();
    clipping();
    damagedViews();
    return new DataReport(
        facts.length, findings, dead.columns(), dead.elements(), truncated, starved, smallest);
  }

  private void add(Subject subject, Severity severity, String message) {
    findings.add(new Finding(subject, severity, message));
  }

  private double truncation() {
    int first = 0;
    int last = 0;
    int either = 0;
    for (ViewFacts view : facts) {
      boolean atFirst = view.firstEdge() > TRUNCATED_SIGMAS;
      boolean atLast = view.lastEdge() > TRUNCATED_SIGMAS;
      first += atFirst ? 1 : 0;
      last += atLast ? 1 : 0;
      either += atFirst || atLast ? 1 : 0;
    }
    double share = either / (double) facts.length;
    if (share > TRUNCATED_SHARE) {
      add(
          Subject.TRUNCATION,
          Severity.WARNING,
          ("the object is wider than the field of view: it reaches the edge of the detector in "
                  + "%.1f %% of the views (first columns %d, last columns %d of %d views); values near "
                  + "the edge of the field of view are estimates, extrapolate before filtering")
              .formatted(100 * share, first, last, facts.length));
    }
    return share;
  }

  private void deadElements() {
    if (!dead.columns().isEmpty()) {
      int run = longestRun(dead.columns());
      boolean repairable = run <= ElementSums.REACH;
      add(
          Subject.DEAD_ELEMENTS,
          repairable ? Severity.WARNING : Severity.ERROR,
          "%d detector columns give no or a wrong signal: %s (counted from 0); %s"
              .formatted(
                  dead.columns().size(),
                  named(dead.columns()),
                  repairable
                      ? "interpolate them (or a thin object lies on the axis)"
                      : run + " of them are adjacent, too many to interpolate"));
    }
    if (!dead.elements().isEmpty()) {
      add(
          Subject.DEAD_ELEMENTS,
          Severity.WARNING,
          ("%d single detector elements give no or a wrong signal: %s (column/row from 0); "
                  + "interpolate them")
              .formatted(
                  dead.elements().size(),
                  named(dead.elements().stream().map(e -> e.column() + "/" + e.row()).toList())));
    }
  }

  private static int longestRun(List<Integer> rising) {
    int run = 1;
    int longest = 1;
    for (int i = 1; i < rising.size(); i++) {
      run = rising.get(i) == rising.get(i - 1) + 1 ? run + 1 : 1;
      longest = Math.max(longest, run);
    }
    return longest;
  }

  private static String named(List<?> items) {
    String text =
        items.stream().limit(NAMED).map(String::valueOf).collect(Collectors.joining(", "));
    return items.size() > NAMED ? text + ", ..." : text;
  }

  private long starvation() {
    long starved = 0;
    int known = 0;
    for (ViewFacts view : facts) {
      if (view.starved() >= 0) {
        known++;
        starved += view.starved();
      }
    }
    if (known == 0) {
      return -1;
    }
    double share = starved / ((double) known * geometry.detector().elements());
    if (starved > 0) {
      add(
          Subject.STARVATION,
          share > STARVED_SHARE ? Severity.WARNING : Severity.NOTE,
          "%d rays of %d views (%.3g %%) counted fewer than %s quanta: expect streaks along them"
              .formatted(starved, known, 100 * share, settings.starvedQuanta()));
    }
    return starved;
  }

  private double negatives() {
    long count = 0;
    ViewFacts lowest = facts[0];
    for (ViewFacts view : facts) {
      count += view.negative();
      lowest = view.minimum() < lowest.minimum() ? view : lowest;
    }
    if (count > 0) {
      add(
          Subject.NEGATIVE_VALUES,
          Severity.WARNING,
          ("%d line integrals are below %s, the smallest is %.4g in view %d: more signal than "
                  + "without an object; are the values logarithms, and scale and air calibration right?")
              .formatted(count, settings.negativeLimit(), lowest.minimum(), lowest.view()));
    }
    return lowest.minimum();
  }

  private void clipping() {
    long zero = 0;
    long top = 0;
    for (ViewFacts view : facts) {
      zero += view.constant() ? 0 : view.atZero();
      top += view.constant() ? 0 : view.atTop();
    }
    double share = (zero + top) / ((double) facts.length * geometry.detector().elements());
    if (zero + top > 0) {
      add(
          Subject.CLIPPED_VALUES,
          share > CLIPPED_SHARE ? Severity.WARNING : Severity.NOTE,
          ("%d values are stored as 0 and %d as 65535 in %d views (%.3g %%): they may have been "
                  + "clipped to the range of 16 bits")
              .formatted(zero, top, facts.length, 100 * share));
    }
  }

  private void damagedViews() {
    List<Integer> constant = new ArrayList<>();
    List<String> repeated = new ArrayList<>();
    Map<Long, Integer> seen = new HashMap<>();
    for (ViewFacts view : facts) {
      if (view.constant()) {
        constant.add(view.view());
      } else {
        Integer earlier = seen.putIfAbsent(view.digest(), view.view());
        if (earlier != null) {
          repeated.add(view.view() + " = " + earlier);
        }
      }
    }
    if (!constant.isEmpty()) {
      add(
          Subject.DAMAGED_VIEWS,
          Severity.ERROR,
          "%d of %d views hold one value only: views %s; leave them out"
              .formatted(constant.size(), facts.length, named(constant)));
    }
    if (!repeated.isEmpty()) {
      add(
          Subject.DAMAGED_VIEWS,
          Severity.WARNING,
          ("%d of %d views repeat another view value by value: %s; copied files, or a simulation "
                  + "without noise?")
              .formatted(repeated.size(), facts.length, named(repeated)));
    }
  }
}
