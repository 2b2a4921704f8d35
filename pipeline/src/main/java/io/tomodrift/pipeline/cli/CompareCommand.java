package io.tomodrift.pipeline.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.tomodrift.formats.AtomicOutput;
import io.tomodrift.geometry.stack.VolumeUnit;
import io.tomodrift.metrics.Metric;
import io.tomodrift.pipeline.compare.Comparison;
import io.tomodrift.pipeline.compare.ComparisonReport;
import io.tomodrift.pipeline.compare.ComparisonSettings;
import io.tomodrift.pipeline.compare.MaskKind;
import io.tomodrift.pipeline.compare.NamedVolume;
import io.tomodrift.pipeline.data.Input.OfVolume;
import io.tomodrift.pipeline.data.InputDigests;
import io.tomodrift.pipeline.data.Inputs;
import io.tomodrift.pipeline.data.Outputs;
import io.tomodrift.pipeline.report.HtmlReport;
import io.tomodrift.pipeline.report.Manifest;
import io.tomodrift.pipeline.report.ManifestRecorder;
import io.tomodrift.pipeline.run.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tomodrift compare}. */
@Command(
    name = "compare",
    description = "Compare a volume with a reference: all metrics, and a report.",
    mixinStandardHelpOptions = true)
final class CompareCommand implements Callable<Integer> {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  @Spec private CommandSpec spec;
  @Mixin private RunOptions run;

  @Parameters(index = "0", paramLabel = "REFERENCE", description = "The truth: any volume.")
  private Path referenceFile;

  @Parameters(index = "1", paramLabel = "TEST", description = "The volume to judge, same size.")
  private Path testFile;

  @Option(
      names = "--mask",
      paramLabel = "WHERE",
      description =
          "body (above -500 HU, filled), fov (circle) or none. Default: body for HU, else none.")
  private MaskKind mask;

  @Option(
      names = "--fov-radius-mm",
      paramLabel = "R",
      description = "Radius for --mask fov, mm. Default: the circle inscribed in the slice.")
  private Double fovRadiusMm;

  @Option(
      names = "--range",
      paramLabel = "L",
      description =
          "Length of the data range of PSNR and SSIM, in the unit of the volume, above 0. Default: 2000 HU (from -1000), else the range of the reference.")
  private Double range;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the numbers as JSON.")
  private Path json;

  @Option(names = "--report", paramLabel = "DIR", description = "Write an HTML report.")
  private Path report;

  @Option(names = "--force", description = "Replace outputs that exist.")
  private boolean force;

  @Override
  public Integer call() throws IOException {
    for (Path out : new Path[] {json, report}) {
      if (out != null) {
        Outputs.prepare(out, force);
      }
    }
    OfVolume reference = read(referenceFile);
    OfVolume test = read(testFile);
    ManifestRecorder recorder =
        ManifestRecorder.start(run.commandText(), configuration(), run.context());
    ComparisonSettings settings = settings(reference);
    NamedVolume truth = new NamedVolume(name(referenceFile), reference.volume());
    NamedVolume tested = new NamedVolume(name(testFile), test.volume());
    Comparison comparison =
        recorder.call("compare", () -> Comparison.of(truth, tested, settings, run.context()));
    print(comparison);
    if (json != null) {
      byte[] text = JSON.writeValueAsBytes(comparison.toJson());
      AtomicOutput.file(json, path -> java.nio.file.Files.write(path, text));
    }
    if (report != null) {
      InputDigests.record(recorder, referenceFile);
      InputDigests.record(recorder, testFile);
      Manifest manifest = recorder.finish("none", "metrics only");
      HtmlReport page = ComparisonReport.build(truth, tested, comparison, manifest);
      Outputs.writeReport(page, report, force);
      run.note("wrote " + report.resolve("report.html"));
    }
    return ExitCode.OK;
  }

  private OfVolume read(Path path) {
    OfVolume input = Inputs.volume(path, run.context());
    input.warnings().forEach(warning -> run.note("note: " + path + ": " + warning));
    Inputs.requireFinite(path, input.volume().stack());
    return input;
  }

  private ComparisonSettings settings(OfVolume reference) {
    if (range != null && !(range > 0)) {
      throw new ParameterException(spec.commandLine(), "--range must be above 0, got " + range);
    }
    if (fovRadiusMm != null && !(fovRadiusMm > 0)) {
      throw new ParameterException(
          spec.commandLine(), "--fov-radius-mm must be above 0, got " + fovRadiusMm);
    }
    MaskKind byUnit = reference.volume().unit() == VolumeUnit.HU ? MaskKind.BODY : MaskKind.NONE;
    return new ComparisonSettings(
        Optional.ofNullable(mask).orElse(byUnit),
        fovRadiusMm == null ? OptionalDouble.empty() : OptionalDouble.of(fovRadiusMm),
        range == null ? OptionalDouble.empty() : OptionalDouble.of(range));
  }

  private void print(Comparison comparison) {
    run.print("mask         " + comparison.metrics().mask());
    run.print("voxels       " + comparison.metrics().voxels());
    run.print("range        " + comparison.range() + " " + comparison.unit().symbol());
    for (Metric metric : comparison.metrics().metrics()) {
      String unit = metric.unit().equals("1") ? "" : metric.unit();
      run.print("%-12s %12.6g %s".formatted(metric.name(), metric.value(), unit));
    }
    comparison.notes().forEach(note -> run.note("note: " + note));
  }

  private static String name(Path path) {
    return String.valueOf(path.toAbsolutePath().normalize().getFileName());
  }

  private Map<String, Object> configuration() {
    Map<String, Object> configuration = new LinkedHashMap<>();
    configuration.put("mask", mask == null ? "by unit" : FbpOptions.hyphens(mask));
    configuration.put("fovRadiusMm", fovRadiusMm == null ? "inscribed" : fovRadiusMm);
    configuration.put("range", range == null ? "by unit" : range);
    return configuration;
  }
}
