package io.tomodrift.pipeline.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.Angles;
import io.tomodrift.geometry.ArcDetector;
import io.tomodrift.geometry.FanBeamGeometry;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.error.GeometryException;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.HounsfieldScale;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.SliceAxis;
import io.tomodrift.phantoms.PhantomProjector;
import io.tomodrift.phantoms.catalogue.HelicalTestPhantom;
import io.tomodrift.projectors.backend.Backend;
import io.tomodrift.projectors.backend.Backends;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exact fan-beam projections, read with a central channel that is off. */
class HalfTurnCheckTest {

  private static final RunContext CONTEXT = RunContext.defaults();
  private static final Sinogram EXACT = exact();

  private static FanBeamGeometry fan(double moreChannels) {
    double offset = 1.25 + moreChannels;
    return new FanBeamGeometry(
        595,
        1085.6,
        ArcDetector.withOffset(368, 2 * 1.285839319 / 1085.6, offset),
        Angles.fullTurn(576));
  }

  private static Sinogram exact() {
    var phantom = HelicalTestPhantom.standard(HounsfieldScale.DEFAULT).solid();
    return new PhantomProjector(fan(0), 3).project(phantom, new SliceAxis(5, 1), 1, CONTEXT);
  }

  private static List<HalfTurnPair> check(Sinogram sinogram) {
    try (Backend backend = Backends.select("cpu", CONTEXT)) {
      return new HalfTurnCheck(backend, CONTEXT).run(sinogram, ImageGrid.square(256, 1.6));
    }
  }

  private static Sinogram claiming(double moreChannels) {
    return new Sinogram(EXACT.stack(), fan(moreChannels), EXACT.sliceAxis(), EXACT.unit());
  }

  @Test
  void imagesOfARightGeometryCoincide() {
    for (HalfTurnPair pair : check(EXACT)) {
      assertEquals(0, pair.distanceMm(), 0.01, pair.sourceAngleRad() + " rad");
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.25, -0.5})
  void aWrongCentreMovesThemApartAlongTheDetector(double channels) {
    double wrongMm = channels * fan(0).isoPitchMm();
    for (HalfTurnPair pair : check(claiming(channels))) {
      double times = -pair.alongMm() / wrongMm;
      assertTrue(times > 2.2 && times < 2.5, "moved by %.3f of the error".formatted(times));
      assertEquals(0, pair.acrossMm(), 0.15 * Math.abs(wrongMm));
    }
  }

  @Test
  void halfAScanIsRefused() {
    FanBeamGeometry half =
        new FanBeamGeometry(595, 1085.6, fan(0).detector(), Angles.uniform(288, 0, Math.PI / 288));
    Sinogram sinogram =
        new Sinogram(
            io.tomodrift.geometry.stack.FloatStack.planar(1, 288, 368),
            half,
            EXACT.sliceAxis(),
            EXACT.unit());
    assertThrows(GeometryException.class, () -> check(sinogram));
  }
}
