package io.tomodrift.pipeline.cli;

import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.learned.diffusion.DeltaSearch;
import io.tomodrift.learned.diffusion.LatentDrift;
import io.tomodrift.learned.infer.Direction;
import io.tomodrift.learned.infer.DomainSampler;
import io.tomodrift.learned.infer.ImageStack;
import io.tomodrift.learned.infer.SamplingSettings;
import io.tomodrift.learned.model.ModelCatalogue;
import io.tomodrift.learned.torch.Torch;
import io.tomodrift.pipeline.data.OutputKind;
import io.tomodrift.pipeline.data.Outputs;
import io.tomodrift.pipeline.data.QuickLook;
import io.tomodrift.pipeline.learned.DomainStack;
import io.tomodrift.pipeline.report.Manifest;
import io.tomodrift.pipeline.report.ManifestRecorder;
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

/** {@code tomodrift sample}. */
@Command(
    name = "sample",
    description = {
      "Make images of a domain from noise, with a model of `tomodrift train domain`, in 20 steps unless --steps says otherwise.",
      "--compare says how far their values are from those of other images; --search-delta tries"
          + " drifts from -0.2 to 0.2 and takes the nearest.",
      "For research: nobody was scanned for these images."
    },
    mixinStandardHelpOptions = true)
final class SampleCommand implements Callable<Integer> {

  @Mixin private RunOptions run;
  @Mixin private OutputOptions output;
  @Mixin private SamplingOptions sampling;
  @Mixin private DriftOptions drift;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "FILE",
      description = "The .json of a model for the task domain.")
  private String model;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "16",
      description = "How many images, the slices of the result. Default: ${DEFAULT-VALUE}.")
  private int count;

  @Option(
      names = "--compare",
      paramLabel = "FILE",
      description =
          "Images to compare with, such as NAME-domain.npz that training leaves beside a model:"
              + " prints the L1 distance of the histograms (0 to 2) and the difference of the"
              + " means, HU.")
  private Path compare;

  @Option(
      names = "--search-delta",
      description = "Try drifts of sampling and take the one nearest to the images of --compare.")
  private boolean search;

  @Override
  public Integer call() throws IOException {
    sampling.requireRanges();
    drift.requireRanges();
    Ranges.atLeastOne("--count", count);
    if (search && compare == null) {
      throw new UsageFailure("--search-delta needs images to be near to: give --compare");
    }
    if (search && drift.drift().isPresent()) {
      throw new UsageFailure("--search-delta tries drifts itself: leave --delta out");
    }
    Outputs.prepare(output.out(), output.force());
    OutputKind kind = OutputKind.of(output.out(), Optional.empty());
    RunContext context = run.context();
    ManifestRecorder recorder = ManifestRecorder.start(run.commandText(), configuration(), context);
    try (DomainSampler sampler = DomainSampler.open(ModelCatalogue.shipped().open(model))) {
      recorder.setting("modelSha256", sampler.card().weightsSha256());
      List<double[]> references = List.of();
      if (compare != null) {
        references = DomainStack.images(compare, sampler, context);
        recorder.input(compare);
      }
      SamplingSettings settings = sampling.settings(Direction.FORWARD, context.seed());
      LatentDrift chosen = drift.drift().orElse(sampler.usualDrift());
      if (search) {
        chosen = searched(sampler, settings, references, recorder);
      }
      recorder.setting("delta", chosen.delta());
      SamplingSettings with = settings.with(chosen);
      List<double[]> images = recorder.call("sample", () -> sampler.sample(count, with));
      if (compare != null) {
        compared(images, references, recorder);
      }
      write(
          ImageStack.volume(images, sampler.rows(), sampler.columns(), sampler.pixelMm()),
          kind,
          context);
    }
    recorder.finish("none", Torch.description()).write(Manifest.beside(output.out()));
    run.note("wrote " + output.out());
    return ExitCode.OK;
  }

  private LatentDrift searched(
      DomainSampler sampler,
      SamplingSettings settings,
      List<double[]> references,
      ManifestRecorder recorder) {
    DeltaSearch.Outcome outcome =
        recorder.call(
            "search",
            () ->
                DeltaSearch.usual()
                    .run(
                        delta ->
                            sampler.sample(
                                count, settings.with(new LatentDrift(delta, drift.mode()))),
                        references,
                        ImageStack.histogram()));
    for (DeltaSearch.Trial trial : outcome.trials()) {
      run.print(
          "delta %5.2f  histogram L1 %.4f%s"
              .formatted(
                  trial.delta(),
                  trial.distance(),
                  trial.equals(outcome.best()) ? "  <- taken" : ""));
      recorder.result("histogramL1AtDelta%.2f".formatted(trial.delta()), trial.distance());
    }
    return new LatentDrift(outcome.best().delta(), drift.mode());
  }

  private void compared(
      List<double[]> images, List<double[]> references, ManifestRecorder recorder) {
    double distance = ImageStack.histogram().between(images, references);
    double difference = ImageStack.mean(images) - ImageStack.mean(references);
    recorder.result("histogramL1", distance);
    recorder.result("meanDifferenceHu", difference);
    run.print("histogram L1 %.4f, mean difference %.2f HU".formatted(distance, difference));
  }

  private void write(Volume made, OutputKind kind, RunContext context) throws IOException {
    Outputs.replacing(
        output.out(),
        output.force(),
        () ->
            Outputs.write(
                    made,
                    output.out(),
                    kind,
                    Optional.empty(),
                    "synthetic images, research only",
                    context)
                .forEach(warning -> run.note("note: " + warning)));
    if (kind != OutputKind.PNG) {
      QuickLook.write(made, QuickLook.beside(output.out()));
    }
  }

  private Map<String, Object> configuration() {
    Map<String, Object> configuration = new LinkedHashMap<>();
    configuration.put("purpose", "synthetic images for research; nobody was scanned");
    configuration.put("model", model);
    configuration.put("count", count);
    configuration.put("compare", compare == null ? "none" : compare.toString());
    configuration.put("searchDelta", search);
    sampling.describe(configuration);
    drift.describe(configuration);
    return configuration;
  }
}
