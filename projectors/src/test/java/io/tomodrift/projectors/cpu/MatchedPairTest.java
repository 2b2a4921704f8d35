package io.tomodrift.projectors.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.projectors.DotTest;
import io.tomodrift.projectors.Projector;
import io.tomodrift.projectors.ProjectorModel;
import io.tomodrift.projectors.cpu.Cases.Beam;
import io.tomodrift.projectors.cpu.Cases.Problem;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MatchedPairTest {

  @ParameterizedTest
  @EnumSource(Beam.class)
  void adjointIsTheTransposeOfForward(Beam beam) {
    int touched = 0;
    for (ProjectorModel model : ProjectorModel.values()) {
      for (long seed = 0; seed < 20; seed++) {
        Problem p = Cases.random(beam, seed);
        try (Projector projector =
            new CpuProjector(p.geometry(), p.grid(), model, Cases.KERNELS, Cases.threads(2))) {
          DotTest.Result result = DotTest.run(projector, 1 + (int) (seed % 4), seed);
          touched += result.forwardNorm() > 0 ? 1 : 0;
          assertTrue(result.relativeError() <= 1e-7, () -> model + " " + p + " gave " + result);
        }
      }
    }
    assertEquals(40, touched, "every problem must have rays that meet the image");
  }

  @ParameterizedTest
  @EnumSource(Beam.class)
  void everyWeightEqualsTheOracle(Beam beam) {
    double[] worst = new double[2];
    for (ProjectorModel model : ProjectorModel.values()) {
      for (long seed = 100; seed < 110; seed++) {
        Problem p = Cases.random(beam, seed);
        try (Projector projector =
            new CpuProjector(p.geometry(), p.grid(), model, Cases.KERNELS, Cases.threads(2))) {
          var image = Cases.randomise(Cases.image(p, 3), seed);
          var data = Cases.data(p, 3);
          projector.forward(image, data);
          collect(
              worst,
              Oracle.forward(p.geometry(), p.grid(), model, Cases.slice(image, 2)),
              Cases.slice(data, 2));
          Cases.randomise(data, seed);
          projector.adjoint(data, image);
          collect(
              worst,
              Oracle.adjoint(p.geometry(), p.grid(), model, Cases.slice(data, 1)),
              Cases.slice(image, 1));
        }
      }
    }
    assertTrue(
        worst[0] <= 8e-7 && worst[1] <= 4e-7, "max %s, rms %s".formatted(worst[0], worst[1]));
  }

  private static void collect(double[] worst, double[] expected, double[] actual) {
    double[] errors = Cases.errors(expected, actual);
    worst[0] = Math.max(worst[0], errors[0]);
    worst[1] = Math.max(worst[1], errors[1]);
  }
}
