package io.tomodrift.pipeline.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.helical.FocalSpotMode;
import io.tomodrift.geometry.helical.HelicalGeometry;
import io.tomodrift.geometry.helical.HelicalScanner;
import io.tomodrift.geometry.helical.HelicalScanners;
import io.tomodrift.geometry.helical.HelixPlan;
import io.tomodrift.geometry.helical.ProjectionSource;
import io.tomodrift.geometry.helical.QuantizedViews;
import io.tomodrift.geometry.helical.StoredScale;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.HounsfieldScale;
import io.tomodrift.phantoms.SolidPhantom;
import io.tomodrift.phantoms.catalogue.HelicalTestPhantom;
import io.tomodrift.phantoms.helical.SolidPhantomViews;
import io.tomodrift.pipeline.report.Manifest;
import io.tomodrift.pipeline.report.ManifestRecorder;
import io.tomodrift.projectors.backend.Backend;
import io.tomodrift.projectors.backend.Backends;
import io.tomodrift.sinograms.check.ConjugateSettings;
import io.tomodrift.sinograms.check.DataCheckSettings;
import io.tomodrift.sinograms.check.GeometryVariants;
import io.tomodrift.sinograms.check.QuantaByView;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** The small scanner and the test phantom, with the right and a wrong central column. */
class GeometryCheckTest {

  private static final RunContext CONTEXT = RunContext.defaults();
  private static final HelicalScanner SCANNER = HelicalScanners.SMALL;

  private static final Manifest MANIFEST =
      ManifestRecorder.start("tomodrift check-geometry simulated", Map.of(), CONTEXT)
          .finish("cpu", "test");
  private static final ProjectionSource SCAN = scan();

  private static ProjectionSource scan() {
    SolidPhantom phantom = HelicalTestPhantom.standard(HounsfieldScale.DEFAULT).solid();
    HelicalGeometry geometry =
        HelixPlan.of(SCANNER, -4, 4)
            .withFocalSpotMode(FocalSpotMode.NONE)
            .withPitch(0.6)
            .geometry();
    return new QuantizedViews(new SolidPhantomViews(phantom, geometry, 3), QuantizedViews.WIDE);
  }

  private static GeometryVerdict check(ProjectionSource source) throws IOException {
    ConjugateSettings few = new ConjugateSettings(1, 24, Math.PI / 2, 92);
    DataCheckSettings views = DataCheckSettings.defaults().withViews(32);
    try (Backend backend = Backends.select("cpu", CONTEXT)) {
      return new GeometryCheck(backend, CONTEXT, few, views)
          .run(source, QuantaByView.UNKNOWN, OptionalDouble.of(SCANNER.waterPerMm()));
    }
  }

  private static ProjectionSource claiming(HelicalGeometry geometry) {
    return new ProjectionSource() {
      @Override
      public HelicalGeometry geometry() {
        return geometry;
      }

      @Override
      public StoredScale read(int view, short[] target) throws IOException {
        return SCAN.read(view, target);
      }
    };
  }

  @Test
  void theRightGeometryIsGood() throws IOException {
    GeometryVerdict verdict = check(SCAN);
    assertTrue(verdict.good(), String.join("\n", verdict.lines()));
    assertEquals(2, verdict.halfTurns().size());
    for (HalfTurnPair pair : verdict.halfTurns()) {
      assertEquals(0, pair.alongMm(), 0.06);
    }
    String html = GeometryReport.build(verdict, "simulated", MANIFEST).toHtml();
    assertTrue(html.contains("The geometry is good"));
    assertTrue(html.contains("this side"));
    assertEquals(Boolean.TRUE, verdict.toJson().get("good"));
  }

  @Test
  void aWrongCentreIsNotGood() throws IOException {
    double centre = SCAN.geometry().detector().centreColumn() + 0.5;
    GeometryVerdict verdict =
        check(claiming(GeometryVariants.withCentreColumn(SCAN.geometry(), centre)));
    assertFalse(verdict.good());
    assertEquals(-0.5, verdict.conjugates().orElseThrow().centre().channels(), 0.02);
    double wrongMm =
        0.5
            * SCANNER.detector().columnPitchMm()
            * SCANNER.sourceToIsocenterMm()
            / SCANNER.sourceToDetectorMm();
    for (HalfTurnPair pair : verdict.halfTurns()) {
      double times = -pair.alongMm() / wrongMm;
      assertTrue(times > 2.1 && times < 2.6, "moved by %.3f of the error".formatted(times));
    }
    String html = GeometryReport.build(verdict, "simulated", MANIFEST).toHtml();
    assertTrue(html.contains("The geometry is not good"));
    assertTrue(html.contains("central column moved by -0.5"));
  }
}
