package io.tomodrift.pipeline.learned;

import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.HounsfieldScale;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.learned.infer.Models;
import io.tomodrift.learned.infer.NetworkRefiner;
import io.tomodrift.learned.model.ModelCatalogue;
import io.tomodrift.learned.model.ModelDomain;
import io.tomodrift.learned.model.ModelFile;
import io.tomodrift.learned.model.Task;
import io.tomodrift.learned.physics.ConsistentRefinement;
import io.tomodrift.learned.physics.ConsistentVolume;
import io.tomodrift.learned.torch.Torch;
import io.tomodrift.pipeline.report.ManifestRecorder;
import io.tomodrift.pipeline.run.UsageFailure;
import io.tomodrift.projectors.backend.Backend;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A model at work: applied to a volume, and on request followed by steps towards the measured data.
 *
 * @param model what refines or translates
 * @param consistency steps towards the data after it
 */
public record Refinement(ModelFile model, Consistency consistency) {

  /** Checks the values. */
  public Refinement {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(consistency, "consistency");
  }

  /**
   * Opens a model.
   *
   * @param nameOrFile name of a shipped model, or a file
   * @param task what it must be for
   * @throws UsageFailure if it is for another task
   * @throws IOException if it cannot be read
   */
  public static Refinement of(String nameOrFile, Task task, Consistency consistency)
      throws IOException {
    ModelFile model = ModelCatalogue.shipped().open(nameOrFile);
    if (model.card().task() != task) {
      throw new UsageFailure(
          "model %s is for %s (%s); one for %s (%s) is needed here"
              .formatted(
                  model.card().name(),
                  model.card().task().id(),
                  model.card().task().description(),
                  task.id(),
                  task.description()));
    }
    return new Refinement(model, consistency);
  }

  /**
   * Applies the model.
   *
   * @param recorder notes model, engine and time
   */
  public Volume apply(Volume image, RunContext context, ManifestRecorder recorder) {
    try (NetworkRefiner refiner = Models.refiner(model)) {
      recorder.setting("model", model.card().name());
      recorder.setting("modelSha256", model.card().weightsSha256());
      recorder.setting("engine", Torch.description());
      return recorder.call("refine", () -> refiner.refine(image, context));
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
