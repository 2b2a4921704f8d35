package io.tomodrift.pipeline.cli;

import io.tomodrift.learned.model.Task;
import io.tomodrift.learned.recipe.TrainingRecipe;
import io.tomodrift.learned.recipe.TrainingRecipe.Method;
import io.tomodrift.pipeline.run.UsageFailure;
import java.util.Locale;
import java.util.Optional;

/** What can be trained: a task, and for some of the names the method that its recipe must have. */
enum TrainingTask {
  SVCT(Task.SVCT, Optional.empty()),
  SVCT_FLOW(Task.SVCT, Optional.of(Method.FLOW)),
  SVCT_DIFFUSION(Task.SVCT, Optional.of(Method.DIFFUSION)),
  MR2CT(Task.MR2CT, Optional.empty()),
  CONTRAST(Task.CONTRAST, Optional.empty()),
  CONTRAST_TO_NATIVE(Task.CONTRAST_TO_NATIVE, Optional.empty()),
  DOMAIN(Task.DOMAIN, Optional.of(Method.DIFFUSION));

  private final Task task;
  private final Optional<Method> only;

  TrainingTask(Task task, Optional<Method> only) {
    this.task = task;
    this.only = only;
  }

  Task task() {
    return task;
  }

  /** Refuses a recipe of another method than the name says. */
  void require(TrainingRecipe recipe) {
    if (only.isPresent() && only.get() != recipe.method()) {
      throw new UsageFailure(
          "%s: the method is %s; `train %s` needs %s, or use `train %s`"
              .formatted(recipe.where(), recipe.method().id(), this, only.get().id(), task.id()));
    }
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
