package io.tomodrift.pipeline.cli;

import io.tomodrift.learned.model.Task;
import java.util.Locale;

/** Which way a model for contrast medium goes. */
enum ContrastDirection {
  NATIVE_TO_CONTRAST(Task.CONTRAST),
  CONTRAST_TO_NATIVE(Task.CONTRAST_TO_NATIVE);

  private final Task task;

  ContrastDirection(Task task) {
    this.task = task;
  }

  /** The task of models that go this way forward. */
  Task task() {
    return task;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
