package io.tomodrift.pipeline.cli;

import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.learned.recipe.TrainingRecipe;
import io.tomodrift.learned.recipe.TrainingRun;
import io.tomodrift.pipeline.learned.TrainingReport;
import io.tomodrift.pipeline.report.Manifest;
import io.tomodrift.pipeline.report.ManifestRecorder;
import io.tomodrift.pipeline.run.ExitCode;
import io.tomodrift.projectors.backend.Backend;
import io.tomodrift.projectors.backend.Backends;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tomodrift train}. */
@Command(
    name = "train",
    description = {
      "Train a model that refines or translates images, from a recipe (YAML).",
      "Pairs are simulated or read, and kept in --cache. A run that was stopped goes on where it"
          + " was.",
      "Writes the model (NAME.json, NAME.safetensors), logs, checkpoints, a manifest and"
          + " report.html."
    },
    mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {

  @Mixin private RunOptions run;

  @Parameters(
      index = "0",
      paramLabel = "TASK",
      description =
          "svct (few views to all, any method), svct-flow, svct-diffusion, mr2ct (MR to CT),"
              + " contrast (native to contrast medium, and flows back), contrast-to-native (the"
              + " reverse) or domain (noise to images of a domain, for `sample` and"
              + " `counterfactual`).")
  private TrainingTask task;

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "Recipe; learned/recipes of the sources has some.")
  private Path config;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = ".",
      description = "Folder that paths in the recipe are relative to. Default: the current folder.")
  private Path data;

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description = "Folder of the pairs, which runs can share. Default: pairs in --out.")
  private Path cache;

  @Option(
      names = {"--out", "-o"},
      required = true,
      paramLabel = "DIR",
      description = "Folder of the run; if it holds a part of this run, that is gone on with.")
  private Path out;

  @Option(
      names = "--test-images",
      paramLabel = "DIR",
      description =
          "Also write the images of the test subjects, for `evaluate`: DIR/KIND/NAME/CASE.npz, with"
              + " reference and input beside the model.")
  private Path testImages;

  @Override
  public Integer call() throws IOException {
    TrainingRecipe recipe = TrainingRecipe.read(config, task.task());
    task.require(recipe);
    RunContext context = run.context();
    ManifestRecorder recorder =
        ManifestRecorder.start(run.commandText(), configuration(recipe), context);
    recorder.input(config);
    Path pairs = cache == null ? out.resolve("pairs") : cache;
    TrainingRun.Outcome outcome;
    Manifest manifest;
    try (Backend backend = Backends.select(run.backend(), context)) {
      TrainingRun work =
          new TrainingRun(
              recipe,
              data,
              pairs,
              out,
              Optional.ofNullable(testImages),
              commandToRepeat(),
              backend);
      outcome = recorder.call("train", () -> work.run(context));
      outcome.heldOut().forEach(recorder::result);
      manifest = recorder.finish(backend.id(), io.tomodrift.learned.torch.Torch.description());
    }
    manifest.write(out.resolve("manifest.json"));
    TrainingReport.build(recipe, outcome, out, manifest).write(out.resolve("report.html"));
    outcome.heldOut().forEach((name, value) -> run.print("%-24s %10.3f".formatted(name, value)));
    run.note("wrote " + out.resolve(recipe.name() + ".json"));
    return ExitCode.OK;
  }

  /** Without the folders of this machine, which mean nothing elsewhere. */
  private String commandToRepeat() {
    return "tomodrift train %s --config %s --data DATA --out OUT".formatted(task, config);
  }

  private Map<String, Object> configuration(TrainingRecipe recipe) {
    Map<String, Object> configuration = new LinkedHashMap<>();
    configuration.put("task", task.toString());
    configuration.put("config", config.toString());
    configuration.put("name", recipe.name());
    configuration.put("method", recipe.method().id());
    configuration.put("recipeSeed", recipe.seed());
    configuration.put("network", recipe.network().toString());
    configuration.put("patches", recipe.patches().toString());
    configuration.put("optimiser", recipe.optimiser().toString());
    configuration.put("objective", recipe.objective().toString());
    configuration.put("data", data.toString());
    return configuration;
  }
}
