package io.tomodrift.learned.train;

import ai.djl.ndarray.NDManager;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.learned.data.PatchSource;
import io.tomodrift.learned.data.Patches;
import io.tomodrift.learned.model.Weights;
import io.tomodrift.learned.objective.Objective;
import io.tomodrift.learned.objective.Terms;
import io.tomodrift.learned.torch.Torch;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains the networks of an objective.
 *
 * <p>A step draws a batch, and for each phase computes gradients, limits their norm and updates the
 * weights with {@link AdamW}; then the averaged weights follow. An update whose gradients are not
 * finite is skipped and counted. Validation judges the averaged weights, and the best of them are
 * kept.
 *
 * <p><b>Files</b> in the folder of the plan: {@code training.jsonl} and {@code .csv} (step,
 * seconds, learning_rate, terms, gradient_norm as means over the rows' steps, skipped in all),
 * {@code validation.jsonl} and {@code .csv}, and {@code checkpoints/step-N}. A run in a folder with
 * checkpoints goes on from the last; the result has the same bits as that of a run that was not
 * interrupted, with the same number of threads in the engine. A checkpoint holds the networks that
 * are updated and {@link Objective#state}; frozen ones, such as an encoder of features, are the
 * caller's to make the same again. <b>Memory</b>: four times the weights besides the step's own.
 * <b>Threading</b>: one training at a time in a JVM; with a parallelism above 1 the next batch is
 * drawn on another thread meanwhile, which changes no result.
 *
 * @param objective what is minimised, with the networks; stays the caller's to close
 * @param source of the batches; called from another thread than the caller's, one call at a time
 * @param plan how
 * @param validation judges the averaged weights, if there is one
 */
public record Trainer(
    Objective objective, PatchSource source, TrainingPlan plan, Optional<Validation> validation) {

  private static final Logger LOG = LoggerFactory.getLogger(Trainer.class);

  /** Checks that nothing is missing. */
  public Trainer {
    Objects.requireNonNull(objective, "objective");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(plan, "plan");
    Objects.requireNonNull(validation, "validation");
  }

  /**
   * Trains until the last step, or until validation has not become better for long.
   *
   * @param context parallelism and progress; the seed is that of the plan. Asked to stop, the run
   *     leaves a checkpoint
   * @throws io.tomodrift.geometry.error.ModelException if the folder holds checkpoints of another
   *     configuration, or if gradients are not finite many times in a row
   * @throws java.util.concurrent.CancellationException if asked to stop
   * @throws IOException if a file cannot be read or written
   */
  public TrainingResult run(RunContext context) throws IOException {
    try (NDManager memory = Torch.open();
        RunState state = new RunState(objective, plan, memory)) {
      Checkpoints checkpoints = new Checkpoints(state, plan);
      checkpoints.restore();
      return new Run(state, context, checkpoints).run();
    }
  }

  /** One run. */
  private final class Run {
    private final RunState state;
    private final RunContext context;
    private final StepRunner runner;
    private final Checkpoints checkpoints;
    private final RowLog trainingLog;
    private final RowLog validationLog;
    private final long resumedAt;
    private final long startNanos = System.nanoTime();

    /** False while networks of one step are updated one after the other. */
    private boolean betweenSteps = true;

    Run(RunState state, RunContext context, Checkpoints checkpoints) throws IOException {
      this.state = state;
      this.context = context;
      this.checkpoints = checkpoints;
      runner = new StepRunner(state, plan);
      resumedAt = state.step;
      trainingLog = new RowLog(plan.folder(), "training", resumedAt);
      validationLog = new RowLog(plan.folder(), "validation", resumedAt);
    }

    TrainingResult run() throws IOException {
      try {
        steps();
        validateOnce();
      } catch (CancellationException e) {
        saveCancelled(e);
        throw e;
      }
      checkpoints.save(seconds());
      return result();
    }

    private void steps() throws IOException {
      if (state.step % plan.validationInterval() == 0 && state.step > 0) {
        // The run before may have been stopped while it validated.
        validateOnce();
      }
      StepSeeds seeds = new StepSeeds(plan.seed());
      boolean ahead = context.parallelism() > 1;
      try (BatchSupply supply = new BatchSupply(source, seeds, plan.steps(), ahead)) {
        while (state.step < plan.steps() && !state.stoppedEarly(plan)) {
          context.checkCancelled();
          Patches batch = supply.get(state.step);
          betweenSteps = false;
          Terms terms = runner.run(batch);
          betweenSteps = true;
          report(terms);
          if (state.step % plan.logInterval() == 0) {
            writeRow();
          }
          if (state.step % plan.validationInterval() == 0) {
            validateOnce();
          }
          if (state.step % plan.checkpointInterval() == 0) {
            checkpoints.save(seconds());
          }
        }
      }
    }

    private void saveCancelled(CancellationException cancelled) {
      if (betweenSteps) {
        try {
          checkpoints.save(seconds());
        } catch (IOException e) {
          cancelled.addSuppressed(e);
        }
      }
    }

    private double seconds() {
      return state.secondsBefore + (System.nanoTime() - startNanos) * 1e-9;
    }

    /** Says what the loss is and how long the rest takes at the pace of this run so far. */
    private void report(Terms terms) {
      long left = plan.steps() - state.step;
      double ahead = (System.nanoTime() - startNanos) * 1e-9 / (state.step - resumedAt) * left;
      Map.Entry<String, Double> loss = terms.values().entrySet().iterator().next();
      String stage =
          "training, %s %.4g, %s left"
              .formatted(loss.getKey(), loss.getValue(), duration(Math.round(ahead)));
      context.progress().progress(stage, state.step, plan.steps());
    }

    private static String duration(long seconds) {
      if (seconds < 100) {
        return seconds + " s";
      }
      return seconds < 6000 ? (seconds + 30) / 60 + " min" : (seconds + 1800) / 3600 + " h";
    }

    private void writeRow() throws IOException {
      Map<String, Double> row = row();
      row.put("learning_rate", plan.learningRate().at(state.step - 1));
      row.putAll(state.means.means());
      row.put("skipped", (double) state.skipped);
      trainingLog.append(row);
      state.means.clear();
    }

    private Map<String, Double> row() {
      Map<String, Double> row = new LinkedHashMap<>();
      row.put(RowLog.STEP, (double) state.step);
      row.put("seconds", seconds());
      return row;
    }

    private void validateOnce() throws IOException {
      if (state.validatedStep == state.step || validation.isEmpty()) {
        return;
      }
      StepSeeds seeds = new StepSeeds(plan.seed());
      Torch.seed(seeds.source(state.step, StepSeeds.Use.VALIDATION, 0).nextLong());
      Scores scores = validation.get().run(state.averaged, state.step);
      state.validatedStep = state.step;
      double value = scores.value();
      boolean better = Double.isFinite(value) && !(value >= state.bestScore);
      if (better) {
        state.best = Weights.of(state.averaged);
        state.bestStep = state.step;
        state.bestScore = value;
        state.withoutBetter = 0;
      } else {
        state.withoutBetter++;
      }
      Map<String, Double> row = row();
      row.putAll(scores.terms().values());
      row.put("best", better ? 1.0 : 0.0);
      validationLog.append(row);
    }

    private TrainingResult result() {
      if (state.skipped > 0) {
        LOG.warn("{} updates were skipped, their gradients were not finite", state.skipped);
      }
      Weights last = Weights.of(state.averaged);
      boolean judged = state.best != null;
      return new TrainingResult(
          state.step,
          resumedAt,
          seconds(),
          state.skipped,
          state.stoppedEarly(plan),
          last,
          judged ? state.best : last,
          judged ? state.bestStep : state.step,
          state.bestScore);
    }
  }
}
