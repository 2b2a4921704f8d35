package io.tomodrift.pipeline.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/** Wall-clock seconds spent in the named stages of a run; stages may repeat and add up. */
public final class Stopwatch {

  private final Map<String, Double> seconds = new LinkedHashMap<>();
  private final long start = System.nanoTime();

  /** Runs work and books its time on a stage. */
  public <T> T time(String stage, Callable<T> work) throws Exception {
    long from = System.nanoTime();
    try {
      return work.call();
    } finally {
      seconds.merge(stage, (System.nanoTime() - from) * 1e-9, Double::sum);
    }
  }

  /** Seconds of each stage, in the order of their first use. */
  public Map<String, Double> seconds() {
    return Collections.unmodifiableMap(seconds);
  }

  /** Seconds since the stopwatch was made. */
  public double totalSeconds() {
    return (System.nanoTime() - start) * 1e-9;
  }
}
