package io.tomodrift.sinograms;

import io.tomodrift.geometry.run.ParallelLoop;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.SinogramUnit;
import java.util.concurrent.atomic.LongAdder;
import org.apache.commons.rng.sampling.distribution.PoissonSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * Noise of a transmission measurement added to noise-free line integrals: {@code I = Poisson(N0
 * exp(-p)) + Normal(0, electronicVariance)}, {@code p' = -ln(max(I, floor) / N0)}.
 *
 * <p>For many quanta {@code var p' = 1/N + electronicVariance / N^2} with {@code N = N0 exp(-p)}.
 * The floor biases starved rays; their number is reported.
 *
 * @param incidentQuanta N0, quanta a ray would detect without an object, positive
 * @param electronicVariance variance of the additive read-out noise, quanta^2; 0 for none
 */
public record TransmissionNoise(double incidentQuanta, double electronicVariance) {

  private static final double FLOOR_QUANTA = 0.5;
  private static final int VIEWS_PER_TASK = 8;

  /** Checks the values. */
  public TransmissionNoise {
    if (!(incidentQuanta >= 1) || incidentQuanta > 1e12) {
      throw new IllegalArgumentException(
          "incident quanta must be between 1 and 1e12, got " + incidentQuanta);
    }
    if (!(electronicVariance >= 0) || Double.isInfinite(electronicVariance)) {
      throw new IllegalArgumentException(
          "electronic variance must be 0 or more quanta^2, got " + electronicVariance);
    }
  }

  /**
   * A noisy copy and how many rays were starved.
   *
   * @param sinogram noisy line integrals
   * @param starvedRays rays that detected less than half a quantum and were set to it
   */
  public record Result(Sinogram sinogram, long starvedRays) {}

  /**
   * Adds noise; the seed of the context decides it, the number of threads does not.
   *
   * @param clean line integrals
   */
  public Result apply(Sinogram clean, RunContext context) {
    return apply(clean, 0, context);
  }

  /**
   * As {@link #apply(Sinogram, RunContext)} for part of a stack: slice 0 of {@code clean} gets the
   * noise of slice {@code firstSlice} of the whole, so that the parts may be cut anywhere.
   */
  public Result apply(Sinogram clean, int firstSlice, RunContext context) {
    if (clean.unit() != SinogramUnit.LINE_INTEGRAL) {
      throw new IllegalArgumentException("noise is added to line integrals, got " + clean.unit());
    }
    FloatStack noisy = clean.stack().copy();
    LongAdder starved = new LongAdder();
    int tasks = (noisy.rows() + VIEWS_PER_TASK - 1) / VIEWS_PER_TASK;
    ParallelLoop.run(
        context,
        "noise",
        tasks,
        RayRandom::new,
        (random, task) -> {
          int first = task * VIEWS_PER_TASK;
          int end = Math.min(noisy.rows(), first + VIEWS_PER_TASK);
          starved.add(addToViews(noisy, firstSlice, first, end, random, context.seed()));
        });
    return new Result(clean.with(noisy, SinogramUnit.LINE_INTEGRAL), starved.sum());
  }

  private long addToViews(
      FloatStack stack, int firstSlice, int firstView, int endView, RayRandom random, long seed) {
    long starved = 0;
    var normal = ZigguratSampler.NormalizedGaussian.of(random);
    double sigma = Math.sqrt(electronicVariance);
    for (int slice = 0; slice < stack.slices(); slice++) {
      for (int view = firstView; view < endView; view++) {
        for (int channel = 0; channel < stack.columns(); channel++) {
          random.moveTo(seed, firstSlice + slice, view, channel);
          int index = stack.index(slice, view, channel);
          double mean = incidentQuanta * Math.exp(-stack.data()[index]);
          double detected = poisson(mean, random) + (sigma > 0 ? sigma * normal.sample() : 0);
          if (detected < FLOOR_QUANTA) {
            starved++;
            detected = FLOOR_QUANTA;
          }
          stack.data()[index] = (float) -Math.log(detected / incidentQuanta);
        }
      }
    }
    return starved;
  }

  /** Above a billion quanta the Poisson and the normal distribution differ by less than float32. */
  static double poisson(double mean, RayRandom random) {
    if (Double.isNaN(mean)) {
      return mean; // what is no measurement must not come out as one
    }
    if (mean <= 1e-12) {
      return 0;
    }
    if (mean > 1e9) {
      return Math.rint(
          mean + Math.sqrt(mean) * ZigguratSampler.NormalizedGaussian.of(random).sample());
    }
    return PoissonSampler.of(random, mean).sample();
  }
}
