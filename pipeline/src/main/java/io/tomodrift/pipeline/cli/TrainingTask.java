package io.tomodrift.pipeline.cli;

import io.tomodrift.learned.model.Task;
import io.tomodrift.learned.recipe.TrainingRecipe;
import io.tomodrift.learned.recipe.TrainingRecipe.Method;
import io.tomodrift.pipeline.run.UsageFailure;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What can be trained: a task, and for some of the names the method that its recipe must have. */
enum TrainingTask {
  SVCT(Task.SVCT, EnumSet.allOf(Method.class)),
  SVCT_FLOW(Task.SVCT, EnumSet.of(Method.FLOW)),
  SVCT_DIFFUSION(Task.SVCT, EnumSet.of(Method.DIFFUSION)),
  MR2CT(Task.MR2CT, EnumSet.allOf(Method.class)),
  CONTRAST(Task.CONTRAST, EnumSet.allOf(Method.class)),
  CONTRAST_TO_NATIVE(Task.CONTRAST_TO_NATIVE, EnumSet.allOf(Method.class)),
  DOMAIN(Task.DOMAIN, EnumSet.of(Method.DIFFUSION));

  private final Task task;
  private final Set<Method> methods;

  TrainingTask(Task task, Set<Method> methods) {
    this.task = task;
    this.methods = methods;
  }

  Task task() {
    return task;
  }

  /** Refuses a recipe of another method than the name says. */
  void require(TrainingRecipe recipe) {
    if (!methods.contains(recipe.method())) {
      throw new UsageFailure(
          "%s: the method is %s; `train %s` needs %s, or use `train %s`"
              .formatted(
                  recipe.where(),
                  recipe.method().id(),
                  this,
                  methods.iterator().next().id(),
                  task.id()));
    }
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
