package io.tomodrift.projectors.iterative;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.error.ResourceException;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.SinogramUnit;
import io.tomodrift.geometry.stack.SliceAxis;
import io.tomodrift.geometry.stack.SliceLayout;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeFrame;
import io.tomodrift.geometry.stack.VolumeUnit;
import io.tomodrift.projectors.ProjectorModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IterativeReconstructionTest {

  @ParameterizedTest
  @ValueSource(ints = {40, 20, 5, 1})
  void batchesGiveWhatTheWholeStackGives(int fitting) {
    try (Small small = new Small(2);
        ViewSubsets operator = small.subsets(3)) {
      OsSart solver = new OsSart(4);
      FloatStack y = small.data(40, 1);
      FloatStack whole = solver.solve(Problem.of(operator, y), small.context).image();
      long budget =
          solver.memoryBytes(operator, fitting, small.context)
              + SolverMemory.stacks(operator, fitting, 0, 1)
              + 4L * 40 * Small.GRID.rows() * Small.GRID.columns();
      Volume found =
          new IterativeReconstruction(solver, 3, ProjectorModel.JOSEPH, small.backend)
              .reconstruct(sinogram(y), Small.GRID, small.context.withMemoryBudget(budget));
      assertEquals(VolumeUnit.PER_MM, found.unit());
      for (int s = 0; s < 40; s++) {
        Checks.near(Small.slice(whole, s), Small.slice(found.stack(), s), 2e-6, "slice " + s);
      }
    }
  }

  @Test
  void refusesWhatItCannotUse() {
    try (Small small = new Small(1)) {
      FloatStack y = small.data(2, 1);
      var method =
          new IterativeReconstruction(new Sirt(2), 1, ProjectorModel.JOSEPH, small.backend);
      RunContext poor = small.context.withMemoryBudget(1000);
      assertThrows(
          ResourceException.class, () -> method.reconstruct(sinogram(y), Small.GRID, poor));
      Sinogram counts = sinogram(y).with(y, SinogramUnit.COUNTS);
      assertThrows(
          FormatException.class, () -> method.reconstruct(counts, Small.GRID, small.context));
    }
  }

  @Test
  void logsOfBatchesLieSideBySide() {
    try (Small small = new Small(2);
        ViewSubsets operator = small.subsets(1)) {
      Sirt solver = new Sirt(4);
      FloatStack y = small.data(40, 1);
      Solution whole = solver.solve(Problem.of(operator, y), small.context);
      var method = new IterativeReconstruction(solver, 1, ProjectorModel.JOSEPH, small.backend);
      long results = 4L * 40 * Small.GRID.rows() * Small.GRID.columns();
      long batch =
          solver.memoryBytes(operator, 16, small.context) + SolverMemory.stacks(operator, 16, 0, 1);
      RunContext poor = small.context.withMemoryBudget(results + batch);
      SolverPlan plan = method.plan(sinogram(y), Small.GRID, poor);
      assertEquals(3, plan.batches());
      assertEquals(results + batch, plan.neededBytes());
      Outcome found = method.run(sinogram(y), Small.GRID, poor);
      assertEquals(5, found.log().size());
      for (int k = 0; k <= 4; k++) {
        assertEquals(40, found.log().get(k).objective().size());
        for (int s = 0; s < 40; s++) {
          double expected = whole.log().get(k).objective().get(s);
          assertEquals(expected, found.log().get(k).objective().get(s), 1e-5 * expected);
        }
      }
    }
  }

  @Test
  void weightsAndStartReachTheSolver() {
    try (Small small = new Small(2);
        ViewSubsets operator = small.subsets(3)) {
      Pwls solver = new Pwls(3, new Roughness(20, Roughness.Potential.HUBER, 0.01));
      FloatStack y = small.data(5, 1);
      FloatStack start = Small.image(5, 8);
      TransmissionStatistics quanta = new TransmissionStatistics(20, 15);
      Problem problem =
          Problem.of(operator, y).withWeights(RayWeights.transmission(y, 20, 15)).startingAt(start);
      FloatStack expected = solver.solve(problem, small.context).image();
      Volume found =
          new IterativeReconstruction(solver, 3, ProjectorModel.JOSEPH, small.backend)
              .weightedBy(quanta)
              .startingFrom(
                  (sinogram, grid, context) ->
                      new Volume(
                          start.toLayout(SliceLayout.PLANAR),
                          VolumeFrame.gantry(grid, 0, 1),
                          VolumeUnit.PER_MM))
              .reconstruct(sinogram(y), Small.GRID, small.context);
      for (int s = 0; s < 5; s++) {
        Checks.near(Small.slice(expected, s), Small.slice(found.stack(), s), 0, "slice " + s);
      }
    }
  }

  /** The size a refusal names fits, and one column more does not. */
  @Test
  void aRefusalNamesTheImageThatFits() {
    try (Small small = new Small(1)) {
      var method =
          new IterativeReconstruction(new FistaTv(2, 1), 1, ProjectorModel.JOSEPH, small.backend);
      RunContext poor = small.context.withMemoryBudget(1_000_000);
      Sinogram sinogram = sinogram(small.data(1, 1));
      ImageGrid large = ImageGrid.square(3000, 0.02);
      var refused =
          assertThrows(ResourceException.class, () -> method.plan(sinogram, large, poor))
              .getMessage();
      int side = Integer.parseInt(refused.replaceAll(".*at most (\\d+) x .*", "$1"));
      assertTrue(side > 50, refused);
      assertEquals(1, method.plan(sinogram, ImageGrid.square(side, 0.02), poor).batchSlices());
      ImageGrid larger = ImageGrid.square(side + 1, 0.02);
      assertThrows(ResourceException.class, () -> method.plan(sinogram, larger, poor));
    }
  }

  private static Sinogram sinogram(FloatStack y) {
    return new Sinogram(
        y.toLayout(SliceLayout.PLANAR), Small.SCAN, SliceAxis.UNIT, SinogramUnit.LINE_INTEGRAL);
  }
}
