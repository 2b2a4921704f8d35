package io.tomodrift.learned.drift;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.tomodrift.learned.torch.Ops;
import java.util.Optional;

/**
 * Samples outside of the graph, by location, with their distances. Candidates are the positives,
 * then the samples themselves if they repel one another, then further negatives.
 */
final class DriftProblem {

  private final NDArray samples;
  private final NDArray positives;
  private final NDArray negatives;
  private final Optional<NDArray> extraWeights;
  private final boolean repelsItself;
  private final double distanceFloor;
  private final NDArray distances;

  /** Copies nothing to the heap; everything lives in {@code memory}. */
  DriftProblem(NDManager memory, DriftSamples sets, double distanceFloor) {
    this.distanceFloor = distanceFloor;
    repelsItself = sets.repelsItself();
    samples = byLocation(memory, sets.generated());
    positives = byLocation(memory, sets.positives());
    NDList repelling = new NDList();
    if (repelsItself) {
      repelling.add(samples);
    }
    sets.negatives().ifPresent(more -> repelling.add(byLocation(memory, more)));
    negatives = repelling.size() == 1 ? repelling.get(0) : NDArrays.concat(repelling, 1);
    extraWeights = sets.negativeWeights().map(weights -> weightsByLocation(memory, weights));
    distances = Distances.of(samples, positives.concat(negatives, 1), distanceFloor);
  }

  private static NDArray byLocation(NDManager memory, NDArray array) {
    NDArray detached = array.stopGradient();
    detached.attach(memory);
    return detached.transpose(1, 0, 2);
  }

  private static NDArray weightsByLocation(NDManager memory, NDArray weights) {
    NDArray detached = weights.stopGradient();
    detached.attach(memory);
    NDArray turned = detached.transpose();
    return turned.reshape(turned.getShape().get(0), 1, turned.getShape().get(1));
  }

  private long sampleCount() {
    return samples.getShape().get(1);
  }

  private long positiveCount() {
    return positives.getShape().get(1);
  }

  private long selfCount() {
    return repelsItself ? sampleCount() : 0;
  }

  /** Number of candidates. */
  private long candidateCount() {
    return distances.getShape().get(2);
  }

  /** Weighted mean distance of the sets that the scale is made of, in units of the features. */
  double meanDistance(DriftSettings settings) {
    DriftScale scale = settings.scale();
    boolean across = settings.scaleAcrossLocations();
    Distances.Total total = total(across, positives, 0, positiveCount(), Optional.empty(), false);
    if (scale != DriftScale.POSITIVES && repelsItself) {
      total = total.plus(toItself(across, scale, settings.selfMask()));
    }
    long extras = positiveCount() + selfCount();
    if (scale != DriftScale.POSITIVES && extras < candidateCount()) {
      NDArray more =
          negatives.get(
              new NDIndex().addAllDim().addSliceDim(selfCount(), negatives.getShape().get(1)));
      total = total.plus(total(across, more, extras, candidateCount(), extraWeights, false));
    }
    return total.distance() / total.weight();
  }

  private Distances.Total toItself(boolean across, DriftScale scale, double mask) {
    Distances.Total all =
        total(
            across,
            samples,
            positiveCount(),
            positiveCount() + selfCount(),
            Optional.empty(),
            true);
    double pairs = (double) sampleCount() * samples.getShape().get(0);
    return switch (scale) {
      case POSITIVES -> new Distances.Total(0, 0);
      case ALL -> all.plus(new Distances.Total(across ? 0 : -pairs * distanceFloor, -pairs));
      case ALL_WITH_SELF -> all;
      case ALL_WITH_MASK -> all.plus(new Distances.Total(pairs * mask, 0));
    };
  }

  private Distances.Total total(
      boolean across,
      NDArray candidates,
      long from,
      long to,
      Optional<NDArray> weights,
      boolean itself) {
    if (across) {
      long channels = samples.getShape().get(2);
      return Distances.total(
          samples.reshape(new Shape(-1, channels)),
          candidates.reshape(new Shape(-1, channels)),
          weights.map(w -> w.reshape(new Shape(-1))),
          itself);
    }
    NDArray known = distances.get(new NDIndex().addAllDim(2).addSliceDim(from, to));
    return Distances.total(known, weights);
  }

  /** Distances over a unit, with the mask on those of samples from themselves. */
  NDArray masked(double unit, double mask) {
    NDArray scaled = Ops.scale(distances, 1 / unit);
    if (!repelsItself || mask == 0) {
      return scaled;
    }
    NDArray eye = Distances.diagonal(scaled, sampleCount(), candidateCount(), positiveCount());
    return scaled.add(Ops.scale(eye, mask));
  }

  /** Affinities at a temperature in units of {@link #masked}. */
  Affinity affinity(NDArray masked, double temperature, double floor) {
    return Affinity.of(masked, positiveCount(), temperature, floor, candidateWeights());
  }

  private Optional<NDArray> candidateWeights() {
    return extraWeights.map(
        extra -> {
          long[] rest = {extra.getShape().get(0), 1, positiveCount() + selfCount()};
          NDArray ones = extra.getManager().ones(new Shape(rest), extra.getDataType());
          return ones.concat(extra, 2);
        });
  }

  /**
   * The field of an affinity on features over a scale, {@code [location][sample][channel]}. Both
   * rows of weights have the same sum, so a common offset of the candidates changes nothing but
   * rounding; it is taken away.
   */
  NDArray field(Affinity affinity, double scale) {
    NDArray centre = positives.mean(new int[] {1}, true);
    return affinity.field(
        Ops.scale(positives.sub(centre), 1 / scale), Ops.scale(negatives.sub(centre), 1 / scale));
  }

  /** Number of channels. */
  long channels() {
    return samples.getShape().get(2);
  }
}
