package io.tomodrift.pipeline.cli;

import io.tomodrift.formats.geometry.HelicalScannerFiles;
import io.tomodrift.geometry.helical.FocalSpotMode;
import io.tomodrift.geometry.helical.HelicalScanner;
import io.tomodrift.geometry.helical.HelicalScanners;
import io.tomodrift.geometry.helical.PatientPosition;
import io.tomodrift.geometry.helical.RotationSense;
import io.tomodrift.geometry.helical.ZDirection;
import io.tomodrift.pipeline.data.Outputs;
import io.tomodrift.pipeline.run.ExitCode;
import io.tomodrift.pipeline.run.UsageFailure;
import io.tomodrift.pipeline.simulate.DoseRequest;
import io.tomodrift.pipeline.simulate.ScanRequest;
import io.tomodrift.pipeline.simulate.SimulationRun;
import io.tomodrift.pipeline.simulate.SimulationSubject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tomodrift simulate}. */
@Command(
    name = "simulate",
    description = {
      "Scan a phantom or a CT volume on a helix and write raw data (DICOM-CT-PD).",
      "Given raw data, write them again as if measured with less dose."
    },
    mixinStandardHelpOptions = true)
final class SimulateCommand implements Callable<Integer> {

  @Mixin private RunOptions run;
  @Mixin private SeriesOption series;
  @Mixin private OutputOptions output;

  @Parameters(
      paramLabel = "SUBJECT",
      description =
          "CT volume in HU (DICOM folder, .nii(.gz), .mha, .npz), a phantom by name (helical-test, defrise, ...), or a folder of raw data.")
  private String subject;

  @Option(
      names = "--scanner",
      paramLabel = "ID|FILE",
      defaultValue = "siemens-as-plus",
      description =
          "siemens-as-plus, ge-discovery, small, or a scanner file (.yaml, .json). Default: ${DEFAULT-VALUE}.")
  private String scanner;

  @Option(
      names = "--pitch",
      paramLabel = "P",
      description = "Feed a turn over the total collimation, 0.05 to 2. Default: 0.6.")
  private Double pitch;

  @Option(
      names = "--ffs",
      paramLabel = "MODE",
      description = "Flying focal spot: none, z, xy or xyz. Default: none.")
  private FocalSpotMode focalSpot;

  @Option(
      names = "--z",
      paramLabel = "A:B",
      converter = MillimetreRange.Converter.class,
      description =
          "Slices that can be reconstructed afterwards, mm: z of the patient for volumes of patients, else Z of the gantry. Default: the whole volume, -20:20 for phantoms.")
  private MillimetreRange z = MillimetreRange.ALL;

  @Option(
      names = "--photons",
      paramLabel = "N0",
      description =
          "Add noise: quanta an element detects without an object, 1 to 1e12. Default: no noise.")
  private Double photons;

  @Option(
      names = "--bowtie",
      description = "Let the quanta fall toward the edge of the fan, as behind a bowtie filter.")
  private boolean bowtie;

  @Option(
      names = "--electronic-variance",
      paramLabel = "V",
      defaultValue = "0",
      description =
          "Variance of the read-out noise, quanta^2, 0 or more. Default: ${DEFAULT-VALUE}.")
  private double electronicVariance;

  @Option(
      names = "--dose-fraction",
      paramLabel = "A",
      description = "Share of the dose, above 0, at most 1. Default: 1; needed for raw data.")
  private Double doseFraction;

  @Option(
      names = "--sub-rays",
      paramLabel = "K",
      defaultValue = "1",
      description =
          "Rays averaged over an element, K x K, phantoms only; 1 to 8. Default: ${DEFAULT-VALUE}.")
  private int subRays;

  @Option(
      names = "--start-angle-degrees",
      paramLabel = "D",
      defaultValue = "0",
      description = "Angle of the first view, 0 is up. Default: ${DEFAULT-VALUE}.")
  private double startAngleDegrees;

  @Option(
      names = "--z-direction",
      paramLabel = "WAY",
      defaultValue = "rising",
      description =
          "Z of the source along the gantry's axis: rising or falling. Default: ${DEFAULT-VALUE}.")
  private ZDirection direction;

  @Option(
      names = "--rotation",
      paramLabel = "SENSE",
      converter = SenseConverter.class,
      defaultValue = "counter-clockwise",
      description =
          "counter-clockwise or clockwise, seen from the table. Default: ${DEFAULT-VALUE}.")
  private RotationSense rotation;

  @Option(
      names = "--patient-position",
      paramLabel = "POS",
      description =
          "HFS, FFS, HFP or FFP. Default: that of the volume, HFS if it has none; none for phantoms.")
  private PatientPosition position;

  @Option(
      names = "--pixel-order",
      paramLabel = "ORDER",
      defaultValue = "columns",
      description =
          "Pixel data: columns (as in public data) or rows (as in the manual). Default: ${DEFAULT-VALUE}.")
  private ScanRequest.PixelOrder pixelOrder;

  @Option(
      names = "--scramble-names",
      description = "Deal the file names out at random, as in public collections.")
  private boolean scrambleNames;

  @Override
  public Integer call() throws IOException {
    requireRanges();
    Outputs.prepare(output.out(), output.force());
    SimulationSubject what = SimulationSubject.of(subject, series.uid(), run.context());
    what.warnings().forEach(warning -> run.note("warning: " + warning));
    new SimulationRun(scan(), dose(), run.context(), run.commandText(), configuration(), run::note)
        .run(what, output.out(), output.force());
    run.note("wrote " + output.out());
    return ExitCode.OK;
  }

  private void requireRanges() {
    Ranges.within("--sub-rays", subRays, 1, 8);
    Ranges.positive("--photons", photons);
    Ranges.positive("--dose-fraction", doseFraction);
    Ranges.notNegative("--electronic-variance", electronicVariance);
    if (pitch != null && !(pitch >= 0.05 && pitch <= 2)) {
      throw new UsageFailure("--pitch must be between 0.05 and 2, got " + pitch);
    }
    if (doseFraction != null && doseFraction > 1) {
      throw new UsageFailure("--dose-fraction must be at most 1, got " + doseFraction);
    }
    if (photons != null && !(photons >= 1 && photons <= 1e12)) {
      throw new UsageFailure("--photons must be between 1 and 1e12, got " + photons);
    }
    if (!Double.isFinite(startAngleDegrees)) {
      throw new UsageFailure("--start-angle-degrees must be finite, got " + startAngleDegrees);
    }
  }

  private ScanRequest scan() throws IOException {
    return new ScanRequest(
        scanner(scanner),
        pitch(),
        focalSpot(),
        z.fromMm(),
        z.toMm(),
        Math.toRadians(startAngleDegrees),
        direction,
        rotation,
        Optional.ofNullable(position),
        subRays,
        pixelOrder,
        scrambleNames);
  }

  private double pitch() {
    return pitch == null ? 0.6 : pitch;
  }

  private FocalSpotMode focalSpot() {
    return focalSpot == null ? FocalSpotMode.NONE : focalSpot;
  }

  private DoseRequest dose() {
    return new DoseRequest(
        Optional.ofNullable(photons),
        bowtie,
        electronicVariance,
        Optional.ofNullable(doseFraction));
  }

  private static HelicalScanner scanner(String text) throws IOException {
    String lower = text.toLowerCase(Locale.ROOT);
    boolean file = lower.endsWith(".yaml") || lower.endsWith(".yml") || lower.endsWith(".json");
    return file ? HelicalScannerFiles.read(Path.of(text)) : HelicalScanners.byId(lower);
  }

  private Map<String, Object> configuration() {
    Map<String, Object> configuration = new LinkedHashMap<>();
    configuration.put("subject", subject);
    configuration.put("scanner", scanner);
    configuration.put("pitch", pitch());
    configuration.put("ffs", FbpOptions.hyphens(focalSpot()));
    configuration.put("z", z.toString());
    configuration.put("photons", photons == null ? "no noise" : photons);
    configuration.put("bowtie", bowtie);
    configuration.put("electronicVariance", electronicVariance);
    configuration.put("doseFraction", doseFraction == null ? 1.0 : doseFraction);
    configuration.put("subRays", subRays);
    configuration.put("startAngleDegrees", startAngleDegrees);
    configuration.put("zDirection", FbpOptions.hyphens(direction));
    configuration.put("rotation", FbpOptions.hyphens(rotation));
    configuration.put("patientPosition", position == null ? "of the subject" : position.name());
    configuration.put("pixelOrder", FbpOptions.hyphens(pixelOrder));
    configuration.put("scrambleNames", scrambleNames);
    return configuration;
  }

  static final class SenseConverter implements ITypeConverter<RotationSense> {
    @Override
    public RotationSense convert(String text) {
      return FbpOptions.parse(RotationSense.class, text);
    }
  }
}
