package io.tomodrift.projectors.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.Angles;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.SliceLayout;
import io.tomodrift.projectors.DotTest;
import io.tomodrift.projectors.FbpBackprojector;
import io.tomodrift.projectors.Interpolation;
import io.tomodrift.projectors.Projector;
import io.tomodrift.projectors.ProjectorModel;
import io.tomodrift.projectors.cpu.Cases.Beam;
import io.tomodrift.projectors.cpu.Cases.Problem;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scans and grids that repeat after a quarter turn take a path of their own. */
class QuarterTurnsTest {

  private static final ImageGrid GRID = ImageGrid.square(38, 3);

  /** Quarters of 37 views: one whole group and a part of another. */
  private static Problem problem(Beam beam, int sense) {
    Angles angles = Angles.uniform(148, 0.3, sense * 2 * Math.PI / 148);
    return new Problem(Cases.scan(beam, 61, 1.5, 1.25, angles), GRID);
  }

  private static double[] weights(int views) {
    double[] weights = new double[views];
    Arrays.setAll(weights, v -> 0.01 + 0.001 * (v % (views / 4)));
    return weights;
  }

  private static FloatStack backproject(Problem p, FloatStack y, double[] weights, int threads) {
    FloatStack image = Cases.image(p, y.slices());
    image.fill(Float.NaN);
    try (FbpBackprojector fbp =
        new CpuFbpBackprojector(
            p.geometry(), p.grid(), Interpolation.LINEAR, Cases.KERNELS, Cases.threads(threads))) {
      fbp.backproject(y, weights, image);
    }
    return image;
  }

  private static FloatStack adjoint(Problem p, FloatStack y, int threads) {
    FloatStack image = Cases.image(p, y.slices());
    image.fill(Float.NaN);
    try (Projector projector =
        new CpuProjector(
            p.geometry(), p.grid(), ProjectorModel.JOSEPH, Cases.KERNELS, Cases.threads(threads))) {
      projector.adjoint(y, image);
    }
    return image;
  }

  @ParameterizedTest
  @EnumSource(Beam.class)
  void equalsTheOracleInBothSensesOfTheTurn(Beam beam) {
    for (int sense : new int[] {1, -1}) {
      Problem p = problem(beam, sense);
      assertNotNull(QuarterTurns.of(p.geometry(), p.grid()));
      for (int slices : new int[] {1, 3, 20}) {
        FloatStack y = Cases.randomise(Cases.data(p, slices), slices);
        double[] slice = Cases.slice(y, slices - 1);
        double[] weights = weights(148);
        double[] errors =
            Cases.errors(
                Oracle.backproject(p.geometry(), p.grid(), Interpolation.LINEAR, slice, weights),
                Cases.slice(backproject(p, y, weights, 2), slices - 1));
        assertEquals(0, errors[0], 8e-7, "back projection, sense " + sense);
        errors =
            Cases.errors(
                Oracle.adjoint(p.geometry(), p.grid(), ProjectorModel.JOSEPH, slice),
                Cases.slice(adjoint(p, y, 2), slices - 1));
        assertEquals(0, errors[0], 1e-6, "adjoint, sense " + sense);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {96, 1152, 2304})
  void sharesOfAWholeTurnHaveTheSymmetry(int views) {
    Angles angles = Angles.fullTurn(views);
    QuarterTurns turns =
        QuarterTurns.of(Cases.scan(Beam.ARC, 60, 1, 0.25, angles), ImageGrid.square(16, 1));
    assertTrue(turns.sharedBy(angles.viewSharesRad(2 * Math.PI)));
  }

  @Test
  void weightsWithoutTheSymmetryAreRespected() {
    Problem p = problem(Beam.ARC, 1);
    double[] weights = new Random(3).doubles(148, 0, 0.2).toArray();
    assertFalse(QuarterTurns.of(p.geometry(), p.grid()).sharedBy(weights));
    FloatStack y = Cases.randomise(Cases.data(p, 1), 4);
    double[] errors =
        Cases.errors(
            Oracle.backproject(
                p.geometry(), p.grid(), Interpolation.LINEAR, Cases.slice(y, 0), weights),
            Cases.slice(backproject(p, y, weights, 2), 0));
    assertEquals(0, errors[0], 8e-7);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 8, 9, 200})
  void threadsDoNotChangeABitAndSlicesOnlyRounding(int slices) {
    // Wide enough for several blocks of views and chunks of lanes.
    Angles angles = Angles.fullTurn(148);
    Problem p = new Problem(Cases.scan(Beam.ARC, 501, 0.4, 0.25, angles), GRID);
    assertTrue(
        TileGather.blockViews(148, 501, LaneChunk.size(208, 128), 32) < 148, "several blocks");
    FloatStack y = Cases.randomise(Cases.data(p, slices), 6);
    FloatStack image = backproject(p, y, weights(148), 1);
    FloatStack adjoint = adjoint(p, y, 1);
    assertArrayEquals(
        slice(image, slices - 1), slice(backproject(p, y, weights(148), 5), slices - 1));
    assertArrayEquals(slice(adjoint, slices - 1), slice(adjoint(p, y, 5), slices - 1));
    FloatStack alone = y.copySlices(slices - 1, slices, SliceLayout.INTERLEAVED);
    FloatStack imageAlone = backproject(p, alone, weights(148), 2);
    assertEquals(0, Cases.difference(imageAlone, 0, image, slices - 1), 2e-6, "back projection");
    assertEquals(
        0, Cases.difference(adjoint(p, alone, 2), 0, adjoint, slices - 1), 2e-6, "adjoint");
  }

  private static float[] slice(FloatStack stack, int slice) {
    return stack.copySlices(slice, slice + 1, SliceLayout.PLANAR).data();
  }

  @Test
  void onlyScansAndGridsThatRepeatAreTaken() {
    var full = Cases.scan(Beam.ARC, 61, 1.5, 0, Angles.fullTurn(148));
    assertNotNull(QuarterTurns.of(full, GRID));
    assertNull(QuarterTurns.of(full, ImageGrid.square(37, 3)));
    assertNull(QuarterTurns.of(full, new ImageGrid(38, 36, 3, 0, 0)));
    assertNull(QuarterTurns.of(full, new ImageGrid(38, 38, 3, 0, 1e-3)));
    assertNull(QuarterTurns.of(full.withAngles(Angles.fullTurn(150)), GRID));
    assertNull(QuarterTurns.of(full.withAngles(Angles.halfTurn(148)), GRID));
    assertNull(QuarterTurns.of(full.withAngles(Angles.uniform(148, 0, 0.0424536)), GRID));
  }

  @ParameterizedTest
  @EnumSource(Beam.class)
  void thePairStaysMatched(Beam beam) {
    Problem p = problem(beam, 1);
    try (Projector projector =
        new CpuProjector(
            p.geometry(), p.grid(), ProjectorModel.JOSEPH, Cases.KERNELS, Cases.threads(2))) {
      assertTrue(DotTest.run(projector, 2, 5).relativeError() <= 1e-7);
    }
  }
}
