package io.tomodrift.projectors.cpu;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.projectors.FbpBackprojector;
import io.tomodrift.projectors.Interpolation;
import io.tomodrift.projectors.cpu.Cases.Beam;
import io.tomodrift.projectors.cpu.Cases.Problem;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CpuFbpBackprojectorTest {

  @ParameterizedTest
  @EnumSource(Beam.class)
  void equalsTheOracle(Beam beam) {
    double max = 0;
    double rms = 0;
    for (Interpolation kind : Interpolation.values()) {
      for (long seed = 0; seed < 20; seed++) {
        Problem p = Cases.random(beam, seed);
        double[] weights = new Random(seed).doubles(p.geometry().views(), 0, 0.2).toArray();
        var data = Cases.randomise(Cases.data(p, 2), seed);
        var image = Cases.image(p, 2);
        image.fill(Float.NaN);
        try (FbpBackprojector fbp =
            new CpuFbpBackprojector(
                p.geometry(), p.grid(), kind, Cases.KERNELS, Cases.threads(2))) {
          fbp.backproject(data, weights, image);
        }
        double[] errors =
            Cases.errors(
                Oracle.backproject(p.geometry(), p.grid(), kind, Cases.slice(data, 1), weights),
                Cases.slice(image, 1));
        max = Math.max(max, errors[0]);
        rms = Math.max(rms, errors[1]);
        assertTrue(Double.isFinite(errors[0]), p.toString());
      }
    }
    assertTrue(max <= 8e-7 && rms <= 4e-7, "max %s, rms %s".formatted(max, rms));
  }
}
