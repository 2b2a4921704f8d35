package io.tomodrift.sinograms.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Turns the numbers of the conjugate check into a verdict with reasons. */
final class ConjugateJudgement {

  private static final double CENTRE_GOOD = 0.08;
  private static final double CENTRE_BAD = 0.2;
  private static final double UNDECIDED = 0.1;
  private static final double LARGE_DIFFERENCE = 0.05;
  private static final double TIMES_NOISE = 3;
  private static final double ALIKE = 1.1;
  private static final double CLEARLY_LESS = 0.9;

  /** Misunderstandings that any object with some structure must contradict. */
  private static final Set<String> ALWAYS_VISIBLE = Set.of("angle reversed", "columns reversed");

  private final List<Finding> findings = new ArrayList<>();

  private ConjugateJudgement() {}

  static ConjugateResult of(
      List<HypothesisScore> scores, CentreShift centre, SpotAgreement spots, RayDifferences asIs) {
    double rms = asIs.normalisedRms();
    double noiseRms = asIs.noiseRms();
    ConjugateJudgement judgement = new ConjugateJudgement();
    judgement.judge(scores.subList(1, scores.size()), centre, spots);
    judgement.size(rms, noiseRms);
    List<Finding> sorted =
        judgement.findings.stream()
            .sorted(Comparator.comparing(Finding::severity).reversed())
            .toList();
    Severity worst = sorted.isEmpty() ? Severity.NOTE : sorted.get(0).severity();
    Verdict verdict =
        switch (worst) {
          case NOTE -> Verdict.GOOD;
          case WARNING -> Verdict.SUSPECT;
          case ERROR -> Verdict.BAD;
        };
    return new ConjugateResult(verdict, sorted, rms, noiseRms, centre, scores);
  }

  private void add(Severity severity, String message) {
    findings.add(new Finding(Subject.CONSISTENCY, severity, message));
  }

  /** Beside the best explanation, lesser ones and their consequences would only confuse. */
  private void judge(List<HypothesisScore> others, CentreShift centre, SpotAgreement spots) {
    double best =
        others.stream()
            .filter(HypothesisScore::preferred)
            .mapToDouble(HypothesisScore::ratio)
            .min()
            .orElse(Double.NaN);
    boolean centreSaysMore = centre.ratio() < CLEARLY_LESS * best;
    if (centreSaysMore && Math.abs(centre.channels()) > CENTRE_GOOD) {
      centre(centre);
    } else if (Double.isNaN(best)) {
      centre(centre);
      spots(spots);
      undecided(others);
    } else {
      others.stream()
          .filter(other -> other.preferred() && other.ratio() <= ALIKE * best)
          .forEach(this::better);
      if (centre.ratio() <= ALIKE * best) {
        centre(centre);
      }
    }
  }

  private void spots(SpotAgreement spots) {
    if (spots.broken()) {
      add(
          Severity.ERROR,
          ("the difference to later rays of the other focal spot is %.2f times that to rays of "
                  + "their own (%.0f standard errors): the focal spot moves in a way the geometry does "
                  + "not know")
              .formatted(spots.ratio(), spots.sigmas()));
    }
  }

  private void undecided(List<HypothesisScore> others) {
    List<HypothesisScore> equal =
        others.stream().filter(other -> !other.preferred() && !other.rejected()).toList();
    if (equal.stream().anyMatch(other -> ALWAYS_VISIBLE.contains(other.name()))) {
      add(
          Severity.WARNING,
          "the data do not tell whether columns and angles are in the right order; the object has "
              + "too little structure");
    } else if (!equal.isEmpty()) {
      String names =
          equal.stream().map(HypothesisScore::description).collect(Collectors.joining(", or "));
      add(Severity.NOTE, "the data do not tell whether " + names);
    }
  }

  private void better(HypothesisScore other) {
    add(
        Severity.ERROR,
        ("rays agree better with those half a turn later if %s: the difference falls to %.0f %% "
                + "(%.0f standard errors)")
            .formatted(other.description(), 100 * other.ratio(), -other.sigmas()));
  }

  private void centre(CentreShift centre) {
    double shift = Math.abs(centre.channels());
    if (centre.uncertaintyChannels() > UNDECIDED) {
      add(
          Severity.WARNING,
          "the data determine the central column to %.3f channels only"
              .formatted(centre.uncertaintyChannels()));
    } else if (shift > CENTRE_GOOD && shift > 3 * centre.uncertaintyChannels()) {
      add(
          shift > CENTRE_BAD ? Severity.ERROR : Severity.WARNING,
          ("rays agree best with the central column moved by %+.3f channels (+- %.3f), %+.3f mm at "
                  + "the isocenter: edges will be doubled")
              .formatted(centre.channels(), centre.uncertaintyChannels(), centre.mm()));
    }
  }

  private void size(double rms, double noiseRms) {
    if (findings.stream().allMatch(f -> f.severity() == Severity.NOTE)
        && rms > LARGE_DIFFERENCE
        && rms > TIMES_NOISE * noiseRms) {
      add(
          Severity.WARNING,
          ("rays differ from those half a turn later by %.1f %%, noise explains %.1f %%: motion, or "
                  + "an error of the geometry that none of the hypotheses covers")
              .formatted(100 * rms, 100 * noiseRms));
    }
  }
}
