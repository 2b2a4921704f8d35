package io.tomodrift.tests.support;

import java.nio.file.Path;

/**
 * Real scans for tests, in the folder that {@code -Dtomodrift.data} names.
 *
 * <p>An absent file skips the test and prints why; with {@code -Dtomodrift.realdata.required=true}
 * it fails instead.
 */
public final class RealData {

  private static final TestFolder FOLDER =
      new TestFolder(new Requirement("real data", "tomodrift.realdata.required"), "tomodrift.data");

  private RealData() {}

  /**
   * Returns a file or folder of real data, or ends the test.
   *
   * @param relative path inside the data folder, for example {@code head/slice.npy}
   * @return the absolute path of something that exists
   * @throws org.opentest4j.TestAbortedException if it is absent and not required
   * @throws AssertionError if it is absent and required
   */
  public static Path require(String relative) {
    return FOLDER.require(relative);
  }
}
