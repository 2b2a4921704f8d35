package io.tomodrift.projectors.iterative;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.error.ResourceException;
import io.tomodrift.geometry.run.ProgressListener;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.SliceLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProblemTest {

  static List<IterativeSolver> solvers() {
    return List.of(
        new Sirt(3),
        new OsSart(3),
        new Cgls(3),
        new FistaTv(3, 1),
        new Pwls(3, new Roughness(1, Roughness.Potential.HUBER, 0.01)));
  }

  @Test
  void saysWhereDataAreNotFinite() {
    try (Small small = new Small(1)) {
      FloatStack y = small.data(3, 1);
      y.set(1, 4, 5, Float.NaN);
      var e = assertThrows(FormatException.class, () -> Problem.of(small.projector, y));
      assertTrue(e.getMessage().contains("slice 1, view 4, channel 5 is NaN"), e.getMessage());
    }
  }

  @Test
  void refusesOtherShapesAndLayouts() {
    try (Small small = new Small(1)) {
      FloatStack y = small.data(3, 1);
      Problem good = Problem.of(small.projector, y);
      FloatStack planar = y.toLayout(SliceLayout.PLANAR);
      assertThrows(IllegalArgumentException.class, () -> Problem.of(small.projector, planar));
      assertThrows(IllegalArgumentException.class, () -> good.startingAt(Small.image(2, 1)));
      assertThrows(
          IllegalArgumentException.class,
          () -> good.withWeights(RayWeights.of(Small.weights(2, 1))));
      FloatStack negative = Small.weights(1, 1);
      negative.set(0, 2, 3, -1);
      var e = assertThrows(IllegalArgumentException.class, () -> RayWeights.of(negative));
      assertTrue(e.getMessage().contains("view 2, channel 3"), e.getMessage());
    }
  }

  @Test
  void transmissionWeightsAreInverseVariances() {
    FloatStack p = FloatStack.interleaved(1, 1, 2);
    p.set(0, 0, 1, 3);
    FloatStack w = RayWeights.transmission(p, 1000, 10).stack();
    assertEquals(1000 / 1010.0, w.get(0, 0, 0), 1e-6);
    double quanta = 1000 * Math.exp(-3);
    assertEquals(quanta / (quanta + 10) * quanta / 1000, w.get(0, 0, 1), 1e-8);
  }

  @ParameterizedTest
  @MethodSource("solvers")
  void tellsWhatFitsBeforeItStarts(IterativeSolver solver) {
    try (Small small = new Small(1);
        ViewSubsets operator = small.subsets(1)) {
      Problem problem = Problem.of(operator, small.data(20, 1));
      long four = solver.memoryBytes(operator, 4, small.context);
      var e =
          assertThrows(
              ResourceException.class,
              () -> solver.solve(problem, small.context.withMemoryBudget(four)));
      assertTrue(e.getMessage().contains(solver.name() + " on 20 slices of 7 x 6"), e.getMessage());
      assertTrue(e.getMessage().contains("at most 4 at a time"), e.getMessage());
      var none =
          assertThrows(
              ResourceException.class,
              () -> solver.solve(problem, small.context.withMemoryBudget(99)));
      assertTrue(none.getMessage().contains("one slice alone"), none.getMessage());
    }
  }

  @ParameterizedTest
  @MethodSource("solvers")
  void reportsIterationsAndStopsWhenCancelled(IterativeSolver solver) {
    try (Small small = new Small(1)) {
      List<Long> done = new ArrayList<>();
      ProgressListener impatient =
          new ProgressListener() {
            @Override
            public void progress(String stage, long k, long total) {
              assertEquals(solver.name(), stage);
              assertEquals(3, total);
              done.add(k);
            }

            @Override
            public boolean cancelled() {
              return done.contains(2L);
            }
          };
      Problem problem = Problem.of(small.projector, small.data(1, 1));
      assertThrows(
          CancellationException.class,
          () -> solver.solve(problem, small.context.withProgress(impatient)));
      assertEquals(2L, done.get(done.size() - 1));
      assertEquals(4, solver.solve(problem, small.context).log().size());
    }
  }
}
