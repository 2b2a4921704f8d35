package io.tomodrift.tests.science;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.fbp.FbpSettings;
import io.tomodrift.fbp.FilteredBackprojection;
import io.tomodrift.fbp.Redundancy;
import io.tomodrift.geometry.Angles;
import io.tomodrift.geometry.ArcDetector;
import io.tomodrift.geometry.Detector;
import io.tomodrift.geometry.FanBeamGeometry;
import io.tomodrift.geometry.FlatDetector;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.HounsfieldScale;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.SinogramUnit;
import io.tomodrift.geometry.stack.SliceAxis;
import io.tomodrift.phantoms.AnalyticPhantom;
import io.tomodrift.phantoms.Part;
import io.tomodrift.phantoms.PhantomProjector;
import io.tomodrift.phantoms.shape.Ellipse;
import io.tomodrift.projectors.backend.Backend;
import io.tomodrift.projectors.backend.Backends;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * HU of the inside of a water disc, 1152 views of a clinical scanner, bare ramp; the rim of 15 mm
 * next to the edge is left out.
 *
 * <p>With channels that average over their cell, as real ones do, the mean is right to 0.01 HU
 * wherever the disc is. With one ray a channel the ideally sharp edge is aliased. Where the views
 * meet the edge at different places within a channel, that averages out; a disc on the isocenter is
 * met alike by all of them, and its level is off by up to 0.11 HU, with either sign, depending on
 * where its edge falls between the channels.
 */
class WaterDiscTest {

  private static final RunContext CONTEXT = RunContext.defaults();
  private static final HounsfieldScale SCALE = HounsfieldScale.DEFAULT;
  private static final double SOURCE_MM = 595;
  private static final double DETECTOR_MM = 1085.6;
  private static final double PITCH_MM = 1.285839319;
  private static final int CHANNELS = 736;
  private static final int VIEWS = 1152;
  private static final int CELL = 8;
  private static final double RIM_MM = 15;

  /** Mean and largest absolute error, HU. */
  private record Error(double mean, double max) {}

  /** A disc of water. */
  private record Disc(double xMm, double yMm, double radiusMm) {

    AnalyticPhantom phantom() {
      Ellipse shape = Ellipse.disc(xMm, yMm, radiusMm);
      return new AnalyticPhantom("water", List.of(new Part(shape, SCALE.muWaterPerMm())));
    }

    ImageGrid grid() {
      return new ImageGrid(64, 64, 2 * radiusMm / 64, xMm, yMm);
    }

    boolean isCentred() {
      return xMm == 0 && yMm == 0;
    }
  }

  private static FanBeamGeometry scanner(boolean flat, double offset, Angles angles) {
    Detector detector =
        flat
            ? FlatDetector.withOffset(CHANNELS, PITCH_MM, offset)
            : ArcDetector.withOffset(CHANNELS, PITCH_MM / DETECTOR_MM, offset);
    return new FanBeamGeometry(SOURCE_MM, DETECTOR_MM, detector, angles);
  }

  private static Sinogram project(FanBeamGeometry scan, Disc disc, int subRays) {
    if (!disc.isCentred()) {
      return new PhantomProjector(scan, subRays).project(disc.phantom(), CONTEXT);
    }
    // All views of a centred disc are the same.
    FanBeamGeometry first = scan.withAngles(scan.angles().subset(0));
    FloatStack view = new PhantomProjector(first, subRays).project(disc.phantom(), CONTEXT).stack();
    FloatStack all = FloatStack.planar(1, scan.views(), CHANNELS);
    for (int v = 0; v < scan.views(); v++) {
      System.arraycopy(view.data(), 0, all.data(), v * CHANNELS, CHANNELS);
    }
    return new Sinogram(all, scan, SliceAxis.UNIT, SinogramUnit.LINE_INTEGRAL);
  }

  private static FloatStack hu(Sinogram sinogram, ImageGrid grid, FbpSettings settings) {
    try (Backend backend = Backends.select("auto", CONTEXT)) {
      FilteredBackprojection fbp = new FilteredBackprojection(settings, backend);
      return FilteredBackprojection.toHounsfield(fbp.reconstruct(sinogram, grid, CONTEXT), SCALE)
          .stack();
    }
  }

  private static Error error(FloatStack image, FloatStack reference, Disc disc) {
    boolean[] inside = Regions.disc(disc.grid(), disc.xMm(), disc.yMm(), disc.radiusMm() - RIM_MM);
    double sum = 0;
    double max = 0;
    int count = 0;
    for (int i = 0; i < inside.length; i++) {
      if (inside[i]) {
        double difference = (double) image.data()[i] - reference.data()[i];
        sum += difference;
        max = Math.max(max, Math.abs(difference));
        count++;
      }
    }
    return new Error(sum / count, max);
  }

  private static Error error(FanBeamGeometry scan, Disc disc, int subRays) {
    FloatStack image = hu(project(scan, disc, subRays), disc.grid(), FbpSettings.defaults());
    return error(image, FloatStack.planar(1, 64, 64), disc);
  }

  /** Acceptance: 0.05 HU mean and 1 HU max. Frozen at what it is. */
  @ParameterizedTest
  @CsvSource({"0,0,100", "0,0,110", "0,0,120.3", "0,0,150", "30,-40,110"})
  void averagingChannels(double xMm, double yMm, double radiusMm) {
    Disc disc = new Disc(xMm, yMm, radiusMm);
    for (boolean flat : new boolean[] {false, true}) {
      for (double offset : new double[] {0, 1.25}) {
        Error error = error(scanner(flat, offset, Angles.fullTurn(VIEWS)), disc, CELL);
        Measured.print(
            "water disc, cells of %d rays, %s, offset %.2f, %s: mean %+.4f HU, max %.3f HU",
            CELL, flat ? "flat" : "arc", offset, disc, error.mean(), error.max());
        assertEquals(0, error.mean(), 0.01, error.toString());
        assertTrue(error.max() < 0.15, error.toString());
      }
    }
  }

  /** One ray a channel: right off centre; on the isocenter, aliasing of the edge shows. */
  @ParameterizedTest
  @CsvSource({"0,0,100,0.12", "0,0,110,0.12", "0,0,120.3,0.12", "0,0,150,0.12", "30,-40,110,0.005"})
  void singleRays(double xMm, double yMm, double radiusMm, double meanLimit) {
    Disc disc = new Disc(xMm, yMm, radiusMm);
    for (boolean flat : new boolean[] {false, true}) {
      for (double offset : new double[] {0, 1.25}) {
        Error error = error(scanner(flat, offset, Angles.fullTurn(VIEWS)), disc, 1);
        Measured.print(
            "water disc, single rays, %s, offset %.2f, %s: mean %+.4f HU, max %.3f HU",
            flat ? "flat" : "arc", offset, disc, error.mean(), error.max());
        assertEquals(0, error.mean(), meanLimit, error.toString());
        assertTrue(error.max() < 0.5, error.toString());
      }
    }
  }

  /** Acceptance: 0.1 HU; true of every pixel. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shortScanAgreesWithFullScan(boolean flat) {
    Disc disc = new Disc(30, -40, 110);
    FanBeamGeometry full = scanner(flat, 1.25, Angles.fullTurn(VIEWS));
    FloatStack reference = hu(project(full, disc, CELL), disc.grid(), FbpSettings.defaults());
    double arcRad = Math.PI + 2 * full.halfFanRad() + 0.1;
    int views = (int) Math.round(VIEWS * arcRad / (2 * Math.PI));
    Sinogram part = project(full.withAngles(Angles.coveringArc(views, 0.3, arcRad)), disc, CELL);
    for (Redundancy choice : new Redundancy[] {Redundancy.PARKER, Redundancy.WESARG}) {
      FloatStack image = hu(part, disc.grid(), FbpSettings.defaults().withRedundancy(choice));
      Error error = error(image, reference, disc);
      Measured.print(
          "short scan (%s, %s, %d views) against full scan: mean %+.4f HU, max %.3f HU",
          flat ? "flat" : "arc", choice, views, error.mean(), error.max());
      assertEquals(0, error.mean(), 0.005, error.toString());
      assertTrue(error.max() < 0.1, error.toString());
    }
  }
}
