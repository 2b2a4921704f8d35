package io.tomodrift.tests.benchmarks;

import io.tomodrift.pipeline.bench.StandardProblem;
import io.tomodrift.tests.support.speed.SpeedEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs batches of benchmarks and turns what JMH says into entries. */
final class JmhRuns {

  private static final String PACKAGE = JmhRuns.class.getPackageName() + ".";
  private static final Map<String, String> LABELS =
      Map.of(
          "forward", "forward projection",
          "adjoint", "adjoint",
          "backProjection", "FBP back projection",
          "hannFilter", "Hann filter",
          "hannFbp", "Hann FBP",
          "sirt20", "SIRT, %d iterations, 60 views".formatted(SirtBenchmark.ITERATIONS),
          "rebin", "rebinning");

  private final List<String> options;
  private final int forks;
  private final List<String> backends;

  JmhRuns(List<String> options, int forks, List<String> backends) {
    this.options = List.copyOf(options);
    this.forks = forks;
    this.backends = List.copyOf(backends);
  }

  List<SpeedEntry> run(Mode.Batch batch) throws RunnerException {
    ChainedOptionsBuilder builder =
        new OptionsBuilder()
            .include(PACKAGE.replace(".", "\\.") + batch.include())
            .param("slices", String.valueOf(batch.slices()))
            .param("threads", texts(batch.threads()))
            .warmupIterations(batch.warmUps())
            .measurementIterations(batch.shots())
            .forks(forks)
            .mode(org.openjdk.jmh.annotations.Mode.SingleShotTime)
            .timeUnit(TimeUnit.SECONDS)
            .jvmArgs(options.toArray(String[]::new))
            .shouldFailOnError(true)
            .addProfiler(ProcessorTimeProfiler.class);
    if (!batch.views().isEmpty()) {
      builder.param("views", texts(batch.views()));
      builder.param("backend", backends.toArray(String[]::new));
    }
    Collection<RunResult> results = new Runner(builder.build()).run();
    return results.stream().map(JmhRuns::entry).toList();
  }

  private static String[] texts(List<Integer> values) {
    return values.stream().map(String::valueOf).toArray(String[]::new);
  }

  private static SpeedEntry entry(RunResult result) {
    BenchmarkParams params = result.getParams();
    String name = params.getBenchmark();
    String label = LABELS.get(name.substring(name.lastIndexOf('.') + 1));
    int slices = Integer.parseInt(params.getParam("slices"));
    int threads = Integer.parseInt(params.getParam("threads"));
    List<Double> wall = new ArrayList<>();
    List<Double> cpu = new ArrayList<>();
    for (BenchmarkResult fork : result.getBenchmarkResults()) {
      for (IterationResult shot : fork.getIterationResults()) {
        wall.add(shot.getPrimaryResult().getScore());
        cpu.add(shot.getSecondaryResults().get(ProcessorTimeProfiler.LABEL).getScore());
      }
    }
    String views = params.getParam("views");
    if (views == null) {
      return new SpeedEntry(
          label,
          "",
          slices,
          StandardProblem.STANDARD_VIEWS,
          threads,
          Rebinning.samples(slices),
          wall,
          cpu);
    }
    StandardProblem problem = new StandardProblem(slices, Integer.parseInt(views));
    return new SpeedEntry(
        label,
        params.getParam("backend"),
        slices,
        problem.views(),
        threads,
        problem.updates(),
        wall,
        cpu);
  }
}
