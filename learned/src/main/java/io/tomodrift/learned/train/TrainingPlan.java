package io.tomodrift.learned.train;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * How a network is trained.
 *
 * @param steps number of steps
 * @param learningRate of each step, of all phases
 * @param optimiser settings of all phases
 * @param clip limit of the gradient norm of each phase
 * @param emaDecay decay of the averaged weights, in [0, 1)
 * @param logInterval steps between rows of the log, whose values are means over them
 * @param validationInterval steps between validations; one more after the last step
 * @param checkpointInterval steps between checkpoints; one more at the end or when cancelled
 * @param patience validations without a better one after which training ends; 0 for never
 * @param largestSkips updates of a phase skipped in a row after which training fails
 * @param seed of everything random
 * @param folder where checkpoints and log are kept
 * @param identity anything else that a resumed run must have in common, for example the digest of
 *     the data
 */
public record TrainingPlan(
    long steps,
    LearningRate learningRate,
    AdamSettings optimiser,
    GlobalClip clip,
    double emaDecay,
    long logInterval,
    long validationInterval,
    long checkpointInterval,
    int patience,
    int largestSkips,
    long seed,
    Path folder,
    Map<String, String> identity) {

  /** Checks the values. */
  public TrainingPlan {
    requirePositive("steps", steps);
    requirePositive("logInterval", logInterval);
    requirePositive("validationInterval", validationInterval);
    requirePositive("checkpointInterval", checkpointInterval);
    requirePositive("largestSkips", largestSkips);
    if (patience < 0) {
      throw new IllegalArgumentException("patience must not be negative, got " + patience);
    }
    if (!(emaDecay >= 0 && emaDecay < 1)) {
      throw new IllegalArgumentException("emaDecay must be in [0, 1), got " + emaDecay);
    }
    Objects.requireNonNull(learningRate, "learningRate");
    Objects.requireNonNull(optimiser, "optimiser");
    Objects.requireNonNull(clip, "clip");
    Objects.requireNonNull(folder, "folder");
    identity = Collections.unmodifiableMap(new LinkedHashMap<>(identity));
  }

  private static void requirePositive(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException("%s must be positive, got %d".formatted(name, value));
    }
  }

  /**
   * A plan to change: warm-up over a twentieth of the steps to 2e-4 and a cosine to 2e-6, {@link
   * AdamSettings#defaults}, gradient norm at most 1, averages of decay 0.995 below 5000 steps and
   * 0.999 from there, 200 rows of log, 20 validations and as many checkpoints, no early end, seed
   * 0.
   */
  public static Builder builder(long steps, Path folder) {
    return new Builder(steps, folder);
  }

  /** Makes a {@link TrainingPlan}; every method returns the builder. */
  public static final class Builder {
    private static final long LONG_RUN = 5000;

    private final long steps;
    private final Path folder;
    private final Map<String, String> identity = new LinkedHashMap<>();
    private LearningRate learningRate;
    private AdamSettings optimiser = AdamSettings.defaults();
    private GlobalClip clip = new GlobalClip(1);
    private double emaDecay;
    private long logInterval;
    private long validationInterval;
    private long checkpointInterval;
    private int patience;
    private int largestSkips = 20;
    private long seed;

    private Builder(long steps, Path folder) {
      requirePositive("steps", steps);
      this.steps = steps;
      this.folder = folder;
      learningRate = new LearningRate.WarmUpCosine(2e-4, steps / 20, steps, 2e-6);
      emaDecay = steps < LONG_RUN ? 0.995 : 0.999;
      logInterval = Math.max(1, steps / 200);
      validationInterval = Math.max(1, steps / 20);
      checkpointInterval = Math.max(1, steps / 20);
    }

    /** Sets the learning rate of each step. */
    public Builder learningRate(LearningRate value) {
      learningRate = value;
      return this;
    }

    /** Sets the optimiser of all phases. */
    public Builder optimiser(AdamSettings value) {
      optimiser = value;
      return this;
    }

    /** Sets the largest gradient norm; infinity for no limit. */
    public Builder clip(double maxNorm) {
      clip = new GlobalClip(maxNorm);
      return this;
    }

    /** Sets the decay of the averaged weights. */
    public Builder emaDecay(double value) {
      emaDecay = value;
      return this;
    }

    /** Sets the steps between rows of the log. */
    public Builder logEvery(long interval) {
      logInterval = interval;
      return this;
    }

    /** Sets the steps between validations. */
    public Builder validateEvery(long interval) {
      validationInterval = interval;
      return this;
    }

    /** Sets the steps between checkpoints. */
    public Builder checkpointEvery(long interval) {
      checkpointInterval = interval;
      return this;
    }

    /** Sets the validations without a better one after which training ends; 0 for never. */
    public Builder patience(int validations) {
      patience = validations;
      return this;
    }

    /** Sets the skipped updates in a row after which training fails. */
    public Builder largestSkips(int updates) {
      largestSkips = updates;
      return this;
    }

    /** Sets the seed of everything random. */
    public Builder seed(long value) {
      seed = value;
      return this;
    }

    /** Adds something that a resumed run must have in common. */
    public Builder identity(String name, String value) {
      identity.put(name, value);
      return this;
    }

    /** The plan. */
    public TrainingPlan build() {
      return new TrainingPlan(
          steps,
          learningRate,
          optimiser,
          clip,
          emaDecay,
          logInterval,
          validationInterval,
          checkpointInterval,
          patience,
          largestSkips,
          seed,
          folder,
          identity);
    }
  }
}
