package io.tomodrift.pipeline;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The {@code tomodrift} command. */
@Command(
    name = "tomodrift",
    mixinStandardHelpOptions = true,
    versionProvider = Tomodrift.Version.class,
    description = "Reconstructs CT images from sparse and limited data.")
public final class Tomodrift implements Runnable {

  /** Creates the command. */
  public Tomodrift() {}

  /**
   * Runs the command and exits with its status.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Tomodrift()).execute(args));
  }

  @Override
  public void run() {
    new CommandLine(this).usage(System.out);
  }

  /** Reads the version from the jar's manifest. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Tomodrift.class.getPackage().getImplementationVersion();
      return new String[] {"tomodrift " + (version == null ? "(development build)" : version)};
    }
  }
}
