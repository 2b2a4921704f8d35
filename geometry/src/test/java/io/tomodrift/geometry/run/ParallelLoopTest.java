package io.tomodrift.geometry.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ParallelLoopTest {

  private static RunContext threads(int count) {
    return RunContext.defaults().withParallelism(count);
  }

  @Test
  void everyTaskRunsOnceAndIsReported() {
    for (int threads : new int[] {1, 2, 7}) {
      AtomicIntegerArray runs = new AtomicIntegerArray(100);
      AtomicLong last = new AtomicLong();
      ProgressListener listener = (stage, done, total) -> last.accumulateAndGet(done, Math::max);
      ParallelLoop.run(threads(threads).withProgress(listener), "test", 100, runs::incrementAndGet);
      for (int i = 0; i < 100; i++) {
        assertEquals(1, runs.get(i));
      }
      assertEquals(100, last.get());
    }
  }

  @Test
  void aFailureOfATaskReachesTheCaller() {
    var e =
        assertThrows(
            IllegalStateException.class,
            () ->
                ParallelLoop.run(
                    threads(3),
                    "test",
                    50,
                    i -> {
                      if (i == 17) {
                        throw new IllegalStateException("seventeen");
                      }
                    }));
    assertEquals("seventeen", e.getMessage());
  }

  @Test
  void cancellingStopsTheLoop() {
    ProgressListener cancelling =
        new ProgressListener() {
          @Override
          public void progress(String stage, long done, long total) {}

          @Override
          public boolean cancelled() {
            return true;
          }
        };
    assertThrows(
        CancellationException.class,
        () -> ParallelLoop.run(threads(2).withProgress(cancelling), "test", 10, i -> {}));
  }
}
