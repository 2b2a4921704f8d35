package io.tomodrift.learned.recipe;

import ai.djl.ndarray.NDManager;
import io.tomodrift.formats.volume.VolumeFiles;
import io.tomodrift.geometry.error.ModelException;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeFrame;
import io.tomodrift.learned.data.CaseSet;
import io.tomodrift.learned.data.PatchSampler;
import io.tomodrift.learned.data.PatchSource;
import io.tomodrift.learned.data.TrainingCase;
import io.tomodrift.learned.infer.LatentCoder;
import io.tomodrift.learned.infer.Models;
import io.tomodrift.learned.infer.SamplingSettings;
import io.tomodrift.learned.model.Latents;
import io.tomodrift.learned.model.ModelCard;
import io.tomodrift.learned.model.ModelCatalogue;
import io.tomodrift.learned.model.ModelDomain;
import io.tomodrift.learned.model.ModelFile;
import io.tomodrift.learned.model.ModelOrigin;
import io.tomodrift.learned.model.Sampling;
import io.tomodrift.learned.model.Task;
import io.tomodrift.learned.model.Weights;
import io.tomodrift.learned.nets.Architectures;
import io.tomodrift.learned.nets.Network;
import io.tomodrift.learned.objective.Objective;
import io.tomodrift.learned.torch.Torch;
import io.tomodrift.learned.train.LearningRate;
import io.tomodrift.learned.train.Trainer;
import io.tomodrift.learned.train.TrainingPlan;
import io.tomodrift.learned.train.TrainingResult;
import io.tomodrift.learned.train.Validation;
import io.tomodrift.projectors.Refiner;
import io.tomodrift.projectors.backend.Backend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Carries out a recipe: pairs, feature encoder, training, model, and its error on the cases that
 * were held out. A run in a folder where it was stopped goes on where it was.
 *
 * @param recipe what to do
 * @param dataFolder folder that paths of the recipe are relative to
 * @param cache folder of the pairs, which other runs may share
 * @param out folder of the run: {@code NAME.json}, {@code NAME.safetensors}, logs, checkpoints
 * @param testImages folder that gets the images of the cases that took no part, for comparisons:
 *     {@code KIND/NAME/CASE.npz}, with {@code reference} and {@code input} beside the model's name;
 *     of a domain {@code NAME-test.npz} and {@code NAME-validation.npz}, and samples beside them
 * @param command how to start it again, for the card
 * @param backend what scans and reconstructs
 */
public record TrainingRun(
    TrainingRecipe recipe,
    Path dataFolder,
    Path cache,
    Path out,
    Optional<Path> testImages,
    String command,
    Backend backend) {

  private static final String LICENCE = "Apache-2.0";

  /** Bodies differ in size by more than this, so voxels may, too. */
  private static final double SPACING_SLACK = 1.2;

  /** Checks for nulls. */
  public TrainingRun {
    Objects.requireNonNull(recipe, "recipe");
    Objects.requireNonNull(dataFolder, "dataFolder");
    Objects.requireNonNull(cache, "cache");
    Objects.requireNonNull(out, "out");
    Objects.requireNonNull(testImages, "testImages");
    Objects.requireNonNull(command, "command");
    Objects.requireNonNull(backend, "backend");
  }

  /**
   * What came of it.
   *
   * @param model as it was written
   * @param training the course of the training
   * @param heldOut errors of the model and of its input on the subjects held out, by name
   */
  public record Outcome(ModelFile model, TrainingResult training, Map<String, Double> heldOut) {}

  /**
   * Runs.
   *
   * @param context threads for the pairs, memory budget, progress
   * @throws IOException if a file cannot be read or written
   * @throws java.util.concurrent.CancellationException if cancelled; the run can be resumed
   */
  public Outcome run(RunContext context) throws IOException {
    TrainingData data = TrainingData.prepare(recipe, dataFolder, cache, backend, context);
    CaseSet train = data.train(context);
    PatchSampler images =
        new PatchSampler(train, data.input(), data.target(), recipe.patches(), context);
    try (TrainingPhysics physics = TrainingPhysics.open(recipe, train, backend, context);
        NDManager memory = Torch.open()) {
      Torch.seed(recipe.seed());
      Network generator = Network.create(recipe.network(), memory);
      Optional<ModelFile> start = start();
      start
          .map(LatentTraining::generator)
          .ifPresent(model -> model.weights().copyTo(generator, memory, model.origin()));
      String identity = data.set().sha256();
      Optional<LatentCoder> coder =
          LatentTraining.coder(recipe, start, images, train, out, identity, memory, context);
      PatchSource source = LatentTraining.source(recipe, coder, images, train);
      try (Objective objective =
          Objectives.of(
              recipe, generator, source, physics.term(), out, identity, memory, context)) {
        Optional<Validation> validation = Optional.empty();
        if (!data.split().validation().isEmpty()) {
          CaseSet cases = data.validation(context);
          validation =
              Optional.of(
                  new PatchValidation(
                      LatentTraining.source(
                          recipe,
                          coder,
                          new PatchSampler(
                              cases,
                              data.input(),
                              data.target(),
                              recipe.patches().withAnyCase(),
                              context),
                          cases),
                      recipe.output().huPerUnit(),
                      recipe.seed(),
                      recipe.sampling(),
                      bothWays()));
        }
        TrainingResult result =
            new Trainer(objective, source, plan(identity, start), validation).run(context);
        return save(data, start, coder.map(LatentCoder::coder), train, result, context);
      }
    }
  }

  private Optional<ModelFile> start() throws IOException {
    if (recipe.start().isEmpty()) {
      return Optional.empty();
    }
    ModelFile model = ModelCatalogue.shipped().open(recipe.start().get());
    if (model.card().task() != recipe.task()) {
      throw new ModelException(
          "%s starts from %s, a model for %s; take one for %s"
              .formatted(
                  recipe.where(),
                  model.card().name(),
                  model.card().task().id(),
                  recipe.task().id()));
    }
    return Optional.of(model);
  }

  private TrainingPlan plan(String dataDigest, Optional<ModelFile> start) {
    OptimiserRecipe wanted = recipe.optimiser();
    TrainingPlan.Builder plan =
        TrainingPlan.builder(wanted.steps(), out)
            .learningRate(
                new LearningRate.WarmUpCosine(
                    wanted.learningRate(),
                    wanted.warmUp(),
                    wanted.steps(),
                    wanted.learningRate() / 100))
            .optimiser(wanted.adam(recipe.method()))
            .clip(wanted.clip())
            .emaDecay(wanted.averaging())
            .validateEvery(recipe.validateEvery())
            .checkpointEvery(recipe.validateEvery())
            .patience(recipe.patience())
            .seed(recipe.seed())
            .identity("data", dataDigest)
            .identity("patches", recipe.patches().toString())
            .identity("objective", recipe.objective().toString())
            .identity("split", recipe.validation() + " " + recipe.test());
    start.ifPresent(model -> plan.identity("start", model.card().weightsSha256()));
    // Absent, not empty, without: runs of recipes that know no such key go on.
    recipe.latent().ifPresent(latent -> plan.identity("latent", latent.toString()));
    recipe.physics().ifPresent(physics -> plan.identity("physics", physics.toString()));
    if (!(recipe.sampling() instanceof Sampling.OnePass)) {
      plan.identity("sampling", recipe.sampling().toString());
    }
    return plan.build();
  }

  private Outcome save(
      TrainingData data,
      Optional<ModelFile> start,
      Optional<Latents.Coder> coder,
      CaseSet train,
      TrainingResult result,
      RunContext context)
      throws IOException {
    Weights weights = coder.map(some -> Latents.join(some, result.best())).orElse(result.best());
    Map<String, Object> architecture =
        coder
            .map(some -> new Latents(some.network(), recipe.network()).toMap())
            .orElse(Architectures.toMap(recipe.network()));
    ModelCard card = card(data, start, architecture, train, result, Map.of());
    ModelFile model = new ModelFile(card, weights, recipe.name());
    Map<String, Double> heldOut = new LinkedHashMap<>();
    if (recipe.task() == Task.DOMAIN) {
      DomainScores.keep(train, out, recipe.name());
      heldOut.putAll(DomainScores.of("validation", model, data.validation(context), testImages));
      heldOut.putAll(DomainScores.of("test", model, data.test(context), testImages));
      ModelCard complete = card(data, start, architecture, train, result, heldOut);
      return new Outcome(ModelFile.save(out, complete, weights), result, heldOut);
    }
    heldOut.putAll(
        errors(
            "validation", model, data.validation(context), HeldOutErrors.Images.NOT_KEPT, context));
    HeldOutErrors.Images kept = testImages.isPresent() ? this::keep : HeldOutErrors.Images.NOT_KEPT;
    heldOut.putAll(errors("test", model, data.test(context), kept, context));
    ModelCard complete = card(data, start, architecture, train, result, heldOut);
    return new Outcome(ModelFile.save(out, complete, weights), result, heldOut);
  }

  /** Removing contrast medium is wanted like adding it; making streaks is not. */
  private boolean bothWays() {
    return (recipe.task() == Task.CONTRAST || recipe.task() == Task.CONTRAST_TO_NATIVE)
        && recipe.sampling() instanceof Sampling.Flow flow
        && !flow.sourceGiven();
  }

  private void keep(TrainingCase one, Volume refined) throws IOException {
    Path kind = testImages.orElseThrow().resolve(one.kind().name().toLowerCase(Locale.ROOT));
    write(one.target(), kind.resolve("reference"), one.id());
    write(one.input(), kind.resolve("input"), one.id());
    write(refined, kind.resolve(recipe.name()), one.id());
  }

  private static void write(Volume volume, Path folder, String id) throws IOException {
    Files.createDirectories(folder);
    VolumeFiles.write(volume, folder.resolve(id + ".npz"));
  }

  private ModelCard card(
      TrainingData data,
      Optional<ModelFile> start,
      Map<String, Object> architecture,
      CaseSet train,
      TrainingResult result,
      Map<String, Double> metrics) {
    List<Double> pixels = spacings(train, VolumeFrame::columnSpacingMm);
    ModelDomain domain =
        new ModelDomain(
            data.input(),
            data.target(),
            pixels.get(0),
            pixels.get(1),
            recipe.network().dimensions() == 2
                ? List.of()
                : spacings(train, VolumeFrame::sliceSpacingMm),
            data.viewCount(),
            data.inputMethod(),
            recipe.windowSides());
    ModelOrigin origin =
        new ModelOrigin(
            recipe.seed(),
            result.bestStep(),
            result.seconds(),
            command,
            data.set().sha256(),
            description(data, start));
    return ModelCard.unsaved(
        recipe.name(),
        recipe.task(),
        recipe.method().id(),
        recipe.network().dimensions(),
        architecture,
        recipe.sampling(),
        domain,
        origin,
        metrics,
        LICENCE);
  }

  private String description(TrainingData data, Optional<ModelFile> start) {
    String physics = recipe.physics().map(term -> "; " + term.description()).orElse("");
    String origin =
        start
            .map(ModelFile::card)
            .map(card -> "; from %s (%.12s)".formatted(card.name(), card.weightsSha256()))
            .orElse("");
    return data.description() + physics + origin;
  }

  /** The smallest and the largest of the cases, and a little more both ways. */
  private static List<Double> spacings(CaseSet cases, ToDoubleFunction<VolumeFrame> spacingMm) {
    DoubleSummaryStatistics found =
        cases.cases().stream()
            .map(one -> one.target().frame())
            .mapToDouble(spacingMm)
            .summaryStatistics();
    return List.of(found.getMin() / SPACING_SLACK, found.getMax() * SPACING_SLACK);
  }

  /** Mean over cases of the mean absolute error in the body, of model and input, HU. */
  private Map<String, Double> errors(
      String part, ModelFile model, CaseSet cases, HeldOutErrors.Images images, RunContext context)
      throws IOException {
    Map<String, Double> errors = new LinkedHashMap<>();
    if (cases.cases().isEmpty()) {
      return errors;
    }
    try (Refiner refiner = Models.refiner(model)) {
      HeldOutErrors found = HeldOutErrors.of(refiner, cases, images, context);
      errors.put(part + "BodyMaeHu", found.bodyMaeHu());
      errors.put(part + "WholeMaeHu", found.wholeMaeHu());
      if (recipe.task() != Task.MR2CT) {
        errors.put(part + "InputBodyMaeHu", found.inputBodyMaeHu());
        errors.put(part + "InputWholeMaeHu", found.inputWholeMaeHu());
      }
      errors.put(part + "Cases", (double) cases.cases().size());
    }
    if (bothWays()) {
      try (Refiner refiner = Models.refiner(model, SamplingSettings.USUAL.reversed())) {
        HeldOutErrors found =
            HeldOutErrors.of(refiner, cases.reversed(), HeldOutErrors.Images.NOT_KEPT, context);
        errors.put(part + "ReverseBodyMaeHu", found.bodyMaeHu());
        errors.put(part + "ReverseWholeMaeHu", found.wholeMaeHu());
      }
    }
    return errors;
  }
}
