package io.tomodrift.pipeline.cli;

import io.tomodrift.geometry.helical.FocalSpotMode;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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
  private static final List<String> SCAN_OPTIONS =
      List.of(
          "--scanner",
          "--pitch",
          "--ffs",
          "--z",
          "--sub-rays",
          "--start-angle-degrees",
          "--z-direction",
          "--rotation",
          "--patient-position");

  @Spec private CommandSpec spec;
  @Mixin private RawReadingOptions reading;
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
          "siemens-as-plus, ge-discovery, small, or a scanner file (.yaml, .json; `tomodrift geometry init-scanner` writes one). Default: ${DEFAULT-VALUE}.")
  private String scanner;

  @Option(
      names = "--pitch",
      paramLabel = "P",
      description = "Feed a turn over the total collimation, 0.05 to 2. Default: 0.6.")
  private Double pitch;

  @Option(
      names = "--ffs",
      paramLabel = "MODE",
      converter = FocalSpotConverter.class,
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
      converter = DirectionConverter.class,
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
      converter = PositionConverter.class,
      description =
          "HFS, FFS, HFP or FFP. Default: that of the volume, HFS if it has none; none for phantoms.")
  private PatientPosition position;

  @Option(
      names = "--pixel-order",
      paramLabel = "ORDER",
      converter = OrderConverter.class,
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
    SimulationSubject what = SimulationSubject.of(subject, reading.options(), run.context());
    requireEffect(what);
    what.warnings().forEach(warning -> run.note("warning: " + warning));
    new SimulationRun(scan(), dose(), run.context(), run.commandText(), configuration(), run::note)
        .run(what, output.out(), output.force());
    run.note("wrote " + output.out());
    return ExitCode.OK;
  }

  /** What would be ignored is refused: the result would not be what was asked for. */
  private void requireEffect(SimulationSubject what) {
    if (what instanceof SimulationSubject.OfRawData) {
      for (String option : SCAN_OPTIONS) {
        refuse(option, "phantoms and volumes; raw data keep the scan they are from");
      }
    } else {
      reading.first().ifPresent(option -> refuse(option, "raw data"));
    }
    if (what instanceof SimulationSubject.OfVolume) {
      refuse("--sub-rays", "phantoms");
    }
    if (photons == null && !(what instanceof SimulationSubject.OfRawData)) {
      refuse("--electronic-variance", "scans with noise; add --photons");
    }
    if (photons == null && bowtie) {
      throw new UsageFailure("--bowtie shapes the quanta of --photons; add that");
    }
  }

  private void refuse(String option, String what) {
    if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
      throw new UsageFailure(option + " is for " + what);
    }
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
        ScannerCommand.scanner(scanner),
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
    reading.describe(configuration);
    return configuration;
  }

  static final class FocalSpotConverter implements ITypeConverter<FocalSpotMode> {
    @Override
    public FocalSpotMode convert(String text) {
      return FbpOptions.parse(FocalSpotMode.class, text);
    }
  }

  static final class DirectionConverter implements ITypeConverter<ZDirection> {
    @Override
    public ZDirection convert(String text) {
      return FbpOptions.parse(ZDirection.class, text);
    }
  }

  static final class PositionConverter implements ITypeConverter<PatientPosition> {
    @Override
    public PatientPosition convert(String text) {
      return FbpOptions.parse(PatientPosition.class, text);
    }
  }

  static final class OrderConverter implements ITypeConverter<ScanRequest.PixelOrder> {
    @Override
    public ScanRequest.PixelOrder convert(String text) {
      return FbpOptions.parse(ScanRequest.PixelOrder.class, text);
    }
  }

  static final class SenseConverter implements ITypeConverter<RotationSense> {
    @Override
    public RotationSense convert(String text) {
      return FbpOptions.parse(RotationSense.class, text);
    }
  }
}
