package io.tomodrift.pipeline.cli;

import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.learned.infer.Direction;
import io.tomodrift.learned.model.Task;
import io.tomodrift.pipeline.data.Input.OfSinogram;
import io.tomodrift.pipeline.data.Input.OfVolume;
import io.tomodrift.pipeline.data.Inputs;
import io.tomodrift.pipeline.data.OutputKind;
import io.tomodrift.pipeline.data.Outputs;
import io.tomodrift.pipeline.learned.ModelRun;
import io.tomodrift.pipeline.learned.Refinement;
import io.tomodrift.pipeline.run.ExitCode;
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

/** {@code tomodrift refine}. */
@Command(
    name = "refine",
    description = {
      "Remove the streaks of few views from a CT volume with a learned model.",
      "With --sinogram the result is then pulled towards the measured data."
    },
    mixinStandardHelpOptions = true)
final class RefineCommand implements Callable<Integer> {

  @Mixin private RunOptions run;
  @Mixin private SeriesOption series;
  @Mixin private ModelOptions model;
  @Mixin private OutputOptions output;
  @Mixin private WaterOption water;
  @Mixin private ConsistencyOptions consistency;
  @Mixin private SamplingOptions sampling;

  @Option(
      names = "--sinogram",
      paramLabel = "FILE",
      description = "Line integrals the image was made from, slice by slice.")
  private Path sinogram;

  @Option(
      names = "--guidance",
      paramLabel = "N",
      description =
          "With a model of the method diffusion, N steps of conjugate gradients towards the data of --sinogram for each image that it predicts on the way; 2 are usual.")
  private Integer guidance;

  @Override
  public Integer call() throws IOException {
    consistency.requireRanges();
    sampling.requireRanges();
    Ranges.atLeastOne("--guidance", guidance);
    if ((consistency.wanted() || guidance != null) == (sinogram == null)) {
      throw new UsageFailure(
          "--sinogram belongs together with --data-consistency or --guidance; give both");
    }
    Outputs.prepare(output.out(), output.force());
    OutputKind kind = OutputKind.of(output.out(), Optional.empty());
    Refinement refinement =
        Refinement.of(
            model.model(),
            List.of(Task.SVCT),
            consistency.consistency(),
            sampling.settings(Direction.FORWARD, run.context().seed()));
    OfVolume input = model.read(series, run);
    Volume image = model.chosen(input);
    new ModelRun(refinement, run.context(), run.commandText(), configuration(), run::note)
        .run(
            input,
            image,
            data(input.volume().slices()),
            new ModelRun.Target(output.out(), kind, output.force()));
    run.note("wrote " + output.out());
    return ExitCode.OK;
  }

  private Optional<ModelRun.Data> data(int imageSlices) {
    if (sinogram == null) {
      return Optional.empty();
    }
    OfSinogram scan = Inputs.sinogram(sinogram, Optional.empty(), run.context());
    scan.warnings().forEach(warning -> run.note("note: " + warning));
    int end = model.slices().endIn(imageSlices);
    boolean part = !model.slices().isAll() && scan.sinogram().slices() == imageSlices;
    return Optional.of(
        new ModelRun.Data(
            sinogram,
            part ? scan.sinogram().slices(model.slices().from(), end) : scan.sinogram(),
            water.scale(),
            run.backend(),
            guidance == null ? 0 : guidance));
  }

  private Map<String, Object> configuration() {
    Map<String, Object> configuration = new LinkedHashMap<>();
    configuration.put("image", model.image().toString());
    configuration.put("model", model.model());
    configuration.put("slices", model.slices().toString());
    configuration.put("sinogram", sinogram == null ? "none" : sinogram.toString());
    sampling.describe(configuration);
    configuration.put("guidance", guidance == null ? 0 : guidance);
    consistency.describe(configuration);
    configuration.put("muWaterPerMm", water.scale().muWaterPerMm());
    return configuration;
  }
}
