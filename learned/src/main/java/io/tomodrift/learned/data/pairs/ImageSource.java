package io.tomodrift.learned.data.pairs;

import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.learned.data.CaseKind;
import java.io.IOException;
import java.util.Map;

/** A few axial slices of square pixels in HU, to be scanned. */
public interface ImageSource {

  /** Name of the case. */
  String id();

  /** Who it is. */
  String subject();

  /** Whether the subject exists. */
  CaseKind kind();

  /** What decides the values, of JSON's types. */
  Map<String, Object> description();

  /**
   * The slices.
   *
   * @throws IOException if a file cannot be read
   */
  Volume hu(RunContext context) throws IOException;
}
