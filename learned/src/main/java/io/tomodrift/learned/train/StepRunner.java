package io.tomodrift.learned.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.tomodrift.geometry.error.ModelException;
import io.tomodrift.learned.data.Patches;
import io.tomodrift.learned.objective.Batch;
import io.tomodrift.learned.objective.Phase;
import io.tomodrift.learned.objective.Terms;
import io.tomodrift.learned.torch.Torch;
import java.util.Collection;

/** Makes one step: an update of every phase and of the averaged weights. */
final class StepRunner {

  private final RunState state;
  private final TrainingPlan plan;
  private final StepSeeds seeds;
  private final boolean severalPhases;

  StepRunner(RunState state, TrainingPlan plan) {
    this.state = state;
    this.plan = plan;
    seeds = new StepSeeds(plan.seed());
    severalPhases = state.objective.phases().size() > 1;
  }

  /** Makes the next step and returns the terms of its first phase. */
  Terms run(Patches patches) {
    long step = state.step;
    Torch.seed(seeds.source(step, StepSeeds.Use.ENGINE, 0).nextLong());
    Terms shown = null;
    try (NDManager memory = state.memory.newSubManager()) {
      Batch batch =
          new Batch(
              array(memory, patches.input(), patches.inputShape()),
              array(memory, patches.target(), patches.targetShape()),
              patches.origins());
      int part = 0;
      for (Phase phase : state.objective.phases()) {
        Terms terms = update(memory, phase, batch, part++);
        shown = shown == null ? terms : shown;
      }
      state.ema.update(memory);
    }
    state.step++;
    return shown;
  }

  private static NDArray array(NDManager memory, float[] values, long[] shape) {
    // The copy is in native memory, which no garbage collection moves or frees.
    return memory.create(values, new Shape(shape)).duplicate();
  }

  private Terms update(NDManager memory, Phase phase, Batch batch, int part) {
    Collection<NDArray> parameters = phase.network().parameters().values();
    Gradients.zero(memory, parameters);
    long step = state.step;
    Terms terms =
        phase.accumulate(memory, batch, step, seeds.source(step, StepSeeds.Use.OBJECTIVE, part));
    double norm = Gradients.norm(memory, parameters);
    if (Double.isFinite(norm)) {
      double factor = plan.clip().factor(norm);
      state.optimisers.get(phase.name()).update(memory, plan.learningRate().at(step), factor);
      state.skippedInARow.put(phase.name(), 0);
    } else {
      skip(phase, terms, norm);
    }
    String prefix = severalPhases ? phase.name() + "." : "";
    terms.values().forEach((name, value) -> state.means.add(prefix + name, value));
    state.means.add(prefix + "gradient_norm", norm);
    return terms;
  }

  private void skip(Phase phase, Terms terms, double norm) {
    state.skipped++;
    int inARow = state.skippedInARow.merge(phase.name(), 1, Integer::sum);
    if (inARow >= plan.largestSkips()) {
      throw new ModelException(
          "step %d: the gradient norm of '%s' is %s, in %d updates in a row; terms %s. Training has"
                  .formatted(state.step, phase.name(), norm, inARow, terms.values())
              + " diverged: try a smaller learning rate, and look for values that are not finite"
              + " in the data; the last checkpoint is from before");
    }
  }
}
