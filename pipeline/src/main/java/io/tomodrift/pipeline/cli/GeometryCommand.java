package io.tomodrift.pipeline.cli;

import io.tomodrift.formats.geometry.GeometryFiles;
import io.tomodrift.geometry.Angles;
import io.tomodrift.geometry.GeometryParameter;
import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.geometry.ScannerPreset;
import io.tomodrift.pipeline.data.Inputs;
import io.tomodrift.pipeline.data.Outputs;
import io.tomodrift.pipeline.run.ExitCode;
import io.tomodrift.pipeline.run.UsageFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tomodrift geometry}. */
@Command(
    name = "geometry",
    description = "Print every parameter of a scan geometry, or write a template.",
    mixinStandardHelpOptions = true,
    subcommands = {GeometryCommand.Show.class, GeometryCommand.Init.class, ScannerCommand.class})
final class GeometryCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** {@code tomodrift geometry show}. */
  @Command(
      name = "show",
      description = "Print every parameter, given and derived.",
      mixinStandardHelpOptions = true)
  static final class Show implements Callable<Integer> {

    @Mixin private RunOptions run;

    @Parameters(
        paramLabel = "FILE",
        description = "Geometry file (.yaml, .json) or sinogram (.npz, .npy, .mat, .h5).")
    private Path file;

    @Override
    public Integer call() {
      ScanGeometry geometry = Inputs.geometry(file);
      for (GeometryParameter parameter : geometry.parameters()) {
        run.print(
            "%-20s %-18s %s".formatted(parameter.name(), parameter.value(), parameter.meaning()));
      }
      return ExitCode.OK;
    }
  }

  /** {@code tomodrift geometry init}. */
  @Command(
      name = "init",
      description = "Write the geometry of a known scanner as a file to edit.",
      mixinStandardHelpOptions = true)
  static final class Init implements Callable<Integer> {

    @Mixin private RunOptions run;
    @Mixin private OutputOptions output;

    @Option(
        names = "--scanner",
        paramLabel = "ID",
        defaultValue = "siemens-as-plus",
        converter = PresetConverter.class,
        description = "siemens-as-plus or ge-lightspeed-vct. Default: ${DEFAULT-VALUE}.")
    private ScannerPreset scanner;

    @Option(
        names = "--views",
        paramLabel = "N",
        description = "Views over one turn. Default: those of the scanner.")
    private Integer views;

    @Override
    public Integer call() throws IOException {
      Ranges.atLeastOne("--views", views);
      requireGeometryName();
      Outputs.prepare(output.out(), output.force());
      int count = views == null ? scanner.viewsPerTurn() : views;
      GeometryFiles.write(scanner.withAngles(Angles.fullTurn(count)), output.out());
      run.note("wrote " + output.out());
      return ExitCode.OK;
    }

    private void requireGeometryName() {
      String name = output.out().toString().toLowerCase(Locale.ROOT);
      if (!name.endsWith(".yaml") && !name.endsWith(".yml") && !name.endsWith(".json")) {
        throw new UsageFailure(
            output.out() + ": a geometry is written as .yaml, .yml or .json; choose such a name");
      }
    }
  }

  static final class PresetConverter implements picocli.CommandLine.ITypeConverter<ScannerPreset> {
    @Override
    public ScannerPreset convert(String text) {
      return FbpOptions.parse(ScannerPreset.class, text);
    }
  }
}
