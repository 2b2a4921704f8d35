package io.tomodrift.projectors.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.Angles;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.error.GeometryException;
import io.tomodrift.geometry.run.ProgressListener;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.projectors.DotTest;
import io.tomodrift.projectors.FbpBackprojector;
import io.tomodrift.projectors.Interpolation;
import io.tomodrift.projectors.Projector;
import io.tomodrift.projectors.ProjectorModel;
import io.tomodrift.projectors.cpu.Cases.Beam;
import io.tomodrift.projectors.cpu.Cases.Problem;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EdgeCasesTest {

  @ParameterizedTest
  @EnumSource(ProjectorModel.class)
  void raysAlongPixelEdgesAndAxesKeepTheWholeLength(ProjectorModel model) {
    // Rays 1 mm apart run exactly along the edges of 1 mm pixels in every one of the four views.
    Angles angles = Angles.of(0, Math.PI / 2, Math.PI, -Math.PI / 2);
    Problem p = new Problem(Cases.scan(Beam.PARALLEL, 7, 1, 0, angles), ImageGrid.square(10, 1));
    FloatStack ones = Cases.image(p, 1);
    ones.fill(1);
    FloatStack data = Cases.data(p, 1);
    try (Projector projector = projector(p, model)) {
      projector.forward(ones, data);
      assertTrue(DotTest.run(projector, 1, 5).relativeError() < 3e-7);
    }
    for (int v = 0; v < 4; v++) {
      for (int c = 0; c < 7; c++) {
        assertEquals(10, data.get(0, v, c), 1e-5, "view " + v + ", channel " + c);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(ProjectorModel.class)
  void raysBesideTheGridAreZero(ProjectorModel model) {
    Problem p =
        new Problem(
            Cases.scan(Beam.ARC, 400, 1, 0, Angles.fullTurn(4)), new ImageGrid(4, 4, 1, 90, 0));
    FloatStack ones = Cases.image(p, 1);
    ones.fill(1);
    FloatStack data = Cases.data(p, 1);
    data.fill(Float.NaN);
    try (Projector projector = projector(p, model)) {
      projector.forward(ones, data);
    }
    assertEquals(0, data.get(0, 0, 0));
    assertEquals(0, data.get(0, 0, 199));
    assertEquals(4, data.get(0, 0, 288), 0.2);
  }

  @ParameterizedTest
  @EnumSource(Beam.class)
  void sourceCloseToTheGridStaysMatched(Beam beam) {
    double half = 300 / Math.sqrt(2) - 1e-3;
    ImageGrid grid = ImageGrid.square(15, 2 * half / 15);
    Problem p = new Problem(Cases.scan(beam, 60, 12, 1.25, Angles.fullTurn(360)), grid);
    for (ProjectorModel model : ProjectorModel.values()) {
      try (Projector projector = projector(p, model)) {
        assertTrue(DotTest.run(projector, 1, 3).relativeError() < 3e-7, beam + " " + model);
      }
    }
  }

  @Test
  void sourceInsideTheGridIsRefusedWithBothNumbers() {
    Problem p =
        new Problem(Cases.scan(Beam.ARC, 60, 1, 0, Angles.fullTurn(4)), ImageGrid.square(512, 1));
    GeometryException e =
        assertThrows(GeometryException.class, () -> projector(p, ProjectorModel.JOSEPH));
    assertTrue(e.getMessage().contains("300.000") && e.getMessage().contains("362.039"));
    assertThrows(
        GeometryException.class,
        () ->
            new CpuFbpBackprojector(
                p.geometry(), p.grid(), Interpolation.LINEAR, Cases.KERNELS, Cases.threads(1)));
  }

  @Test
  void wrongStacksAreRefused() {
    Problem p = Cases.random(Beam.ARC, 1);
    FloatStack image = Cases.image(p, 2);
    FloatStack data = Cases.data(p, 2);
    try (Projector projector = projector(p, ProjectorModel.JOSEPH);
        FbpBackprojector fbp =
            new CpuFbpBackprojector(
                p.geometry(), p.grid(), Interpolation.LINEAR, Cases.KERNELS, Cases.threads(1))) {
      refused("slices", () -> projector.forward(Cases.image(p, 3), data));
      refused(
          "PLANAR",
          () -> projector.forward(FloatStack.planar(2, p.grid().rows(), p.grid().columns()), data));
      refused("views x channels", () -> projector.adjoint(FloatStack.interleaved(2, 1, 1), image));
      refused("view weights", () -> fbp.backproject(data, new double[1], image));
      double[] weights = new double[p.geometry().views()];
      weights[1] = Double.NaN;
      refused("view 1", () -> fbp.backproject(data, weights, image));
    }
  }

  private static void refused(String expected, Executable call) {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, call);
    assertTrue(e.getMessage().contains(expected), e.getMessage());
  }

  @Test
  void oneStackCannotBeBothImageAndData() {
    Problem p =
        new Problem(
            Cases.scan(Beam.FLAT, 9, 1, 0, Angles.fullTurn(7)), new ImageGrid(9, 7, 1, 0, 0));
    FloatStack both = Cases.image(p, 1);
    try (Projector projector = projector(p, ProjectorModel.JOSEPH)) {
      refused("share one array", () -> projector.forward(both, both));
    }
  }

  @Test
  void closedOperatorsSaySo() {
    Problem p = Cases.random(Beam.FLAT, 1);
    Projector projector = projector(p, ProjectorModel.SIDDON);
    projector.close();
    projector.close();
    assertThrows(
        IllegalStateException.class, () -> projector.forward(Cases.image(p, 1), Cases.data(p, 1)));
  }

  @Test
  void progressCountsUpOnceAndCancellationStops() {
    Problem p = Cases.random(Beam.ARC, 4);
    AtomicLong last = new AtomicLong();
    var counting =
        Cases.threads(1)
            .withProgress(
                (stage, done, total) -> {
                  assertEquals(last.get() + 1, done);
                  last.set(done == total ? 0 : done);
                });
    try (Projector projector =
        new CpuProjector(p.geometry(), p.grid(), ProjectorModel.JOSEPH, Cases.KERNELS, counting)) {
      projector.adjoint(Cases.data(p, 200), Cases.image(p, 200));
      assertEquals(0, last.get());
    }
    boolean[] stop = {false};
    var stopping =
        Cases.threads(2)
            .withProgress(
                new ProgressListener() {
                  @Override
                  public void progress(String stage, long done, long total) {
                    stop[0] = true;
                  }

                  @Override
                  public boolean cancelled() {
                    return stop[0];
                  }
                });
    try (Projector projector =
        new CpuProjector(p.geometry(), p.grid(), ProjectorModel.JOSEPH, Cases.KERNELS, stopping)) {
      stop[0] = true;
      assertThrows(
          CancellationException.class,
          () -> projector.forward(Cases.image(p, 1), Cases.data(p, 1)));
    }
  }

  @Test
  void arcTangentTableIsExactToItsBound() {
    ArcTangentTable table = new ArcTangentTable(1.3);
    for (double x = -2; x <= 2; x += 1.7e-4) {
      assertEquals(Math.atan(x), table.at(x), 3e-13);
    }
    assertEquals(Math.atan(1e9), new ArcTangentTable(Double.POSITIVE_INFINITY).at(1e9));
  }

  private static Projector projector(Problem p, ProjectorModel model) {
    return new CpuProjector(p.geometry(), p.grid(), model, Cases.KERNELS, Cases.threads(1));
  }
}
