package io.tomodrift.learned.infer;

import io.tomodrift.geometry.error.ModelException;
import io.tomodrift.learned.diffusion.DdimInversion;
import io.tomodrift.learned.diffusion.Histogram;
import io.tomodrift.learned.diffusion.LatentDrift;
import io.tomodrift.learned.diffusion.NoiseGrid;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What an image might look like had it been of another domain: it is turned to noise, a part of the
 * way, by the deterministic sampler of a source model in reverse, and denoised with a drift by the
 * model of the domain. Of several strengths and drifts the best is that of the least {@code lambda
 * l_o + l_in} (Latent Drifting, arXiv 2412.20651): {@code l_o} is the distance of the histogram of
 * the image from that of the domain, 0 to 2, and {@code l_in} the mean absolute change in the
 * network's units.
 *
 * <p>A research output: a network's fancy about a domain of phantoms or patients, no diagnosis.
 *
 * @param strengths shares of the way to noise, above 0 to 1
 * @param drifts drifts of the way back
 * @param lambda weight of the domain, not negative
 * @param steps of the whole way
 */
public record Counterfactuals(
    List<Double> strengths, List<LatentDrift> drifts, double lambda, int steps) {

  /** Rounds of each step in reverse; more change little. */
  private static final DdimInversion INVERSION = new DdimInversion(3);

  /** Checks the values. */
  public Counterfactuals {
    strengths = List.copyOf(strengths);
    drifts = List.copyOf(drifts);
    if (strengths.isEmpty() || strengths.stream().anyMatch(s -> !(s > 0 && s <= 1))) {
      throw new IllegalArgumentException("strengths are above 0 and at most 1, got " + strengths);
    }
    if (drifts.isEmpty()) {
      throw new IllegalArgumentException("at least one drift is needed");
    }
    if (!(lambda >= 0) || lambda == Double.POSITIVE_INFINITY || steps < 1) {
      throw new IllegalArgumentException(
          "lambda must be 0 or more and finite, and steps 1 or more, got %s and %d"
              .formatted(lambda, steps));
    }
  }

  /**
   * An image that was made.
   *
   * @param strength share of the way to noise; 0 for the image itself
   * @param delta drift of the way back
   * @param domainDistance l_o
   * @param change l_in, in the network's units
   * @param objective lambda l_o + l_in
   * @param imageHu the image, C order
   */
  @SuppressWarnings("ArrayRecordComponent") // the same image is the same array
  public record Candidate(
      double strength,
      double delta,
      double domainDistance,
      double change,
      double objective,
      double[] imageHu) {}

  /**
   * All candidates, in the order of strengths and then of drifts.
   *
   * @param source model that turns the image to noise; may be the target
   * @param target model of the domain
   * @param imageHu of the models' size
   * @param domain images of the domain
   * @throws ModelException if the target does not understand the source's noise
   */
  public List<Candidate> of(
      DomainSampler source, DomainSampler target, double[] imageHu, List<double[]> domain) {
    if (!target.understands(source)) {
      throw new ModelException(
          "models %s and %s do not fit together: size, range of values, noise levels and coder must be the same; train one from the other (`start`)"
              .formatted(source.card().name(), target.card().name()));
    }
    List<Candidate> all = new ArrayList<>();
    for (double strength : strengths) {
      NoiseGrid grid = target.grid(strength, steps);
      double[] noisy = source.noisy(imageHu, grid, INVERSION);
      for (LatentDrift drift : drifts) {
        double[] made = target.denoised(noisy, grid, drift);
        all.add(judged(strength, drift.delta(), made, imageHu, target, domain));
      }
    }
    return all;
  }

  /** The image itself as a candidate: nothing changed. */
  public Candidate unchanged(DomainSampler target, double[] imageHu, List<double[]> domain) {
    return judged(0, 0, imageHu, imageHu, target, domain);
  }

  /** The candidate of the least objective; of equal ones the first. */
  public static Candidate best(List<Candidate> candidates) {
    return candidates.stream().min(Comparator.comparingDouble(Candidate::objective)).orElseThrow();
  }

  private Candidate judged(
      double strength,
      double delta,
      double[] made,
      double[] image,
      DomainSampler target,
      List<double[]> domain) {
    Histogram histogram = ImageStack.histogram();
    double distance = histogram.between(List.of(made), domain);
    double sum = 0;
    for (int i = 0; i < made.length; i++) {
      sum += Math.abs(made[i] - image[i]);
    }
    double change = sum / made.length / target.scale().huPerUnit();
    return new Candidate(strength, delta, distance, change, lambda * distance + change, made);
  }
}
