package io.tomodrift.pipeline.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.tomodrift.formats.AtomicOutput;
import io.tomodrift.pipeline.bench.SpeedReport;
import io.tomodrift.pipeline.bench.SpeedRun;
import io.tomodrift.pipeline.bench.SpeedTable;
import io.tomodrift.pipeline.bench.StandardProblem;
import io.tomodrift.pipeline.data.Outputs;
import io.tomodrift.pipeline.run.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tomodrift bench}. */
@Command(
    name = "bench",
    description = {
      "Measure how fast this machine projects and reconstructs.",
      "The standard problem: 512 x 512 pixels, 736 channels on an arc, 1152 views.",
      "Each speed is held against what one core was measured to do in the same run."
    },
    mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  @Mixin private RunOptions run;

  @Option(
      names = "--slices",
      paramLabel = "N",
      split = ",",
      defaultValue = "1,64",
      description = "Slices of the stacks, separated by commas. Default: ${DEFAULT-VALUE}.")
  private List<Integer> slices;

  @Option(
      names = "--views",
      paramLabel = "N",
      defaultValue = "" + StandardProblem.STANDARD_VIEWS,
      description = "Views over one turn, 1 or more. Default: ${DEFAULT-VALUE}.")
  private int views;

  @Option(
      names = "--repeats",
      paramLabel = "N",
      defaultValue = "3",
      description = "Measured repeats, of which the median counts. Default: ${DEFAULT-VALUE}.")
  private int repeats;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the numbers as JSON.")
  private Path json;

  @Option(names = "--force", description = "Replace outputs that exist.")
  private boolean force;

  @Override
  public Integer call() throws IOException {
    slices.forEach(count -> Ranges.atLeastOne("--slices", count));
    Ranges.atLeastOne("--views", views);
    Ranges.atLeastOne("--repeats", repeats);
    if (json != null) {
      Outputs.prepare(json, force);
    }
    SpeedReport report =
        new SpeedRun(run.backend(), slices, views, repeats)
            .run(
                VersionText.version(),
                run.context(),
                start -> SpeedTable.header(start).forEach(run::print),
                found -> run.print(SpeedTable.row(found)));
    SpeedTable.footer(report).forEach(run::print);
    if (json != null) {
      byte[] text = JSON.writeValueAsBytes(report);
      AtomicOutput.file(json, path -> Files.write(path, text));
      run.note("wrote " + json);
    }
    return ExitCode.OK;
  }
}
