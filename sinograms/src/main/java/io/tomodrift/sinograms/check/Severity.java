package io.tomodrift.sinograms.check;

/** How serious a finding is; later ones are more serious. */
public enum Severity {
  /** Worth knowing; images are not affected, or are corrected by default. */
  NOTE,
  /** Images will show it. */
  WARNING,
  /** Images would be wrong. */
  ERROR
}
