package io.tomodrift.pipeline.cli;

import io.tomodrift.formats.geometry.HelicalScannerFiles;
import io.tomodrift.geometry.error.GeometryException;
import io.tomodrift.geometry.helical.HelicalScanner;
import io.tomodrift.geometry.helical.HelicalScanners;
import io.tomodrift.pipeline.data.Outputs;
import io.tomodrift.pipeline.run.ExitCode;
import io.tomodrift.pipeline.run.InputFailure;
import io.tomodrift.pipeline.run.UsageFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tomodrift geometry init-scanner}. */
@Command(
    name = "init-scanner",
    description =
        "Write a known helical scanner as a file to edit, for `tomodrift simulate --scanner`.",
    mixinStandardHelpOptions = true)
final class ScannerCommand implements Callable<Integer> {

  @Mixin private RunOptions run;
  @Mixin private OutputOptions output;

  @Option(
      names = "--scanner",
      paramLabel = "ID",
      defaultValue = "siemens-as-plus",
      description = "siemens-as-plus, ge-discovery or small. Default: ${DEFAULT-VALUE}.")
  private String id;

  @Override
  public Integer call() throws IOException {
    HelicalScanner scanner = known(id);
    if (!isFile(output.out().toString())) {
      throw new UsageFailure(
          output.out() + ": a scanner is written as .yaml, .yml or .json; choose such a name");
    }
    Outputs.prepare(output.out(), output.force());
    HelicalScannerFiles.write(scanner, output.out());
    run.note("wrote " + output.out());
    return ExitCode.OK;
  }

  /** A scanner by name or from a file. */
  static HelicalScanner scanner(String text) throws IOException {
    if (!isFile(text)) {
      return known(text);
    }
    Path path = Path.of(text);
    if (!Files.exists(path)) {
      throw new InputFailure(text + ": no such file; `tomodrift geometry init-scanner` writes one");
    }
    return HelicalScannerFiles.read(path);
  }

  private static HelicalScanner known(String id) {
    try {
      return HelicalScanners.byId(id.toLowerCase(Locale.ROOT));
    } catch (GeometryException e) {
      throw new UsageFailure("--scanner: " + e.getMessage());
    }
  }

  private static boolean isFile(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return lower.endsWith(".yaml") || lower.endsWith(".yml") || lower.endsWith(".json");
  }
}
