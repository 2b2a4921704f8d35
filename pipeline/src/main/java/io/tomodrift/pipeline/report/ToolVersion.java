package io.tomodrift.pipeline.report;

/** The version of the running program. */
final class ToolVersion {

  private ToolVersion() {}

  /** From the jar's manifest; classes outside a jar have none. */
  static String current() {
    String version = ToolVersion.class.getPackage().getImplementationVersion();
    return version == null ? "development build" : version;
  }
}
