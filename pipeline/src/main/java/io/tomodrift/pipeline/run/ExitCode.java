package io.tomodrift.pipeline.run;

/** Exit codes of the command line. */
public final class ExitCode {

  /** All done. */
  public static final int OK = 0;

  /** The run failed: out of memory, output not writable, disk full, a defect. */
  public static final int FAILED = 1;

  /** The command line itself is wrong. */
  public static final int USAGE = 2;

  /** An input is missing, damaged, of the wrong kind, or impossible. */
  public static final int INPUT = 3;

  /** The compute backend asked for is not available or failed. */
  public static final int BACKEND = 4;

  /** Stopped by the user (128 + SIGINT). */
  public static final int CANCELLED = 130;

  private ExitCode() {}
}
