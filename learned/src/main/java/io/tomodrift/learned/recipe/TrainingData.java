package io.tomodrift.learned.recipe;

import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.learned.data.CaseSet;
import io.tomodrift.learned.data.HuScale;
import io.tomodrift.learned.data.Normalisation;
import io.tomodrift.learned.data.PercentileScale;
import io.tomodrift.learned.data.Split;
import io.tomodrift.learned.data.SplitPlan;
import io.tomodrift.learned.data.pairs.CachedSet;
import io.tomodrift.learned.data.pairs.CaseCache;
import io.tomodrift.learned.data.pairs.ContrastPairs;
import io.tomodrift.learned.data.pairs.ContrastSet;
import io.tomodrift.learned.data.pairs.DomainImages;
import io.tomodrift.learned.data.pairs.DomainSet;
import io.tomodrift.learned.data.pairs.MrCtPairs;
import io.tomodrift.learned.data.pairs.SparseViewPairs;
import io.tomodrift.learned.data.pairs.SparseViewRecipe;
import io.tomodrift.learned.data.pairs.SparseViewSet;
import io.tomodrift.learned.model.ModelDomain;
import io.tomodrift.learned.model.Task;
import io.tomodrift.projectors.backend.Backend;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The pairs of a training run: made, or found in the cache, and divided by subject.
 *
 * @param set all pairs, on disk
 * @param split which subject is for what
 * @param input how inputs become the network's values
 * @param target how targets do
 * @param viewCount views of the sparse scan; 0 if there is none
 * @param inputMethod what reconstructed the inputs
 * @param description what the data are, in a sentence
 * @param exchanged whether the pairs on disk are used the other way round
 */
public record TrainingData(
    CachedSet set,
    Split split,
    Normalisation input,
    HuScale target,
    int viewCount,
    String inputMethod,
    String description,
    boolean exchanged) {

  private static final String FBP = "fbp";
  private static final PercentileScale MR = new PercentileScale(0.5, 99.5);

  /**
   * Makes what is not there yet.
   *
   * @param recipe of the run
   * @param dataFolder folder that paths of the recipe are relative to
   * @param cache folder of the pairs
   * @param backend what scans and reconstructs
   * @throws IOException if a file cannot be read or written
   */
  public static TrainingData prepare(
      TrainingRecipe recipe, Path dataFolder, Path cache, Backend backend, RunContext context)
      throws IOException {
    return switch (recipe.task()) {
      case SVCT -> sparseViews(recipe, dataFolder, cache, backend, context);
      case MR2CT -> mrToCt(recipe, dataFolder, cache, context);
      case CONTRAST, CONTRAST_TO_NATIVE -> contrast(recipe, cache, backend, context);
      case DOMAIN -> domain(recipe, cache, context);
    };
  }

  private static TrainingData sparseViews(
      TrainingRecipe recipe, Path dataFolder, Path cache, Backend backend, RunContext context)
      throws IOException {
    SparseViewSet wanted = SparseViewSet.of(recipe.data());
    SparseViewRecipe scan = wanted.recipe();
    CachedSet set;
    try (SparseViewPairs pairs = new SparseViewPairs(scan, backend)) {
      set =
          CaseCache.open(cache, scan.description())
              .fill(pairs.makers(wanted.sources(dataFolder)), context);
    }
    String description =
        "%d slabs of %d subjects, scanned with %d views and reconstructed from all by FBP and from %d %s"
            .formatted(
                set.cases().size(),
                set.subjects().size(),
                scan.geometry().views(),
                scan.sparseViews(),
                scan.inputDescription());
    return new TrainingData(
        set,
        split(recipe, set),
        recipe.output(),
        recipe.output(),
        scan.sparseViews(),
        scan.inputMethod(),
        description,
        false);
  }

  private static TrainingData mrToCt(
      TrainingRecipe recipe, Path dataFolder, Path cache, RunContext context) throws IOException {
    MrCtRecipe wanted = MrCtRecipe.of(recipe.data());
    OptionalDouble pixel = wanted.pixelMm();
    CachedSet set =
        CaseCache.open(cache, MrCtPairs.recipe(pixel))
            .fill(MrCtPairs.makers(dataFolder.resolve(wanted.folder()), pixel), context);
    String description = "registered MR and CT of %d patients".formatted(set.subjects().size());
    return new TrainingData(
        set, split(recipe, set), MR, recipe.output(), 0, ModelDomain.NO_SCAN, description, false);
  }

  private static TrainingData contrast(
      TrainingRecipe recipe, Path cache, Backend backend, RunContext context) throws IOException {
    ContrastSet wanted = ContrastSet.of(recipe.data());
    CachedSet set;
    try (ContrastPairs pairs = new ContrastPairs(wanted.recipe(), backend)) {
      set =
          CaseCache.open(cache, wanted.recipe().description())
              .fill(pairs.makers(wanted.bodies()), context);
    }
    String description =
        "%d slabs of %d phantoms without and with contrast medium, each scanned with %d views and reconstructed by FBP"
            .formatted(
                set.cases().size(), set.subjects().size(), wanted.recipe().geometry().views());
    return new TrainingData(
        set,
        split(recipe, set),
        recipe.output(),
        recipe.output(),
        wanted.recipe().geometry().views(),
        FBP,
        description,
        recipe.task() == Task.CONTRAST_TO_NATIVE);
  }

  private static TrainingData domain(TrainingRecipe recipe, Path cache, RunContext context)
      throws IOException {
    DomainSet wanted = DomainSet.of(recipe.data());
    CachedSet set =
        CaseCache.open(cache, DomainImages.recipe(wanted))
            .fill(DomainImages.makers(wanted), context);
    String description =
        "images of %d phantoms, %s, %s, each a slice of %d x %d pixels of %s mm without a scan"
            .formatted(
                set.cases().size(),
                wanted.region().name().toLowerCase(Locale.ROOT),
                wanted
                    .enhancement()
                    .map(medium -> "with contrast medium (%s)".formatted(medium.phase()))
                    .orElse("without contrast medium"),
                wanted.side(),
                wanted.side(),
                wanted.pixelMm());
    return new TrainingData(
        set,
        split(recipe, set),
        recipe.output(),
        recipe.output(),
        0,
        ModelDomain.NO_SCAN,
        description,
        false);
  }

  private static Split split(TrainingRecipe recipe, CachedSet set) {
    return SplitPlan.named(recipe.validation(), recipe.test()).of(set.subjects());
  }

  /** Reads the cases to learn from. */
  public CaseSet train(RunContext context) throws IOException {
    return load(split.train(), context);
  }

  /** Reads the cases to choose weights by. */
  public CaseSet validation(RunContext context) throws IOException {
    return load(split.validation(), context);
  }

  /** Reads the cases that take no part in training. */
  public CaseSet test(RunContext context) throws IOException {
    return load(split.test(), context);
  }

  private CaseSet load(Set<String> subjects, RunContext context) throws IOException {
    CaseSet cases = set.load(subjects, context);
    return exchanged ? cases.reversed() : cases;
  }
}
