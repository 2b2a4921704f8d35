package io.tomodrift.pipeline.report;

import java.util.Objects;

/**
 * A picture and what is written under it.
 *
 * @param picture the picture
 * @param caption what is to be seen; also read aloud in place of the picture
 */
public record Figure(Picture picture, String caption) {

  /** Checks the values. */
  public Figure {
    Objects.requireNonNull(picture, "picture");
    Objects.requireNonNull(caption, "caption");
  }
}
