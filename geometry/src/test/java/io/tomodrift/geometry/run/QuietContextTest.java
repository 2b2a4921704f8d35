package io.tomodrift.geometry.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class QuietContextTest {

  @Test
  void partsReportNothingButCanBeStopped() {
    AtomicBoolean stop = new AtomicBoolean();
    AtomicInteger reports = new AtomicInteger();
    RunContext loud =
        new RunContext(
            3,
            5,
            new ProgressListener() {
              @Override
              public void progress(String stage, long done, long total) {
                reports.incrementAndGet();
              }

              @Override
              public boolean cancelled() {
                return stop.get();
              }
            },
            7);
    RunContext quiet = loud.quiet();
    loud.progress().progress("stage", 1, 2);
    quiet.progress().progress("part", 1, 2);
    assertEquals(1, reports.get());
    assertEquals(3, quiet.parallelism());
    assertEquals(5, quiet.seed());
    assertEquals(7, quiet.memoryBudgetBytes());
    assertFalse(quiet.progress().cancelled());
    stop.set(true);
    assertThrows(CancellationException.class, quiet::checkCancelled);
  }
}
