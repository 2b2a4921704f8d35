package io.tomodrift.pipeline.cli;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints: the version in the jar's manifest, and the JVM. */
final class VersionText implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {"tomodrift " + version(), "Java " + Runtime.version()};
  }

  static String version() {
    String version = VersionText.class.getPackage().getImplementationVersion();
    return version == null ? "(development build)" : version;
  }
}
