package io.tomodrift.learned.recipe;

import io.tomodrift.formats.text.StrictNode;
import io.tomodrift.learned.data.PatchSettings;
import io.tomodrift.learned.nets.Architecture;
import io.tomodrift.learned.nets.AutoEncoder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * That a diffusion works on latent images, and the auto-encoder that makes them.
 *
 * @param widths channels of each stage of the encoder; the last are those of latent images, whose
 *     sides are halved once a stage
 * @param steps of the training of the auto-encoder; a run that starts from a model takes its coder
 *     as it is instead
 */
public record LatentRecipe(List<Integer> widths, int steps) {

  private static final String KEY = "latent";

  /** Checks the numbers. */
  public LatentRecipe {
    widths = List.copyOf(widths);
    if (steps < 1) {
      throw new IllegalArgumentException("the steps of 'latent' must be positive, got " + steps);
    }
    coder(widths);
  }

  static Optional<LatentRecipe> of(StrictNode root, boolean domain) {
    if (!root.has(KEY)) {
      return Optional.empty();
    }
    if (!domain) {
      throw new IllegalArgumentException(
          "'latent' is for the task domain, whose images are made of nothing; leave it out");
    }
    StrictNode node = root.child(KEY);
    node.allow("widths", "steps");
    return Optional.of(new LatentRecipe(widths(node), node.whole("steps", 400)));
  }

  private static List<Integer> widths(StrictNode node) {
    if (!node.has("widths")) {
      return List.of(16, 4);
    }
    double[] found = node.numbers("widths");
    if (Arrays.stream(found).anyMatch(width -> width != Math.rint(width))) {
      throw new IllegalArgumentException(
          "the widths of 'latent' are whole numbers, got " + Arrays.toString(found));
    }
    return Arrays.stream(found).mapToObj(width -> (int) width).toList();
  }

  private static AutoEncoder coder(List<Integer> widths) {
    return new AutoEncoder(2, 1, widths);
  }

  /** The auto-encoder. */
  AutoEncoder coder() {
    return coder(widths);
  }

  /** Channels of latent images. */
  int channels() {
    return widths.get(widths.size() - 1);
  }

  /**
   * Refuses patches whose latent images do not suit the network.
   *
   * @throws IllegalArgumentException naming the keys and values that disagree
   */
  void require(Architecture network, PatchSettings patches) {
    int multiple = coder().sideMultiple() * network.sideMultiple();
    if (patches.side() % multiple != 0) {
      throw new IllegalArgumentException(
          "'latent' of %d stages and %s need patches whose sides are multiples of %d, got %d"
              .formatted(widths.size(), network.kind(), multiple, patches.side()));
    }
    if (patches.flips() || patches.quarterTurns()) {
      throw new IllegalArgumentException(
          "'latent' encodes images as they are; leave 'flips' and 'quarterTurns' of the patches"
              + " out");
    }
  }
}
