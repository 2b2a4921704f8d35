package io.tomodrift.projectors.backend;

/** What to do when a backend that was asked for by name cannot run. */
public enum OnFallback {
  /** Fail and say why; the default, so that nobody waits hours for the wrong device. */
  FAIL,
  /** Log a warning with the reason and choose as for {@code auto}. */
  WARN_AND_USE_NEXT
}
