package io.tomodrift.tests.support;

import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * What a test needs from the machine it runs on, and whether its absence skips or fails.
 *
 * @param name what is needed, as printed, for example {@code real data}
 * @param property the system property that turns a skip into a failure when {@code true}
 */
record Requirement(String name, String property) {

  /**
   * Returns what to throw when the need is not met. A skip is also printed, because reports of
   * passing builds rarely show the reason.
   *
   * @param reason what exactly is missing
   * @return an abort, or a failure where the property says that the need must be met
   */
  RuntimeException missing(String reason) {
    if (Boolean.getBoolean(property)) {
      throw new AssertionFailedError(name + " absent, but -D" + property + "=true: " + reason);
    }
    String message = "SKIPPED (" + name + " absent): " + reason;
    System.out.println(message);
    return new TestAbortedException(message);
  }
}
