package io.tomodrift.tests.science;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.fbp.FbpSettings;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.helical.ConeDetector;
import io.tomodrift.geometry.helical.FocalSpotMode;
import io.tomodrift.geometry.helical.HelicalScanner;
import io.tomodrift.geometry.helical.HelicalScanners;
import io.tomodrift.geometry.helical.HelixPlan;
import io.tomodrift.geometry.helical.RotationSense;
import io.tomodrift.geometry.helical.SourceShift;
import io.tomodrift.geometry.helical.ZDirection;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.HounsfieldScale;
import io.tomodrift.geometry.stack.Vec3;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.phantoms.catalogue.HelicalTestPhantom;
import io.tomodrift.phantoms.catalogue.SolidInsert.Form;
import io.tomodrift.phantoms.helical.SolidPhantomViews;
import io.tomodrift.pipeline.raw.RawPlan;
import io.tomodrift.pipeline.raw.RawReconstructor;
import io.tomodrift.pipeline.report.ManifestRecorder;
import io.tomodrift.projectors.backend.Backend;
import io.tomodrift.projectors.backend.Backends;
import io.tomodrift.sinograms.raw.RawOptions;
import io.tomodrift.sinograms.raw.RawScan;
import io.tomodrift.sinograms.raw.RawScans;
import io.tomodrift.sinograms.rawwriter.CtProjectionMetadata;
import io.tomodrift.sinograms.rawwriter.CtProjectionOptions;
import io.tomodrift.sinograms.rawwriter.CtProjectionOptions.FileNames;
import io.tomodrift.sinograms.rawwriter.CtProjectionWriter;
import io.tomodrift.sinograms.rawwriter.TubeOutput;
import io.tomodrift.sinograms.rawwriter.VendorConvention;
import io.tomodrift.sinograms.rawwriter.VendorConvention.PixelOrder;
import io.tomodrift.sinograms.rebin.FocalSpotViews;
import io.tomodrift.sinograms.rebin.RebinMode;
import io.tomodrift.sinograms.rebin.RebinPlan;
import io.tomodrift.sinograms.rebin.RebinRequest;
import io.tomodrift.sinograms.rebin.RebinSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * An analytic phantom all the way: cone-beam projections on a helix, raw data files, reading,
 * rebinning, reconstruction, against the truth.
 *
 * <p>With {@code -Dtomodrift.fullsize=true} the scanners have all their columns, rows and views;
 * otherwise half the columns and views, so that it takes seconds.
 */
class HelicalPhantomTest {

  private static final boolean FULL = Boolean.getBoolean("tomodrift.fullsize");
  private static final HelicalTestPhantom PHANTOM =
      HelicalTestPhantom.standard(HounsfieldScale.DEFAULT);
  private static final RunContext CONTEXT = RunContext.defaults();
  private static final double LOW_MM = -32;
  private static final double HIGH_MM = 40;

  @org.junit.jupiter.api.io.TempDir private Path folder;

  /** One scan and how it is reconstructed. */
  private record Case(
      HelicalScanner scanner,
      FocalSpotMode focalSpot,
      double pitch,
      ZDirection direction,
      RotationSense rotation,
      PixelOrder pixelOrder,
      RebinSettings settings) {

    static Case siemens() {
      return new Case(
          scaled(HelicalScanners.SIEMENS_AS_PLUS),
          FocalSpotMode.Z,
          0.6,
          ZDirection.RISING,
          RotationSense.COUNTER_CLOCKWISE,
          PixelOrder.COLUMN_BY_COLUMN,
          RebinSettings.defaults());
    }

    static Case ge() {
      return new Case(
          scaled(HelicalScanners.GE_DISCOVERY),
          FocalSpotMode.NONE,
          0.984,
          ZDirection.RISING,
          RotationSense.COUNTER_CLOCKWISE,
          PixelOrder.COLUMN_BY_COLUMN,
          RebinSettings.defaults());
    }

    Case with(RebinSettings other) {
      return new Case(scanner, focalSpot, pitch, direction, rotation, pixelOrder, other);
    }

    Case with(FocalSpotMode mode) {
      return new Case(scanner, mode, pitch, direction, rotation, pixelOrder, settings);
    }

    Case with(ZDirection z, RotationSense sense, PixelOrder order) {
      return new Case(scanner, focalSpot, pitch, z, sense, order, settings);
    }

    double feedMm() {
      return pitch * scanner.collimationMm();
    }
  }

  private static HelicalScanner scaled(HelicalScanner full) {
    if (FULL) {
      return full;
    }
    ConeDetector d = full.detector();
    ConeDetector half =
        new ConeDetector(
            d.shape(),
            d.columns() / 2,
            d.rows() / 2,
            2 * d.columnPitchMm(),
            2 * d.rowPitchMm(),
            // The offset of a quarter column, in the coarser columns.
            (d.columns() / 2 - 1) / 2.0 + (d.centreColumn() - (d.columns() - 1) / 2.0),
            (d.rows() / 2 - 1) / 2.0);
    return new HelicalScanner(
        full.id() + "-half",
        full.manufacturer(),
        full.sourceToIsocenterMm(),
        full.sourceToDetectorMm(),
        half,
        full.viewsPerTurn() / 2,
        halved(full),
        full.waterPerMm(),
        full.dataCollectionDiameterMm(),
        full.rotationSeconds(),
        full.tubeKilovolts());
  }

  /** Angles twice as far apart, so that the coarser columns still interlace. */
  private static Map<FocalSpotMode, List<SourceShift>> halved(HelicalScanner full) {
    double constant = full.shifts(FocalSpotMode.NONE).get(0).angleRad();
    Map<FocalSpotMode, List<SourceShift>> wider = new EnumMap<>(FocalSpotMode.class);
    full.focalSpots()
        .forEach(
            (mode, shifts) ->
                wider.put(
                    mode,
                    shifts.stream()
                        .map(
                            s ->
                                new SourceShift(
                                    constant + 2 * (s.angleRad() - constant),
                                    s.zMm(),
                                    s.radialMm()))
                        .toList()));
    return wider;
  }

  private Volume reconstruct(Case scan, String name) throws IOException {
    HelixPlan helix =
        HelixPlan.of(scan.scanner(), LOW_MM, HIGH_MM)
            .withPitch(scan.pitch())
            .withFocalSpotMode(scan.focalSpot())
            .withDirections(scan.direction(), scan.rotation());
    VendorConvention vendor =
        scan.scanner().manufacturer().startsWith("GE")
            ? VendorConvention.GE
            : VendorConvention.SIEMENS;
    CtProjectionMetadata metadata =
        CtProjectionMetadata.builder().vendor(vendor.withPixelOrder(scan.pixelOrder())).build();
    Path series = folder.resolve(name);
    new CtProjectionWriter(metadata, CtProjectionOptions.DEFAULT.withNames(FileNames.SHUFFLED))
        .write(
            series,
            new SolidPhantomViews(PHANTOM.solid(), helix.geometry(), 1),
            TubeOutput.constant(200),
            CONTEXT);
    return reconstruct(series, scan.settings());
  }

  private static Volume reconstruct(Path series, RebinSettings settings) throws IOException {
    RawScan raw = RawScans.open(series, RawOptions.defaults(), CONTEXT);
    RebinRequest request = RebinRequest.every(1).between(LOW_MM, HIGH_MM);
    RawPlan plan =
        new RawPlan(
            settings,
            request,
            Optional.empty(),
            false,
            false,
            FULL ? ImageGrid.square(512, 0.7) : ImageGrid.square(256, 1.4),
            FbpSettings.defaults(),
            false,
            HounsfieldScale.DEFAULT);
    ManifestRecorder recorder = ManifestRecorder.start("test", Map.of(), CONTEXT);
    try (Backend backend = Backends.select("cpu", CONTEXT)) {
      return new RawReconstructor(plan, backend, CONTEXT, recorder)
          .run(raw, RebinPlan.of(raw.geometry(), settings, request))
          .slices();
    }
  }

  @Test
  void siemensWithFlyingFocalSpot() throws IOException {
    requireTrue("siemens z-FFS 0.6", Case.siemens(), reconstruct(Case.siemens(), "siemens"));
  }

  @Test
  void geAtHighPitch() throws IOException {
    requireTrue("ge 0.984", Case.ge(), reconstruct(Case.ge(), "ge"));
  }

  /** Both senses of rotation, both table directions, both orders of the pixel data. */
  @Test
  void everyDirectionAndLayout() throws IOException {
    Case siemens =
        Case.siemens().with(ZDirection.FALLING, RotationSense.CLOCKWISE, PixelOrder.ROW_BY_ROW);
    requireTrue("siemens falling clockwise, rows", siemens, reconstruct(siemens, "a"));
    Case ge =
        Case.ge().with(ZDirection.FALLING, RotationSense.COUNTER_CLOCKWISE, PixelOrder.ROW_BY_ROW);
    requireTrue("ge falling, rows", ge, reconstruct(ge, "b"));
    Case turned =
        Case.ge().with(ZDirection.RISING, RotationSense.CLOCKWISE, PixelOrder.COLUMN_BY_COLUMN);
    requireTrue("ge clockwise", turned, reconstruct(turned, "c"));
  }

  /** Folded pairs and a view for each spot are the same measurement. */
  @Test
  void foldedAndUnfoldedViewsAgree() throws IOException {
    Volume folded = reconstruct(Case.siemens(), "siemens");
    RebinSettings all = RebinSettings.defaults().withFocalSpotViews(FocalSpotViews.ALL);
    Volume unfolded = reconstruct(folder.resolve("siemens"), all);
    requireTrue("siemens z-FFS unfolded", Case.siemens().with(all), unfolded);
    double rms = flatRms(folded, unfolded);
    Measured.print("folded against unfolded views, flat regions: RMS %.3f HU", rms);
    assertTrue(rms < 1, "RMS " + rms);
  }

  @Test
  void focalSpotsInAndAcrossThePlane() throws IOException {
    for (FocalSpotMode mode : List.of(FocalSpotMode.NONE, FocalSpotMode.XY, FocalSpotMode.XYZ)) {
      Case scan = Case.siemens().with(mode);
      requireTrue("siemens " + mode + " 0.6", scan, reconstruct(scan, mode.name()));
    }
  }

  /** What the nearest ray of the same turn alone gives beside the weighted ones. */
  @Test
  void otherModes() throws IOException {
    Volume weighted = reconstruct(Case.siemens(), "siemens");
    Measured.print("siemens weighted: flat RMS %.2f HU", truthRms(weighted));
    for (RebinMode mode : List.of(RebinMode.TURN360, RebinMode.NEAREST180, RebinMode.SHORT_SCAN)) {
      RebinSettings settings = RebinSettings.defaults().withMode(mode);
      Volume hu = reconstruct(folder.resolve("siemens"), settings);
      requireCylinders("siemens " + mode, hu);
      Measured.print("siemens %s: flat RMS %.2f HU", mode, truthRms(hu));
    }
  }

  private static void requireCylinders(String name, Volume hu) {
    for (InsertErrors e : InsertErrors.of(PHANTOM.inserts(), hu)) {
      Measured.print(
          "%s, %-16s mean error %6.2f HU, z offset %6.3f mm",
          name, e.insert().name(), e.meanErrorHu(), e.offsetMm().z());
      assertTrue(!e.isLargeCylinder() || Math.abs(e.meanErrorHu()) < 0.8, name + ": " + e);
    }
  }

  /** Root mean square of a difference where the phantom is water for 6 mm around. */
  private static double flatRms(Volume a, Volume b) {
    double sum = 0;
    int count = 0;
    for (int k = 0; k < a.slices(); k++) {
      for (int j = 0; j < a.stack().rows(); j++) {
        for (int i = 0; i < a.stack().columns(); i++) {
          if (isFlat(a.frame().positionMm(k, j, i))) {
            double difference = a.stack().get(k, j, i) - (b == null ? 0 : b.stack().get(k, j, i));
            sum += difference * difference;
            count++;
          }
        }
      }
    }
    return Math.sqrt(sum / count);
  }

  private static double truthRms(Volume hu) {
    return flatRms(hu, null);
  }

  private static boolean isFlat(Vec3 p) {
    double x = p.x() / (HelicalTestPhantom.HALF_WIDTH_MM - 8);
    double y = p.y() / (HelicalTestPhantom.HALF_HEIGHT_MM - 8);
    return Math.hypot(x, y) < 1
        && PHANTOM.inserts().stream()
            .allMatch(
                insert ->
                    Math.hypot(p.x() - insert.centreMm().x(), p.y() - insert.centreMm().y())
                        > insert.radiusMm() + 6);
  }

  private static void requireTrue(String name, Case scan, Volume hu) {
    List<InsertErrors> errors = InsertErrors.of(PHANTOM.inserts(), hu);
    for (InsertErrors e : errors) {
      Measured.print(
          "%s, %-16s mean error %6.2f HU, offset %6.3f %6.3f %6.3f mm",
          name,
          e.insert().name(),
          e.meanErrorHu(),
          e.offsetMm().x(),
          e.offsetMm().y(),
          e.offsetMm().z());
    }
    for (InsertErrors e : errors) {
      String what = name + ", " + e.insert().name() + ": " + e;
      assertTrue(!e.isLargeCylinder() || Math.abs(e.meanErrorHu()) < 0.8, what);
      assertTrue(e.insert().form() == Form.CYLINDER || e.inPlaneMm() < 0.06, what);
      double allowed =
          0.15 + 7.7e-6 * e.insert().distanceFromAxisMm() * scan.feedMm() * scan.feedMm();
      assertTrue(Math.abs(e.offsetMm().z()) < allowed, what);
    }
  }
}
