package io.tomodrift.learned.recipe;

import io.tomodrift.formats.text.StrictNode;
import io.tomodrift.learned.data.PatchSettings;
import io.tomodrift.learned.data.pairs.DomainSet;
import io.tomodrift.learned.model.Sampling;
import java.util.Set;

/** What recipes of the task domain have of their own. */
final class DomainRecipe {

  private DomainRecipe() {}

  /** Subjects to choose weights by: those that the data name. */
  static Set<String> validation(StrictNode root) {
    requireNone(root, "validation");
    DomainSet set = DomainSet.of(root.child("data"));
    return set.subjects(set.validation());
  }

  /** Subjects that take no part. */
  static Set<String> test(StrictNode root) {
    requireNone(root, "test");
    DomainSet set = DomainSet.of(root.child("data"));
    return set.subjects(set.test());
  }

  private static void requireNone(StrictNode root, String key) {
    if (root.has(key)) {
      throw new IllegalArgumentException(
          "the task domain says under 'data' which bodies are for what, as '%s: {firstSeed: 5001, bodies: 40}'; leave '%s' out beside it"
              .formatted(key, key));
    }
  }

  /**
   * Refuses what makes no images of nothing.
   *
   * @throws IllegalArgumentException naming the keys and values that disagree
   */
  static void require(
      TrainingRecipe.Method method, Sampling sampling, PatchSettings patches, StrictNode data) {
    if (!(sampling instanceof Sampling.Diffusion diffusion)) {
      throw new IllegalArgumentException(
          "the task domain makes images of noise, which needs 'method: diffusion', not "
              + method.id());
    }
    if (diffusion.sourceGiven()) {
      throw new IllegalArgumentException(
          "the task domain has no input that a network could see; leave 'sourceGiven' of"
              + " 'diffusion' out, or make it false");
    }
    int side = DomainSet.of(data).side();
    if (patches.side() != side || patches.slices() != 1) {
      throw new IllegalArgumentException(
          "the task domain learns whole images: 'side' of 'patches' must be that of 'data', %d, got %d slices of %d"
              .formatted(side, patches.slices(), patches.side()));
    }
  }
}
