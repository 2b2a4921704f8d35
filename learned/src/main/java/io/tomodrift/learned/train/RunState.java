package io.tomodrift.learned.train;

import ai.djl.ndarray.NDManager;
import io.tomodrift.learned.model.Weights;
import io.tomodrift.learned.nets.Network;
import io.tomodrift.learned.objective.Objective;
import io.tomodrift.learned.objective.Phase;
import java.util.LinkedHashMap;
import java.util.Map;

/** Everything that changes while a run goes on, and that a checkpoint therefore holds. */
final class RunState implements AutoCloseable {

  final Objective objective;
  final NDManager memory;

  /** The networks that are updated, each once, by the name of its first phase. */
  final Map<String, Network> networks = new LinkedHashMap<>();

  /** By the name of the phase. */
  final Map<String, AdamW> optimisers = new LinkedHashMap<>();

  /** Has the averaged weights, so that validation needs no exchange of weights. */
  final Network averaged;

  final Ema ema;
  final RowMeans means = new RowMeans();

  /** Number of steps made. */
  long step;

  double secondsBefore;
  long skipped;
  final Map<String, Integer> skippedInARow = new LinkedHashMap<>();

  /** Null until something was validated. */
  Weights best;

  long bestStep;
  double bestScore = Double.NaN;
  int withoutBetter;
  long validatedStep = -1;

  RunState(Objective objective, TrainingPlan plan, NDManager memory) {
    this.objective = objective;
    this.memory = memory;
    for (Phase phase : objective.phases()) {
      if (!networks.containsValue(phase.network())) {
        networks.put(phase.name(), phase.network());
      }
      AdamW optimiser = new AdamW(phase.network().parameters(), plan.optimiser(), memory);
      if (optimisers.put(phase.name(), optimiser) != null) {
        throw new IllegalArgumentException(
            "%s has two phases named %s".formatted(objective.method(), phase.name()));
      }
      skippedInARow.put(phase.name(), 0);
    }
    Network generator = objective.generator();
    if (!networks.containsValue(generator)) {
      throw new IllegalArgumentException(
          "no phase of %s updates its generator".formatted(objective.method()));
    }
    averaged = Network.create(generator.architecture(), memory);
    averaged.setTrainable(false);
    ema = new Ema(generator.parameters(), averaged.parameters(), plan.emaDecay());
  }

  boolean stoppedEarly(TrainingPlan plan) {
    return plan.patience() > 0 && withoutBetter >= plan.patience();
  }

  @Override
  public void close() {
    optimisers.values().forEach(AdamW::close);
    averaged.close();
  }
}
