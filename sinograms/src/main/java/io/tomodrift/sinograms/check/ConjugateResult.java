package io.tomodrift.sinograms.check;

import java.util.List;

/**
 * Outcome of the conjugate check.
 *
 * @param verdict on the geometry in use
 * @param findings the reasons in words, the most serious first
 * @param normalisedRms weighted RMS difference of conjugate rays over that of the line integrals
 * @param noiseRms the part of it that noise explains
 * @param centre where the data want the central column
 * @param hypotheses the geometry in use first, then every other reading
 */
public record ConjugateResult(
    Verdict verdict,
    List<Finding> findings,
    double normalisedRms,
    double noiseRms,
    CentreShift centre,
    List<HypothesisScore> hypotheses) {

  /** Copies the lists. */
  public ConjugateResult {
    findings = List.copyOf(findings);
    hypotheses = List.copyOf(hypotheses);
  }
}
