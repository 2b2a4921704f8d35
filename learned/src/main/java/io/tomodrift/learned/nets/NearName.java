package io.tomodrift.learned.nets;

import io.tomodrift.formats.text.NearestName;
import java.util.List;

/** The name that was probably meant, for messages. */
final class NearName {

  private NearName() {}

  /** {@code , did you mean 'x'?}, or nothing if no known name is close. */
  static String hint(String name, List<String> known) {
    return NearestName.of(name, known).map(near -> ", did you mean '" + near + "'?").orElse("");
  }
}
