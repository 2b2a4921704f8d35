package io.tomodrift.tests.support;

import java.nio.file.Path;

/**
 * Reference values computed by other programs, in the folder that {@code -Dtomodrift.vectors}
 * names.
 *
 * <p>An absent file skips the test and prints why; with {@code -Dtomodrift.realdata.required=true}
 * it fails instead.
 */
public final class Vectors {

  private static final TestFolder FOLDER =
      new TestFolder(
          new Requirement("reference vectors", "tomodrift.realdata.required"), "tomodrift.vectors");

  private Vectors() {}

  /**
   * Returns a file or folder of reference values, or ends the test.
   *
   * @param relative path inside the folder of vectors
   * @return the absolute path of something that exists
   * @throws org.opentest4j.TestAbortedException if it is absent and not required
   * @throws AssertionError if it is absent and required
   */
  public static Path require(String relative) {
    return FOLDER.require(relative);
  }
}
