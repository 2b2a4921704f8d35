package io.tomodrift.sinograms.check;

/** What to think of a geometry. */
public enum Verdict {
  /** The data agree with it. */
  GOOD,
  /** Something is a little off, or cannot be told. */
  SUSPECT,
  /** The data contradict it. */
  BAD
}
