package io.tomodrift.tests.support;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder of test input outside this repository, named by a system property.
 *
 * @param requirement how absence is reported
 * @param property the system property that holds the folder
 */
record TestFolder(Requirement requirement, String property) {

  Path require(String relative) {
    String root = System.getProperty(property);
    if (root == null || root.isBlank()) {
      throw requirement.missing(relative + " (-D" + property + " is not set)");
    }
    Path path = Path.of(root).toAbsolutePath().normalize().resolve(relative).normalize();
    if (!Files.exists(path)) {
      throw requirement.missing(path + " (-D" + property + " names the folder)");
    }
    return path;
  }
}
