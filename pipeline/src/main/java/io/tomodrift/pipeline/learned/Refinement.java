package io.tomodrift.pipeline.learned;

import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.HounsfieldScale;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.learned.infer.Models;
import io.tomodrift.learned.infer.NetworkRefiner;
import io.tomodrift.learned.infer.SamplingSettings;
import io.tomodrift.learned.model.ModelCatalogue;
import io.tomodrift.learned.model.ModelDomain;
import io.tomodrift.learned.model.ModelFile;
import io.tomodrift.learned.model.Task;
import io.tomodrift.learned.physics.ConsistencyStep;
import io.tomodrift.learned.physics.ConsistentRefinement;
import io.tomodrift.learned.physics.ConsistentVolume;
import io.tomodrift.learned.physics.GuidedSampling;
import io.tomodrift.learned.torch.Torch;
import io.tomodrift.pipeline.report.ManifestRecorder;
import io.tomodrift.pipeline.run.UsageFailure;
import io.tomodrift.projectors.backend.Backend;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A model at work: applied to a volume, and on request followed by steps towards the measured data.
 *
 * @param model what refines or translates
 * @param consistency steps towards the data after it
 * @param sampling how the model makes its result, where it leaves a choice
 */
public record Refinement(ModelFile model, Consistency consistency, SamplingSettings sampling) {

  /** Checks the values. */
  public Refinement {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(consistency, "consistency");
    Objects.requireNonNull(sampling, "sampling");
  }

  /**
   * Opens a model that makes its result as it usually does.
   *
   * @param nameOrFile name of a shipped model, or a file
   * @param task what it must be for
   * @throws UsageFailure if it is for another task
   * @throws IOException if it cannot be read
   */
  public static Refinement of(String nameOrFile, Task task, Consistency consistency)
      throws IOException {
    return of(nameOrFile, List.of(task), consistency, SamplingSettings.USUAL);
  }

  /** The same for one of several tasks, and with a choice of how results are made. */
  public static Refinement of(
      String nameOrFile, List<Task> tasks, Consistency consistency, SamplingSettings sampling)
      throws IOException {
    ModelFile model = ModelCatalogue.shipped().open(nameOrFile);
    if (!tasks.contains(model.card().task())) {
      throw new UsageFailure(
          "model %s is for %s; one for %s is needed here"
              .formatted(
                  model.card().name(),
                  text(model.card().task()),
                  tasks.stream().map(Refinement::text).collect(Collectors.joining(" or "))));
    }
    return new Refinement(model, consistency, sampling);
  }

  /** The same model the other way. */
  public Refinement reversed() {
    return new Refinement(model, consistency, sampling.reversed());
  }

  private static String text(Task task) {
    return "%s (%s)".formatted(task.id(), task.description());
  }

  /**
   * Applies the model.
   *
   * @param recorder notes model, engine and time
   */
  public Volume apply(Volume image, RunContext context, ManifestRecorder recorder) {
    return apply(recorder, refiner -> refiner.refine(image, context));
  }

  /**
   * Applies a diffusion whose predictions are pulled towards the data on the way.
   *
   * @param guidance what a pull is
   * @param data line integrals that the image was made from
   */
  public Volume applyGuided(
      Volume image,
      ConsistencyStep guidance,
      Sinogram data,
      HounsfieldScale water,
      Backend backend,
      RunContext context,
      ManifestRecorder recorder) {
    return apply(
        recorder,
        refiner ->
            new GuidedSampling(refiner, backend, water, guidance).refine(image, data, context));
  }

  private Volume apply(ManifestRecorder recorder, Function<NetworkRefiner, Volume> work) {
    try (NetworkRefiner refiner = Models.refiner(model, sampling)) {
      recorder.setting("model", model.card().name());
      recorder.setting("modelSha256", model.card().weightsSha256());
      recorder.setting("engine", Torch.description());
      refiner.description().forEach(recorder::setting);
      Volume made = recorder.call("refine", () -> work.apply(refiner));
      recorder.result("evaluations", refiner.evaluations());
      return made;
    }
  }

  /**
   * What to tell the user of an image that was made in another way than those the model was trained
   * for.
   *
   * @param views views that the image was reconstructed from
   * @param method what reconstructed it, as models name it
   */
  public Optional<String> warning(int views, String method) {
    ModelDomain trained = model.card().domain();
    return trained.viewCount() == views && trained.inputMethod().equals(method)
        ? Optional.empty()
        : Optional.of(
            "model %s was trained for images of %d views by %s, this one has %d by %s: expect streaks or lost detail"
                .formatted(
                    model.card().name(),
                    trained.viewCount(),
                    trained.inputMethod(),
                    views,
                    method));
  }

  /**
   * Pulls a refined volume towards the data, if steps were asked for.
   *
   * @param data line integrals that the image was made from
   */
  public Volume consistent(
      Volume refined,
      Sinogram data,
      HounsfieldScale water,
      Backend backend,
      RunContext context,
      ManifestRecorder recorder,
      Consumer<String> notes) {
    if (consistency.steps() == 0) {
      return refined;
    }
    ConsistentVolume result =
        recorder.call(
            "data consistency",
            () ->
                new ConsistentRefinement(backend, water, consistency.step(data.geometry().views()))
                    .apply(refined, data, context));
    recorder.result("sinogramResidualBefore", result.totalBefore());
    recorder.result("sinogramResidualAfter", result.totalAfter());
    recorder.result("sinogramResidualBeforeOfSlices", result.residualBefore());
    recorder.result("sinogramResidualAfterOfSlices", result.residualAfter());
    notes.accept(
        "note: sinogram residual %.5g before, %.5g after %d steps towards the data"
            .formatted(result.totalBefore(), result.totalAfter(), consistency.steps()));
    return result.volume();
  }
}
