package io.tomodrift.pipeline.cli;

import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.pipeline.data.Outputs;
import io.tomodrift.pipeline.learned.DomainStack;
import io.tomodrift.pipeline.learned.DriftStudy;
import io.tomodrift.pipeline.report.ManifestRecorder;
import io.tomodrift.pipeline.run.ExitCode;
import io.tomodrift.pipeline.run.UsageFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tomodrift drift-study}. */
@Command(
    name = "drift-study",
    description = {
      "Compare samples made with several drifts with images of their domain: table, figure and"
          + " report.",
      "The drift of each series is chosen by --target and judged by --test."
          + " learned/recipes/latent-drift-study.sh makes the samples."
    },
    mixinStandardHelpOptions = true)
final class DriftStudyCommand implements Callable<Integer> {

  private static final Pattern TRIAL = Pattern.compile("([^:=]+):(-?[0-9]+(?:\\.[0-9]+)?)=(.+)");

  @Mixin private RunOptions run;
  @Mixin private OutputOptions output;

  @Option(
      names = "--source",
      required = true,
      paramLabel = "FILE",
      description = "Images of the domain that training began with.")
  private Path source;

  @Option(
      names = "--target",
      required = true,
      paramLabel = "FILE",
      description = "Images of the target domain to choose by.")
  private Path target;

  @Option(
      names = "--test",
      required = true,
      paramLabel = "FILE",
      description = "Other images of the target domain to judge by.")
  private Path test;

  @Option(
      names = "--trial",
      required = true,
      paramLabel = "SERIES:DELTA=FILE",
      description = "Samples made with a drift; several.")
  private List<String> trials;

  @Option(names = "--csv", paramLabel = "FILE", description = "Also write the table.")
  private Path csv;

  @Option(names = "--png", paramLabel = "FILE", description = "Also write the samples' picture.")
  private Path png;

  @Override
  public Integer call() throws IOException {
    Outputs.prepare(output.out(), output.force());
    RunContext context = run.context();
    ManifestRecorder recorder = ManifestRecorder.start(run.commandText(), configuration(), context);
    List<DriftStudy.Trial> read = new ArrayList<>();
    for (String trial : trials) {
      Matcher parts = TRIAL.matcher(trial);
      if (!parts.matches()) {
        throw new UsageFailure("--trial is SERIES:DELTA=FILE, got '%s'".formatted(trial));
      }
      Path file = Path.of(parts.group(3));
      read.add(
          new DriftStudy.Trial(
              parts.group(1), Double.parseDouble(parts.group(2)), images(file, recorder)));
    }
    DriftStudy study =
        new DriftStudy(
            images(source, recorder), images(target, recorder), images(test, recorder), read);
    study.lines().forEach(run::print);
    if (csv != null) {
      study.writeCsv(csv);
    }
    if (png != null) {
      study.writePicture(png);
    }
    Outputs.writeReport(
        study.report(recorder.finish("none", "none")), output.out(), output.force());
    run.note("wrote " + output.out());
    return ExitCode.OK;
  }

  private Volume images(Path file, ManifestRecorder recorder) throws IOException {
    Volume volume = DomainStack.volume(file, run.context());
    recorder.input(file);
    return volume;
  }

  private Map<String, Object> configuration() {
    Map<String, Object> configuration = new LinkedHashMap<>();
    configuration.put("source", source.toString());
    configuration.put("target", target.toString());
    configuration.put("test", test.toString());
    configuration.put("trials", trials);
    return configuration;
  }
}
