package io.tomodrift.pipeline.simulate;

import io.tomodrift.formats.dicom.Tag;
import io.tomodrift.formats.dicom.series.DicomSeriesInfo;
import io.tomodrift.formats.dicom.series.SeriesMetadata;
import io.tomodrift.geometry.error.GeometryException;
import io.tomodrift.geometry.helical.ConeViews;
import io.tomodrift.geometry.helical.DecodedViews;
import io.tomodrift.geometry.helical.HelicalGeometry;
import io.tomodrift.geometry.helical.HelicalScanner;
import io.tomodrift.geometry.helical.HelixPlan;
import io.tomodrift.geometry.helical.PatientPosition;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.HounsfieldScale;
import io.tomodrift.geometry.stack.Vec3;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeFrame;
import io.tomodrift.geometry.stack.VolumeUnit;
import io.tomodrift.phantoms.helical.GantryPlacement;
import io.tomodrift.phantoms.helical.SolidPhantomViews;
import io.tomodrift.phantoms.helical.VoxelViews;
import io.tomodrift.pipeline.data.InputDigests;
import io.tomodrift.pipeline.data.Outputs;
import io.tomodrift.pipeline.report.Manifest;
import io.tomodrift.pipeline.report.ManifestRecorder;
import io.tomodrift.pipeline.simulate.SimulationSubject.OfPhantom;
import io.tomodrift.pipeline.simulate.SimulationSubject.OfRawData;
import io.tomodrift.pipeline.simulate.SimulationSubject.OfVolume;
import io.tomodrift.sinograms.raw.CentralElement;
import io.tomodrift.sinograms.raw.RawHeader;
import io.tomodrift.sinograms.raw.RawScan;
import io.tomodrift.sinograms.rawwriter.CtProjectionMetadata;
import io.tomodrift.sinograms.rawwriter.CtProjectionOptions;
import io.tomodrift.sinograms.rawwriter.CtProjectionReport;
import io.tomodrift.sinograms.rawwriter.CtProjectionWriter;
import io.tomodrift.sinograms.rawwriter.VendorConvention;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Simulates one scan and writes it as raw data. */
public final class SimulationRun {

  private static final double PHANTOM_HALF_LENGTH_MM = 20;

  private final ScanRequest scan;
  private final DoseRequest dose;
  private final RunContext context;
  private final ManifestRecorder recorder;
  private final Consumer<String> notes;

  /**
   * Prepares a run.
   *
   * @param command the command as typed, for the manifest
   * @param configuration every setting in effect, for the manifest
   * @param notes receiver of what the user should know
   */
  public SimulationRun(
      ScanRequest scan,
      DoseRequest dose,
      RunContext context,
      String command,
      Map<String, Object> configuration,
      Consumer<String> notes) {
    this.scan = scan;
    this.dose = dose;
    this.context = context;
    this.recorder = ManifestRecorder.start(command, configuration, context);
    this.notes = notes;
  }

  /**
   * Runs; the folder appears when it is complete.
   *
   * @throws IOException if it cannot be written
   */
  public void run(SimulationSubject subject, Path out, boolean overwrite) throws IOException {
    subject.warnings().forEach(recorder::warn);
    Setup setup = setup(subject);
    Exposure exposure = Exposure.of(dose, setup, context);
    CtProjectionReport report = recorder.call("scan", () -> write(setup, exposure, out, overwrite));
    notes.accept(
        "note: %d views, %.2f GB, series %s"
            .formatted(report.views(), report.bytes() * 1e-9, report.seriesUid()));
    exposure.warnings().forEach(this::warn);
    if (report.clippedValues() > 0) {
      warn(
          "%d line integrals are beyond what 16 bits hold and were clipped"
              .formatted(report.clippedValues()));
    }
    recorder.finish("cpu", context.parallelism() + " threads").write(Manifest.beside(out));
  }

  private void warn(String sentence) {
    recorder.warn(sentence);
    notes.accept("warning: " + sentence);
  }

  private CtProjectionReport write(Setup setup, Exposure exposure, Path out, boolean overwrite)
      throws IOException {
    CtProjectionReport[] report = new CtProjectionReport[1];
    CtProjectionOptions options = setup.options(scan.scrambleNames());
    Outputs.replacing(
        out,
        overwrite,
        () ->
            report[0] =
                new CtProjectionWriter(setup.metadata(), options)
                    .write(out, exposure.views(), exposure.tube(), context));
    return report[0];
  }

  private Setup setup(SimulationSubject subject) throws IOException {
    if (subject instanceof OfRawData raw) {
      recorder.inputs(raw.path().toString(), raw.scan().inputs());
      return new Setup(new DecodedViews(raw.scan()), again(raw.scan()), Optional.of(raw.scan()));
    }
    if (subject instanceof OfVolume volume) {
      InputDigests.record(recorder, volume.path());
      return volumeSetup(volume);
    }
    return phantomSetup((OfPhantom) subject);
  }

  private Setup phantomSetup(OfPhantom subject) {
    double low = scan.fromZMm().orElse(-PHANTOM_HALF_LENGTH_MM);
    double high = scan.toZMm().orElse(PHANTOM_HALF_LENGTH_MM);
    HelicalGeometry geometry = geometry(low, high);
    String position = scan.position().map(Enum::name).orElse("");
    CtProjectionMetadata metadata =
        metadata(Optional.empty())
            .patientName("Phantom^" + subject.phantom().name().replaceAll("[^A-Za-z0-9 -]", ""))
            .patientPosition(position)
            .build();
    ConeViews views = new SolidPhantomViews(subject.phantom(), geometry, scan.subRays());
    return new Setup(views, metadata, Optional.empty());
  }

  private Setup volumeSetup(OfVolume subject) {
    Volume perMm = attenuation(subject.hu());
    CtProjectionMetadata.Builder metadata = metadata(subject.dicom());
    Volume placed = perMm;
    double low;
    double high;
    VolumeFrame frame = subject.hu().frame();
    double first = frame.originMm().z();
    double last = frame.positionMm(subject.hu().slices() - 1, 0, 0).z();
    low = scan.fromZMm().orElse(Math.min(first, last));
    high = scan.toZMm().orElse(Math.max(first, last));
    if (subject.ofPatient()) {
      PatientPosition position = scan.position().orElseGet(() -> positionOf(subject));
      GantryPlacement placement = GantryPlacement.of(perMm, position);
      placed = placement.volume();
      metadata.patientPosition(position.name()).isocenterMm(placement.patientShiftMm());
      if (position.name().startsWith("HF")) {
        double mirrored = -low;
        low = -high;
        high = mirrored;
      }
    } else {
      metadata.patientPosition(scan.position().map(Enum::name).orElse(""));
    }
    if (low > high) {
      throw new GeometryException("--z: no slice of the volume lies in this interval");
    }
    return new Setup(
        new VoxelViews(placed, geometry(low, high)), metadata.build(), Optional.empty());
  }

  private PatientPosition positionOf(OfVolume subject) {
    String stated = subject.dicom().map(DicomSeriesInfo::patientPosition).orElse("");
    for (PatientPosition position : PatientPosition.values()) {
      if (position.name().equals(stated)) {
        return position;
      }
    }
    return PatientPosition.HFS;
  }

  private HelicalGeometry geometry(double lowMm, double highMm) {
    return HelixPlan.of(scan.scanner(), lowMm, highMm)
        .withPitch(scan.pitch())
        .withFocalSpotMode(scan.focalSpot())
        .withStartAngleRad(scan.startAngleRad())
        .withDirections(scan.direction(), scan.rotation())
        .geometry();
  }

  private Volume attenuation(Volume hu) {
    FloatStack perMm = hu.stack().copy();
    new HounsfieldScale(scan.scanner().waterPerMm()).toPerMmInPlace(perMm);
    return hu.with(perMm, VolumeUnit.PER_MM);
  }

  private CtProjectionMetadata.Builder metadata(Optional<DicomSeriesInfo> like) {
    HelicalScanner scanner = scan.scanner();
    CtProjectionMetadata.Builder builder =
        CtProjectionMetadata.builder()
            .vendor(vendor(scanner.manufacturer()))
            .model("tomodrift " + scanner.id())
            .seriesDescription(
                dose.fraction().filter(a -> a < 1).isPresent()
                    ? "Low dose projections"
                    : "Full dose projections")
            .spiralPitchFactor(scan.pitch())
            .waterPerMm(scanner.waterPerMm())
            .dataCollectionDiameterMm(scanner.dataCollectionDiameterMm())
            .rotationTimeMs(1000 * scanner.rotationSeconds())
            .tubeVoltageKv(scanner.tubeKilovolts());
    like.ifPresent(
        info ->
            builder
                .patientName(info.patientName())
                .patientId(info.patientId())
                .studyUid(info.studyUid())
                .studyDescription(info.studyDescription())
                .frameOfReferenceUid(info.frameOfReferenceUid()));
    return builder;
  }

  private VendorConvention vendor(String manufacturer) {
    VendorConvention known =
        manufacturer.startsWith("GE ")
            ? VendorConvention.GE
            : new VendorConvention(
                manufacturer, VendorConvention.SIEMENS.centralColumn(), pixelOrder());
    return known.withPixelOrder(pixelOrder());
  }

  /** Headers of a scan that is written again. */
  private CtProjectionMetadata again(RawScan scan) {
    RawHeader header = scan.header();
    SeriesMetadata known = scan.metadata().build();
    VendorConvention vendor =
        new VendorConvention(
            header.manufacturer(),
            header.centralElement() == CentralElement.FROM_OTHER_END
                ? VendorConvention.GE.centralColumn()
                : VendorConvention.SIEMENS.centralColumn(),
            pixelOrder());
    CtProjectionMetadata.Builder builder =
        CtProjectionMetadata.builder()
            .vendor(vendor)
            .seriesDescription("Low dose projections")
            .patientName(known.patientName())
            .patientId(known.patientId())
            .patientPosition(header.patientPosition())
            .studyUid(known.studyUid())
            .studyDescription(known.studyDescription())
            .frameOfReferenceUid(known.frameOfReferenceUid())
            .seriesNumber(header.seriesNumber().orElse(1) + 1);
    header.tubeVoltageKv().ifPresent(builder::tubeVoltageKv);
    header.rotationSeconds().ifPresent(s -> builder.rotationTimeMs(1000 * s));
    header.spiralPitchFactor().ifPresent(builder::spiralPitchFactor);
    header.waterPerMm().ifPresent(builder::waterPerMm);
    header.diameterMm().ifPresent(builder::dataCollectionDiameterMm);
    double[] centre = scan.firstHeader().doubles(Tag.DATA_COLLECTION_CENTER_PATIENT);
    if (centre.length == 3) {
      builder.isocenterMm(new Vec3(centre[0], centre[1], centre[2]));
    }
    return builder.build();
  }

  private VendorConvention.PixelOrder pixelOrder() {
    return scan.pixelOrder() == ScanRequest.PixelOrder.ROWS
        ? VendorConvention.PixelOrder.ROW_BY_ROW
        : VendorConvention.PixelOrder.COLUMN_BY_COLUMN;
  }
}
