package io.tomodrift.learned.drift;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.tomodrift.learned.torch.Ops;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The field that moves generated features towards real ones and away from one another (eq. 11 to
 * 19): affinities are the root of a softmax over the candidates times a softmax over the samples,
 * attraction is weighted by the repulsion felt and the other way round. It vanishes where both sets
 * coincide, and exchanging them changes its sign.
 *
 * <p>Locations are independent problems but share the scale of features and the normalisation of
 * forces. The field itself is never part of a graph.
 *
 * <p><b>Accuracy</b>: 1e-12 in float64; finite for any temperature and any finite features.
 * <b>Memory</b>: {@code locations x samples x candidates} values several times, freed at return;
 * the result lives in the manager of the generated samples. <b>Threading</b>: as the engine, one
 * thread at a time.
 */
public final class DriftField {

  /** Mean square of a force below which it is not amplified to 1. */
  private static final double LEAST_MEAN_SQUARE = 1e-8;

  private DriftField() {}

  /**
   * The field summed over temperatures, on features over their scale.
   *
   * @throws IllegalArgumentException if a single sample has no negative, see {@link DriftSamples}
   */
  public static Drift of(DriftSamples samples, DriftSettings settings) {
    NDManager home = samples.generated().getManager();
    try (NDManager memory = home.newSubManager()) {
      DriftProblem problem = new DriftProblem(memory, samples, settings.distanceFloor());
      double rootChannels = Math.sqrt((double) problem.channels());
      double scale = Math.max(problem.meanDistance(settings) / rootChannels, settings.scaleFloor());
      NDArray distances = problem.masked(scale * rootChannels, settings.selfMask());
      NDArray sum = null;
      Map<Double, Double> raw = new LinkedHashMap<>();
      for (double temperature : settings.temperatures()) {
        Affinity affinity = problem.affinity(distances, temperature, settings.affinityFloor());
        NDArray force = problem.field(affinity, scale);
        double size = Affinity.rootMeanSquare(force);
        raw.put(temperature, size);
        if (settings.forceNormalisation()) {
          force = Ops.scale(force, 1 / Math.max(size, Math.sqrt(LEAST_MEAN_SQUARE)));
        }
        sum = sum == null ? force : sum.add(force);
      }
      return new Drift(scale, bySample(sum, home), raw);
    }
  }

  /**
   * The field at one temperature in units of the features, without scale or normalisation
   * (algorithm 2 of drifting models).
   *
   * @param temperature in units of the features
   * @param selfMask added to a sample's distance from itself, in units of the features
   * @return {@code [sample][location][channel]}
   */
  public static NDArray unscaled(DriftSamples samples, double temperature, double selfMask) {
    NDManager home = samples.generated().getManager();
    try (NDManager memory = home.newSubManager()) {
      DriftProblem problem = new DriftProblem(memory, samples, 0);
      Affinity affinity = problem.affinity(problem.masked(1, selfMask), temperature, 0);
      return bySample(problem.field(affinity, 1), home);
    }
  }

  private static NDArray bySample(NDArray byLocation, NDManager home) {
    NDArray turned = byLocation.transpose(1, 0, 2).duplicate();
    turned.attach(home);
    return turned;
  }
}
