package io.tomodrift.learned.recipe;

import io.tomodrift.formats.text.StrictNode;
import io.tomodrift.learned.model.Task;
import java.util.Optional;

/**
 * How much the projections count, see {@link io.tomodrift.learned.physics.PatchPhysics}.
 *
 * @param weight of the term of the projections
 */
public record PhysicsRecipe(double weight) {

  private static final String KEY = "physics";

  /** Checks the weight. */
  public PhysicsRecipe {
    if (!(weight > 0) || Double.isInfinite(weight)) {
      throw new IllegalArgumentException(
          "the weight of 'physics' must be positive and finite, got %s; leave 'physics' out for none"
              .formatted(weight));
    }
  }

  static Optional<PhysicsRecipe> of(StrictNode root, Task task) {
    if (!root.has(KEY)) {
      return Optional.empty();
    }
    if (task != Task.SVCT) {
      throw new IllegalArgumentException(
          "'physics' needs projections, which the task %s does not have; leave it out, or train %s"
              .formatted(task.id(), Task.SVCT.id()));
    }
    if (!root.child("data").flag("sinograms", true)) {
      throw new IllegalArgumentException(
          "'physics' needs the projections of the pairs, and 'sinograms' of the data is false; set"
              + " it to true, or leave 'physics' out");
    }
    StrictNode node = root.child(KEY);
    node.allow("weight");
    return Optional.of(new PhysicsRecipe(node.number("weight")));
  }

  /** For cards, in words. */
  String description() {
    return "the projections counted in training, with weight " + weight;
  }
}
