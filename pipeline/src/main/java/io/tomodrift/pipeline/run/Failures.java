package io.tomodrift.pipeline.run;

import io.tomodrift.geometry.error.BackendException;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.error.GeometryException;
import io.tomodrift.geometry.error.ModelException;
import java.io.FileNotFoundException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.concurrent.CancellationException;
import java.util.regex.Pattern;

/** Turns what a command threw into an exit code and one readable line. */
public final class Failures {

  /** Names under which outputs are written before they are complete; users know the final ones. */
  private static final Pattern TEMPORARY =
      Pattern.compile("\\.([^/\\\\]+)\\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.part");

  private Failures() {}

  /** The exit code for a failure. */
  public static int exitCode(Throwable failure) {
    if (failure instanceof CancellationException) {
      return ExitCode.CANCELLED;
    }
    if (failure instanceof UsageFailure) {
      return ExitCode.USAGE;
    }
    if (failure instanceof InputFailure
        || failure instanceof FormatException
        || failure instanceof GeometryException
        || failure instanceof ModelException) {
      return ExitCode.INPUT;
    }
    return failure instanceof BackendException ? ExitCode.BACKEND : ExitCode.FAILED;
  }

  /** What to tell the user, on one line. */
  public static String message(Throwable failure) {
    return TEMPORARY.matcher(text(failure)).replaceAll("$1").transform(Failures::oneLine);
  }

  /** Lines of a list stay apart. */
  private static String oneLine(String text) {
    return text.replaceAll("(?<=[:;,.])\\s*\\R\\s*", " ").replaceAll("\\s*\\R\\s*", "; ");
  }

  private static String text(Throwable failure) {
    String text = failure.getMessage();
    if (failure instanceof CancellationException) {
      return "cancelled; nothing was written";
    }
    if (failure instanceof OutOfMemoryError) {
      return "out of memory (%s); give the JVM more with TOMODRIFT_JAVA_OPTS=-Xmx.., or choose fewer slices with --slices or --z"
          .formatted(text);
    }
    if (failure instanceof NoSuchFileException || failure instanceof FileNotFoundException) {
      return text + ": no such file or folder";
    }
    if (failure instanceof AccessDeniedException) {
      return text + ": permission denied";
    }
    if (failure instanceof NotDirectoryException || failure instanceof FileAlreadyExistsException) {
      return text + ": exists and is not a folder";
    }
    if (text != null && text.endsWith("No space left on device")) {
      return text + "; free some, or choose a folder on another disk";
    }
    if (text == null || text.isBlank()) {
      return failure.getClass().getSimpleName() + "; run again with --stacktrace for details";
    }
    boolean defect =
        failure instanceof IllegalArgumentException
            || failure instanceof IllegalStateException
            || failure instanceof IndexOutOfBoundsException
            || failure instanceof NullPointerException;
    return defect ? text + " (run again with --stacktrace for details)" : text;
  }
}
