package io.tomodrift.learned.data.pairs;

import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.learned.data.CaseKind;
import java.io.IOException;
import java.util.Map;

/** Makes one pair when asked; what it makes follows from the recipe and its description alone. */
public interface PairMaker {

  /** Name of the case; letters, digits, dots, hyphens and underscores, as it names a folder. */
  String id();

  /** Who is scanned. */
  String subject();

  /** Whether the subject exists. */
  CaseKind kind();

  /** What decides the values besides the recipe, digests of files included; of JSON's types. */
  Map<String, Object> description();

  /**
   * Makes the pair.
   *
   * @throws IOException if a file cannot be read
   */
  Pair make(RunContext context) throws IOException;
}
