package io.tomodrift.learned.recipe;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.tomodrift.geometry.error.ModelException;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.learned.data.CaseSet;
import io.tomodrift.learned.data.HuScale;
import io.tomodrift.learned.data.Normalisation;
import io.tomodrift.learned.data.PatchSource;
import io.tomodrift.learned.data.Patches;
import io.tomodrift.learned.data.TrainingCase;
import io.tomodrift.learned.infer.ImageStack;
import io.tomodrift.learned.infer.LatentCoder;
import io.tomodrift.learned.model.Latents;
import io.tomodrift.learned.model.ModelFile;
import io.tomodrift.learned.model.Weights;
import io.tomodrift.learned.nets.AutoEncoder;
import io.tomodrift.learned.nets.Network;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Latent images in place of images: what training sees of them. The generator learns on what a
 * frozen coder makes of whole images, each encoded once.
 */
final class LatentTraining {

  private static final int CODER_SEED_OFFSET = 104_729;

  private LatentTraining() {}

  /** What a generator starts from: a model's network, of a model of latent images the inner one. */
  static ModelFile generator(ModelFile start) {
    return Latents.of(start.card()).map(parts -> parts.inner(start)).orElse(start);
  }

  /**
   * The coder of a recipe: that of the model it starts from, else one that learns from the images;
   * empty if the recipe has none.
   *
   * @param images draws whole images
   * @param train images to be latent images of mean 0 and deviation 1
   * @throws ModelException if the model to start from has another coder than the recipe says
   */
  static Optional<LatentCoder> coder(
      TrainingRecipe recipe,
      Optional<ModelFile> start,
      PatchSource images,
      CaseSet train,
      Path folder,
      String identity,
      NDManager memory,
      RunContext context)
      throws IOException {
    Optional<LatentRecipe> wanted = recipe.latent();
    if (start.isPresent()) {
      Optional<Latents> found = Latents.of(start.get().card());
      requireSame(recipe, wanted.map(LatentRecipe::coder), found.map(Latents::coder));
      ModelFile model = start.get();
      return found.map(parts -> new LatentCoder(parts.coder(model), memory, model.origin()));
    }
    if (wanted.isEmpty()) {
      return Optional.empty();
    }
    AutoEncoder architecture = wanted.get().coder();
    int channels = wanted.get().channels();
    try (Network trained =
        AutoEncoders.trained(
            architecture,
            wanted.get().steps(),
            recipe.seed() + CODER_SEED_OFFSET,
            images,
            folder.resolve("coder"),
            identity,
            memory,
            context)) {
      Latents.Coder coder =
          new Latents.Coder(
              architecture, Weights.of(trained), new float[channels], new float[channels]);
      int side = recipe.patches().side();
      return Optional.of(
          LatentCoder.fitted(coder, images(train, recipe.output()), side, side, memory));
    }
  }

  private static void requireSame(
      TrainingRecipe recipe, Optional<AutoEncoder> wanted, Optional<AutoEncoder> found) {
    if (!wanted.equals(found)) {
      throw new ModelException(
          "%s: 'latent' says %s, but the model to start from has %s; they must be the same"
              .formatted(recipe.where(), text(wanted), text(found)));
    }
  }

  private static String text(Optional<AutoEncoder> coder) {
    return coder.map(some -> "widths " + some.widths()).orElse("no latent images");
  }

  /** Draws latent images of cases if there is a coder, else what the other source draws. */
  static PatchSource source(
      TrainingRecipe recipe, Optional<LatentCoder> coder, PatchSource images, CaseSet cases) {
    if (coder.isEmpty()) {
      return images;
    }
    int side = recipe.patches().side();
    List<double[]> latents = new ArrayList<>();
    for (double[] image : images(cases, recipe.output())) {
      latents.add(coder.get().encode(image, 1, side, side));
    }
    Shape shape = coder.get().latentShape(recipe.patches().batch(), side, side);
    return random -> drawn(latents, shape, random);
  }

  private static Patches drawn(List<double[]> latents, Shape shape, SplittableRandom random) {
    float[] values = new float[(int) shape.size()];
    int length = latents.get(0).length;
    for (int at = 0; at < values.length; at += length) {
      double[] latent = latents.get(random.nextInt(latents.size()));
      for (int i = 0; i < length; i++) {
        values[at + i] = (float) latent[i];
      }
    }
    return new Patches(values, values, shape.getShape(), shape.getShape());
  }

  /** The targets of cases, slice by slice, in the network's units. */
  private static List<double[]> images(CaseSet cases, HuScale scale) {
    List<double[]> images = new ArrayList<>();
    for (TrainingCase one : cases.cases()) {
      FloatStack values = one.target().stack();
      Normalisation.Scale to = scale.fit(values);
      for (double[] image : ImageStack.images(one.target())) {
        for (int i = 0; i < image.length; i++) {
          image[i] = to.toNetwork((float) image[i]);
        }
        images.add(image);
      }
    }
    return images;
  }
}
