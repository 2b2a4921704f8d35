package io.tomodrift.pipeline.cli;

import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.learned.diffusion.LatentDrift;
import io.tomodrift.learned.infer.Counterfactuals;
import io.tomodrift.learned.infer.DomainSampler;
import io.tomodrift.learned.model.ModelCatalogue;
import io.tomodrift.pipeline.data.Outputs;
import io.tomodrift.pipeline.learned.CounterfactualRun;
import io.tomodrift.pipeline.learned.DomainStack;
import io.tomodrift.pipeline.report.ManifestRecorder;
import io.tomodrift.pipeline.run.ExitCode;
import io.tomodrift.pipeline.run.InputFailure;
import io.tomodrift.pipeline.run.UsageFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tomodrift counterfactual}. */
@Command(
    name = "counterfactual",
    description = {
      "What an image might look like had it been of the domain of a model: turned to noise a part"
          + " of the way, and back with a drift.",
      "RESEARCH OUTPUT, NO DIAGNOSIS: a network's fancy about its training images; the result says"
          + " so in its files and report."
    },
    mixinStandardHelpOptions = true)
final class CounterfactualCommand implements Callable<Integer> {

  private static final String DOMAIN = "-domain.npz";

  @Mixin private RunOptions run;
  @Mixin private OutputOptions output;
  @Mixin private DriftOptions drift;

  @Parameters(
      index = "0",
      paramLabel = "IMAGE",
      description = "Volume in HU with slices of the model's size.")
  private Path image;

  @Option(
      names = "--slice",
      paramLabel = "K",
      defaultValue = "0",
      description = "Slice of it, counted from 0. Default: ${DEFAULT-VALUE}.")
  private int slice;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "FILE",
      description = "The .json of a model of the domain that is asked about.")
  private Path model;

  @Option(
      names = "--source-model",
      paramLabel = "FILE",
      description =
          "The .json of the model that turns the image to noise: of the image's own domain."
              + " Default: --model.")
  private Path sourceModel;

  @Option(
      names = "--domain",
      paramLabel = "FILE",
      description =
          "Images of the domain asked about. Default: NAME-domain.npz that training left beside the"
              + " model.")
  private Path domain;

  @Option(
      names = "--strength",
      paramLabel = "S",
      description =
          "Share of the way to noise, above 0 to 1: more changes more. Default: the best of 0.25,"
              + " 0.5 and 0.75.")
  private Double strength;

  @Option(
      names = "--lambda",
      paramLabel = "L",
      defaultValue = "0.1",
      description =
          "Weight of the distance from the domain against the change of the image. Default:"
              + " ${DEFAULT-VALUE}.")
  private double lambda;

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "40",
      description = "Steps of the whole way. Default: ${DEFAULT-VALUE}.")
  private int steps;

  @Override
  public Integer call() throws IOException {
    drift.requireRanges();
    Ranges.atLeastOne("--steps", steps);
    Ranges.notNegative("--lambda", lambda);
    if (strength != null && !(strength > 0 && strength <= 1)) {
      throw new UsageFailure("--strength must be above 0 and at most 1, got " + strength);
    }
    Outputs.prepare(output.out(), output.force());
    run.note("note: " + CounterfactualRun.LABEL);
    RunContext context = run.context();
    Path source = sourceModel == null ? model : sourceModel;
    ManifestRecorder recorder =
        ManifestRecorder.start(run.commandText(), configuration(source), context);
    try (DomainSampler target = open(model);
        DomainSampler from = open(source)) {
      List<double[]> slices = DomainStack.images(image, target, context);
      if (slice < 0 || slice >= slices.size()) {
        throw new InputFailure(
            "%s has slices 0 to %d, --slice is %d".formatted(image, slices.size() - 1, slice));
      }
      List<double[]> references = DomainStack.images(domainFile(), target, context);
      recorder.input(image);
      recorder.input(domainFile());
      recorder.setting("modelSha256", target.card().weightsSha256());
      recorder.setting("sourceModelSha256", from.card().weightsSha256());
      Counterfactuals wanted =
          new Counterfactuals(
              strength == null ? List.of(0.25, 0.5, 0.75) : List.of(strength),
              drifts(target),
              lambda,
              steps);
      new CounterfactualRun(wanted, from, target, references, recorder, run::print)
          .run(slices.get(slice), output.out(), output.force());
    }
    run.note("wrote " + output.out());
    return ExitCode.OK;
  }

  private static DomainSampler open(Path file) throws IOException {
    return DomainSampler.open(ModelCatalogue.shipped().open(file.toString()));
  }

  private Path domainFile() {
    if (domain != null) {
      return domain;
    }
    String name = model.getFileName().toString().replaceFirst("\\.(json|safetensors)$", "");
    Path beside = model.resolveSibling(name + DOMAIN);
    if (!Files.exists(beside)) {
      throw new UsageFailure(
          "there is no %s beside the model; give images of its domain with --domain"
              .formatted(beside.getFileName()));
    }
    return beside;
  }

  /** The one asked for, or a few around that of the training. */
  private List<LatentDrift> drifts(DomainSampler target) {
    if (drift.drift().isPresent()) {
      return List.of(drift.drift().get());
    }
    Set<Double> deltas = new LinkedHashSet<>(List.of(0.0, target.usualDrift().delta(), -0.1, 0.1));
    return deltas.stream().map(delta -> new LatentDrift(delta, drift.mode())).toList();
  }

  private Map<String, Object> configuration(Path source) {
    Map<String, Object> configuration = new LinkedHashMap<>();
    configuration.put("purpose", CounterfactualRun.LABEL);
    configuration.put("image", image.toString());
    configuration.put("slice", slice);
    configuration.put("model", model.toString());
    configuration.put("sourceModel", source.toString());
    configuration.put("domain", domain == null ? "beside the model" : domain.toString());
    configuration.put("strength", strength == null ? "best" : strength);
    configuration.put("lambda", lambda);
    configuration.put("steps", steps);
    drift.describe(configuration);
    return configuration;
  }
}
