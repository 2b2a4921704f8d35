package io.tomodrift.pipeline.bench;

import io.tomodrift.projectors.ceiling.LoadKernel;
import io.tomodrift.projectors.ceiling.LoadKernels;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Measures {@link Ceilings} in seconds of the measuring threads, so that neither the compiler's
 * threads nor waiting for a processor count. What a core does still depends on its neighbours: on
 * many virtual machines two processors share the units of one core. So the kernels run on as many
 * threads as the operators, and {@link #gupsNow} is asked again beside each operator.
 */
public final class CeilingMeter implements AutoCloseable {

  private static final int ROWS = 4;
  private static final int LANES = 1024; // 4 rows of 1024 lanes: 16 kB, half of the nearest cache
  private static final int PASSES_PER_CALL = 2000;
  private static final long WARM_UP_NANOS = 400_000_000L;
  private static final long WINDOW_NANOS = 300_000_000L;
  private static final long LARGEST_ARRAY = 32L << 20; // values; three arrays are 400 MB
  private static final int STREAM_TRIALS = 6;

  private final ThreadMXBean clock = ManagementFactory.getThreadMXBean();
  private final ExecutorService pool;
  private final int threads;
  private LoadKernel best;

  /** A meter that keeps so many threads busy. */
  public CeilingMeter(int threads) {
    this.threads = threads;
    this.pool = Executors.newFixedThreadPool(threads);
    this.best = LoadKernels.all().get(0);
  }

  /** Measures everything; takes about two seconds and at most a quarter of the heap. */
  public Ceilings measure() {
    List<Ceilings.Loads> loads = new ArrayList<>();
    double most = 0;
    for (LoadKernel kernel : LoadKernels.all()) {
      bytesPerSecond(kernel, WARM_UP_NANOS);
      double rate = bytesPerSecond(kernel, WINDOW_NANOS);
      double valuesPerByte = (double) ROWS * LANES / kernel.bytesLoaded(ROWS, LANES);
      loads.add(new Ceilings.Loads(kernel.name(), rate, rate * valuesPerByte));
      if (rate > most) {
        most = rate;
        best = kernel;
      }
    }
    return new Ceilings(loads, streamBytesPerSecond());
  }

  /** The ceiling at this moment, by the kernel that was best in {@link #measure}. */
  public double gupsNow() {
    return Ceilings.gups(bytesPerSecond(best, WINDOW_NANOS));
  }

  /** Bytes loaded and the processor time of the thread that loaded them. */
  private record Share(double bytes, double seconds) {}

  private double bytesPerSecond(LoadKernel kernel, long nanos) {
    List<Callable<Share>> work = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      work.add(() -> load(kernel, nanos));
    }
    try {
      double bytes = 0;
      double seconds = 0;
      for (Future<Share> share : pool.invokeAll(work)) {
        bytes += share.get().bytes();
        seconds += share.get().seconds();
      }
      return bytes / seconds;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new java.util.concurrent.CancellationException("interrupted");
    } catch (ExecutionException e) {
      throw new IllegalStateException(kernel.name() + " failed: " + e.getCause(), e);
    }
  }

  private Share load(LoadKernel kernel, long nanos) {
    float[][] rows = new float[ROWS][LANES];
    for (float[] row : rows) {
      Arrays.fill(row, 1e-9f); // neither sums that overflow nor denormal numbers
    }
    long end = System.nanoTime() + nanos;
    long start = clock.getCurrentThreadCpuTime();
    long calls = 0;
    do {
      requireUsed(kernel.accumulate(rows, 0.5f, PASSES_PER_CALL));
      calls++;
    } while (System.nanoTime() < end);
    double seconds = (clock.getCurrentThreadCpuTime() - start) * 1e-9;
    return new Share((double) kernel.bytesLoaded(ROWS, LANES) * PASSES_PER_CALL * calls, seconds);
  }

  private double streamBytesPerSecond() {
    int count = (int) Math.min(LARGEST_ARRAY, Runtime.getRuntime().maxMemory() / 4 / 12);
    float[] a = new float[count];
    float[] b = new float[count];
    float[] c = new float[count];
    Arrays.fill(b, 1);
    Arrays.fill(c, 2);
    double fastest = Double.MAX_VALUE;
    for (int trial = 0; trial < STREAM_TRIALS; trial++) {
      long start = clock.getCurrentThreadCpuTime();
      triad(a, b, c, 0.5f);
      fastest = Math.min(fastest, (clock.getCurrentThreadCpuTime() - start) * 1e-9);
    }
    requireUsed(a[count / 2]);
    return 12.0 * count / fastest;
  }

  private static void triad(float[] a, float[] b, float[] c, float w) {
    for (int i = 0; i < a.length; i++) {
      a[i] = b[i] + w * c[i];
    }
  }

  /** A result that nobody looks at may never be computed. */
  private static void requireUsed(double value) {
    if (!(value > 0)) {
      throw new IllegalStateException("the kernel added nothing: " + value);
    }
  }

  /** Ends the threads. */
  @Override
  public void close() {
    pool.shutdown();
  }
}
