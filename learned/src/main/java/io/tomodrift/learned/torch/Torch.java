package io.tomodrift.learned.torch;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import io.tomodrift.geometry.error.BackendException;

/**
 * Starts the engine (DJL with PyTorch) and opens its native memory.
 *
 * <p>Nothing is fetched from a network and nothing is reported to one: {@code ai.djl.offline} is
 * set before DJL is first used. The library comes from the class path and is unpacked once into
 * {@code DJL_CACHE_DIR}, by default {@code ~/.djl.ai}.
 *
 * <p><b>Threads</b>: {@code -Dai.djl.pytorch.num_threads=N}, by default 1: on a machine with other
 * work two threads were slower than one. Rounding of some gradients depends on their number, so a
 * run repeats bit by bit with the same number only; it is written into manifests.
 *
 * <p><b>Threading</b>: one gradient collector at a time in a JVM, see {@link #gradients()}.
 */
public final class Torch {

  private static final String OFFLINE = "ai.djl.offline";
  private static final String OPT_OUT = "OPT_OUT_TRACKING";
  private static final String THREADS = "ai.djl.pytorch.num_threads";

  private Torch() {}

  /**
   * Opens memory on the processor; close it to free every array made in it.
   *
   * @throws BackendException if the engine cannot be loaded on this machine
   */
  public static NDManager open() {
    return engine().newBaseManager(Device.cpu());
  }

  /** Sets the seed of everything the engine draws, in this JVM. */
  public static void seed(long seed) {
    engine().setRandomSeed((int) (seed ^ (seed >>> 32)));
  }

  /** Starts recording operations for a backward pass; close it before the next is opened. */
  public static GradientCollector gradients() {
    return engine().newGradientCollector();
  }

  /** Engine and version, for manifests: {@code "PyTorch 2.7.1, 1 thread"}. */
  public static String description() {
    Engine engine = engine();
    int threads = threads();
    return "%s %s, %d %s"
        .formatted(
            engine.getEngineName(),
            engine.getVersion(),
            threads,
            threads == 1 ? "thread" : "threads");
  }

  /** Number of threads within one operation. */
  public static int threads() {
    return Integer.getInteger(THREADS, 1);
  }

  private static Engine engine() {
    // Read by DJL when the engine is loaded; a value that the user gave stays.
    setIfAbsent(OFFLINE, "true");
    setIfAbsent(OPT_OUT, "true");
    setIfAbsent(THREADS, "1");
    setIfAbsent("ai.djl.pytorch.num_interop_threads", "1");
    try {
      return Engine.getEngine("PyTorch");
    } catch (RuntimeException | LinkageError e) {
      throw new BackendException(
          "the PyTorch engine cannot be loaded on %s %s: %s. Learned models need the libraries"
                  .formatted(
                      System.getProperty("os.name"), System.getProperty("os.arch"), e.getMessage())
              + " pytorch-jni and pytorch-native-cpu of this machine on the class path; everything"
              + " else works without",
          e);
    }
  }

  private static void setIfAbsent(String key, String value) {
    if (System.getProperty(key) == null) {
      System.setProperty(key, value);
    }
  }
}
