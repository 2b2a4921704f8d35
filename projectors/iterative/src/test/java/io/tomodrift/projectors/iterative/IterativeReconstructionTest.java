package io.tomodrift.projectors.iterative;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.error.ResourceException;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.SinogramUnit;
import io.tomodrift.geometry.stack.SliceAxis;
import io.tomodrift.geometry.stack.SliceLayout;
import io.tomodrift.geometry.stack.Volume;
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

  private static Sinogram sinogram(FloatStack y) {
    return new Sinogram(
        y.toLayout(SliceLayout.PLANAR), Small.SCAN, SliceAxis.UNIT, SinogramUnit.LINE_INTEGRAL);
  }
}
