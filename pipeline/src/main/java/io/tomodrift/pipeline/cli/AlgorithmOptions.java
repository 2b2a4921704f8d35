package io.tomodrift.pipeline.cli;

import io.tomodrift.geometry.stack.HounsfieldScale;
import io.tomodrift.pipeline.reconstruct.Algorithm;
import io.tomodrift.pipeline.reconstruct.IterativeRequest;
import io.tomodrift.pipeline.run.UsageFailure;
import io.tomodrift.projectors.ProjectorModel;
import io.tomodrift.projectors.iterative.Roughness.Potential;
import io.tomodrift.projectors.iterative.TransmissionStatistics;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The choice of a method of reconstruction, and options of the iterative ones. */
final class AlgorithmOptions {

  /** Variance of read-out noise common in simulations of clinical scanners, quanta^2. */
  private static final double USUAL_ELECTRONIC_VARIANCE = 10;

  private static final double USUAL_EDGE_HU = 10;
  private static final int MOST_ITERATIONS = 100_000;

  private static final Set<Algorithm> ITERATIVE = EnumSet.complementOf(EnumSet.of(Algorithm.FBP));

  private static final Map<String, Set<Algorithm>> TAKEN_BY = takenBy();

  private static final List<String> FBP_OPTIONS =
      List.of(
          "--filter",
          "--cutoff",
          "--interpolation",
          "--redundancy",
          "--truncation",
          "--limited-angle");

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--algorithm",
      paramLabel = "NAME",
      defaultValue = "fbp",
      converter = AlgorithmConverter.class,
      description =
          "fbp, sirt, os-sart, cgls, fista-tv or pwls; all but fbp are iterative, for sinograms. Default: ${DEFAULT-VALUE}.")
  private Algorithm algorithm;

  @Option(
      names = "--iterations",
      paramLabel = "N",
      description =
          "Iterations, 1 or more. Default: sirt 100, os-sart 10, cgls 15 (more take up noise), fista-tv 100, pwls 20.")
  private Integer iterations;

  @Option(
      names = "--lambda",
      paramLabel = "L",
      description =
          "Weight of the penalty, 0 or more: fista-tv in mm (total variation), pwls in mm^2 (roughness). Default: in proportion to the views, see the manifest.")
  private Double lambda;

  @Option(
      names = "--subsets",
      paramLabel = "M",
      description =
          "os-sart, pwls: ordered subsets of the views. Default: one for six views, 24 at most.")
  private Integer subsets;

  @Option(
      names = "--relaxation",
      paramLabel = "R",
      description =
          "Step of sirt and os-sart, above 0, below 2; that of os-sart falls by 5 %% a pass. Default: sirt 1, os-sart 0.9.")
  private Double relaxation;

  @Option(
      names = "--non-negative",
      paramLabel = "true|false",
      arity = "0..1",
      fallbackValue = "true",
      description =
          "Keep attenuation from becoming negative; not for cgls. Default: true for fista-tv and pwls, else false.")
  private Boolean nonNegative;

  @Option(
      names = "--penalty",
      paramLabel = "KIND",
      converter = PotentialConverter.class,
      description =
          "pwls: roughness of pixels and their eight neighbours: quadratic, or huber or fair, which spare edges. Default: huber.")
  private Potential penalty;

  @Option(
      names = "--edge-hu",
      paramLabel = "E",
      description =
          "pwls with huber or fair: differences of neighbours above E HU count as edges. Default: 10.")
  private Double edgeHu;

  @Option(
      names = "--photons",
      paramLabel = "N0",
      description =
          "pwls: quanta a ray detects without an object, 1 to 1e12, for weights N^2 / (N + V) of N = N0 exp(-p). Default: weights exp(-p), no read-out noise.")
  private Double photons;

  @Option(
      names = "--electronic-variance",
      paramLabel = "V",
      description = "With --photons: variance of the read-out noise, quanta^2. Default: 10.")
  private Double electronicVariance;

  @Option(
      names = "--start",
      paramLabel = "IMAGE",
      description =
          "First image of iterative methods: zero, or fbp with its options. Default: zero.")
  private Start start;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = "Ray model of iterative methods: joseph or siddon. Default: joseph.")
  private ProjectorModel model;

  /** First images. */
  enum Start {
    ZERO,
    FBP
  }

  private static Map<String, Set<Algorithm>> takenBy() {
    Map<String, Set<Algorithm>> taken = new LinkedHashMap<>();
    taken.put("--iterations", ITERATIVE);
    taken.put("--lambda", EnumSet.of(Algorithm.FISTA_TV, Algorithm.PWLS));
    taken.put("--subsets", EnumSet.of(Algorithm.OS_SART, Algorithm.PWLS));
    taken.put("--relaxation", EnumSet.of(Algorithm.SIRT, Algorithm.OS_SART));
    taken.put(
        "--non-negative",
        EnumSet.of(Algorithm.SIRT, Algorithm.OS_SART, Algorithm.FISTA_TV, Algorithm.PWLS));
    Set<Algorithm> pwls = EnumSet.of(Algorithm.PWLS);
    taken.put("--penalty", pwls);
    taken.put("--edge-hu", pwls);
    taken.put("--photons", pwls);
    taken.put("--electronic-variance", pwls);
    taken.put("--start", ITERATIVE);
    taken.put("--model", ITERATIVE);
    return taken;
  }

  /** True unless the method is filtered back projection. */
  boolean isIterative() {
    return algorithm != Algorithm.FBP;
  }

  boolean startsFromFbp() {
    return start == Start.FBP;
  }

  /** The name as typed. */
  String name() {
    return FbpOptions.hyphens(algorithm);
  }

  /** What would be ignored is refused: the result would not be what was asked for. */
  void requireEffect() {
    TAKEN_BY.forEach(
        (option, algorithms) -> {
          if (given(option) && !algorithms.contains(algorithm)) {
            throw new UsageFailure(
                "%s is for %s; --algorithm is %s".formatted(option, list(algorithms), name()));
          }
        });
    for (String option : FBP_OPTIONS) {
      if (given(option) && isIterative() && start != Start.FBP) {
        throw new UsageFailure(
            "%s is for fbp and --start fbp; --algorithm is %s".formatted(option, name()));
      }
    }
    if (edgeHu != null && penalty == Potential.QUADRATIC) {
      throw new UsageFailure("--edge-hu is for --penalty huber and fair, not quadratic");
    }
    if (electronicVariance != null && photons == null) {
      throw new UsageFailure("--electronic-variance goes with --photons; add that");
    }
  }

  private boolean given(String option) {
    return command.commandLine().getParseResult().hasMatchedOption(option);
  }

  private static String list(Set<Algorithm> algorithms) {
    return algorithms.stream().map(FbpOptions::hyphens).collect(Collectors.joining(", "));
  }

  void requireRanges() {
    Ranges.within("--iterations", iterations, 1, MOST_ITERATIONS);
    Ranges.atLeastOne("--subsets", subsets);
    Ranges.notNegative("--lambda", lambda);
    Ranges.positive("--edge-hu", edgeHu);
    Ranges.notNegative("--electronic-variance", electronicVariance);
    if (photons != null && !(photons >= 1 && photons <= 1e12)) {
      throw new UsageFailure("--photons must be between 1 and 1e12, got " + photons);
    }
    if (relaxation != null && !(relaxation > 0 && relaxation < 2)) {
      throw new UsageFailure("--relaxation must be above 0 and below 2, got " + relaxation);
    }
  }

  /** What is wanted, unless it is filtered back projection. */
  Optional<IterativeRequest> request(HounsfieldScale water) {
    if (!isIterative()) {
      return Optional.empty();
    }
    return Optional.of(
        new IterativeRequest(
            algorithm,
            iterations == null ? algorithm.iterations() : iterations,
            Optional.ofNullable(lambda),
            Optional.ofNullable(subsets),
            relaxation == null ? algorithm.relaxation() : relaxation,
            nonNegative == null ? algorithm.nonNegative() : nonNegative,
            penalty == null ? Potential.HUBER : penalty,
            edgeHu() / 1000 * water.muWaterPerMm(),
            quanta(),
            start == Start.FBP,
            model == null ? ProjectorModel.JOSEPH : model));
  }

  private double edgeHu() {
    return edgeHu == null ? USUAL_EDGE_HU : edgeHu;
  }

  private TransmissionStatistics quanta() {
    return photons == null
        ? new TransmissionStatistics(1, 0)
        : new TransmissionStatistics(photons, variance());
  }

  private double variance() {
    return electronicVariance == null ? USUAL_ELECTRONIC_VARIANCE : electronicVariance;
  }

  /** The settings in effect for a manifest; those that depend on the scan follow later. */
  void describe(HounsfieldScale water, Map<String, Object> configuration) {
    configuration.put("algorithm", name());
    request(water).ifPresent(wanted -> describe(wanted, configuration));
  }

  private void describe(IterativeRequest wanted, Map<String, Object> configuration) {
    configuration.put("iterations", wanted.iterations());
    if (TAKEN_BY.get("--relaxation").contains(algorithm)) {
      configuration.put("relaxation", wanted.relaxation());
    }
    if (TAKEN_BY.get("--non-negative").contains(algorithm)) {
      configuration.put("nonNegative", wanted.nonNegative());
    }
    if (algorithm == Algorithm.PWLS) {
      configuration.put("penalty", FbpOptions.hyphens(wanted.potential()));
      if (wanted.potential() != Potential.QUADRATIC) {
        configuration.put("edgeHu", edgeHu());
      }
      configuration.put("photons", photons == null ? "weights exp(-p)" : photons);
      if (photons != null) {
        configuration.put("electronicVariance", variance());
      }
    }
    configuration.put("start", wanted.startFromFbp() ? "fbp" : "zero");
    configuration.put("model", FbpOptions.hyphens(wanted.model()));
  }

  static final class AlgorithmConverter implements ITypeConverter<Algorithm> {
    @Override
    public Algorithm convert(String text) {
      return FbpOptions.parse(Algorithm.class, text);
    }
  }

  static final class PotentialConverter implements ITypeConverter<Potential> {
    @Override
    public Potential convert(String text) {
      return FbpOptions.parse(Potential.class, text);
    }
  }
}
