package io.tomodrift.pipeline.evaluate;

import java.util.Objects;

/**
 * What is evaluated.
 *
 * @param name what to call it in tables
 * @param folder its images
 */
public record Method(String name, CaseFolder folder) {

  /** Checks the values. */
  public Method {
    Objects.requireNonNull(folder, "folder");
    if (name.isBlank()) {
      throw new IllegalArgumentException("a method needs a name");
    }
  }
}
