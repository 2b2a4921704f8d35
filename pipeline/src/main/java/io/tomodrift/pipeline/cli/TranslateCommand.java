package io.tomodrift.pipeline.cli;

import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeUnit;
import io.tomodrift.learned.infer.Direction;
import io.tomodrift.learned.model.Task;
import io.tomodrift.pipeline.data.Input.OfVolume;
import io.tomodrift.pipeline.data.OutputKind;
import io.tomodrift.pipeline.data.Outputs;
import io.tomodrift.pipeline.learned.Consistency;
import io.tomodrift.pipeline.learned.ModelRun;
import io.tomodrift.pipeline.learned.Refinement;
import io.tomodrift.pipeline.run.ExitCode;
import io.tomodrift.pipeline.run.InputFailure;
import io.tomodrift.pipeline.run.UsageFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tomodrift translate}. */
@Command(
    name = "translate",
    description = {
      "Make an image of another kind with a learned model: a CT of an MR, a CT with contrast medium of a native one, or the reverse.",
      "For research: what the model has not seen it invents."
    },
    mixinStandardHelpOptions = true)
final class TranslateCommand implements Callable<Integer> {

  private static final List<Task> TASKS =
      List.of(Task.MR2CT, Task.CONTRAST, Task.CONTRAST_TO_NATIVE);

  @Mixin private RunOptions run;
  @Mixin private SeriesOption series;
  @Mixin private ModelOptions model;
  @Mixin private OutputOptions output;
  @Mixin private SamplingOptions sampling;

  @Option(
      names = "--direction",
      paramLabel = "WAY",
      description =
          "Which way a model for contrast medium goes: native-to-contrast or contrast-to-native. Default: the way it was trained for.")
  private ContrastDirection direction;

  @Option(
      names = "--reference",
      paramLabel = "FILE",
      description =
          "CT volume in HU of the same patient on the same grid: mutual information and MAE in its body, before and after, are printed and kept in the manifest.")
  private Path reference;

  @Override
  public Integer call() throws IOException {
    sampling.requireRanges();
    Outputs.prepare(output.out(), output.force());
    OutputKind kind = OutputKind.of(output.out(), Optional.empty());
    Refinement translation = translation();
    boolean fromMr = translation.model().card().task() == Task.MR2CT;
    OfVolume input = model.read(series, run);
    Volume chosen = model.chosen(input);
    Volume image = fromMr ? inArbitraryUnit(chosen) : chosen;
    new ModelRun(translation, run.context(), run.commandText(), configuration(), run::note)
        .checkedAgainst(model.check(reference, input, image, run))
        .run(
            input,
            image,
            Optional.empty(),
            new ModelRun.Target(output.out(), kind, output.force()));
    run.note("wrote " + output.out());
    return ExitCode.OK;
  }

  private Refinement translation() throws IOException {
    Refinement straight =
        Refinement.of(
            model.model(),
            TASKS,
            Consistency.NONE,
            sampling.settings(Direction.FORWARD, run.context().seed()));
    Task task = straight.model().card().task();
    if (direction == null || direction.task() == task) {
      return straight;
    }
    if (task == Task.MR2CT) {
      throw new UsageFailure(
          "--direction is for models of the task %s; %s is for %s"
              .formatted(Task.CONTRAST.id(), model.model(), task.id()));
    }
    return straight.reversed();
  }

  /** Formats that do not say the unit are taken for CT where the values look like it. */
  private Volume inArbitraryUnit(Volume image) {
    boolean negative = false;
    for (float value : image.stack().data()) {
      negative |= value < -200;
    }
    if (image.unit() == VolumeUnit.PER_MM || (image.unit() == VolumeUnit.HU && negative)) {
      throw new InputFailure(
          "%s: is in %s with values below -200; an MR volume is needed"
              .formatted(model.image(), image.unit().symbol()));
    }
    return image.with(image.stack(), VolumeUnit.ARBITRARY);
  }

  private Map<String, Object> configuration() {
    Map<String, Object> configuration = new LinkedHashMap<>();
    configuration.put("image", model.image().toString());
    configuration.put("model", model.model());
    configuration.put("direction", direction == null ? "default" : direction.toString());
    configuration.put("slices", model.slices().toString());
    sampling.describe(configuration);
    configuration.put("reference", reference == null ? "none" : reference.toString());
    return configuration;
  }
}
