package io.tomodrift.pipeline.run;

import io.tomodrift.geometry.run.ProgressListener;
import java.io.PrintStream;
import java.util.Locale;

/**
 * One line of progress with an estimate, rewritten in place on a terminal; silent elsewhere. Also
 * carries the wish to stop from Ctrl-C to the loops.
 */
public final class ConsoleProgress implements ProgressListener {

  private static final long REDRAW_NANOS = 200_000_000L;
  private static final int WIDTH = 72;

  private final PrintStream terminal;
  private final boolean visible;
  private volatile boolean cancelled;
  private String stage = "";
  private long stageStart;
  private long lastDraw;
  private boolean drawn;

  /** Progress on {@code terminal}, drawn only if {@code visible}. */
  public ConsoleProgress(PrintStream terminal, boolean visible) {
    this.terminal = terminal;
    this.visible = visible;
  }

  /** Progress on standard error if the launcher says that it is a terminal. */
  public static ConsoleProgress onStandardError(boolean quiet) {
    return new ConsoleProgress(System.err, !quiet && Boolean.getBoolean("tomodrift.terminal"));
  }

  @Override
  public synchronized void progress(String newStage, long done, long total) {
    if (!visible) {
      return;
    }
    long now = System.nanoTime();
    if (!newStage.equals(stage) || done <= 1) {
      stage = newStage;
      stageStart = now;
    }
    if (now - lastDraw < REDRAW_NANOS) {
      return;
    }
    lastDraw = now;
    drawn = true;
    terminal.print("\r" + pad(line(done, total, (now - stageStart) * 1e-9)));
    terminal.flush();
  }

  private String line(long done, long total, double seconds) {
    int percent = total > 0 ? (int) (100 * done / total) : 0;
    String left = "";
    if (done > 1 && seconds > 1 && done < total) {
      left = String.format(Locale.ROOT, ", %.0f s left", seconds / done * (total - done));
    }
    return "%s %d %% (%d of %d%s)".formatted(stage, percent, done, total, left);
  }

  private static String pad(String text) {
    return text.length() >= WIDTH
        ? text.substring(0, WIDTH)
        : text + " ".repeat(WIDTH - text.length());
  }

  /** Removes the line from the terminal. */
  public synchronized void clear() {
    if (drawn) {
      terminal.print("\r" + " ".repeat(WIDTH) + "\r");
      terminal.flush();
      drawn = false;
    }
  }

  /** Asks the running loops to stop. */
  public void cancel() {
    cancelled = true;
  }

  @Override
  public boolean cancelled() {
    return cancelled;
  }
}
