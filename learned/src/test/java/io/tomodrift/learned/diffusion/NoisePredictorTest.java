package io.tomodrift.learned.diffusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NoisePredictorTest {

  @Test
  void noiseFromVelocity() {
    double[] clean = {3, -2, 0.5};
    double[] noise = {-1, 0.25, 2};
    for (double alphaBar : new double[] {4e-5, 0.36, 0.9999}) {
      NoiseLevel level = new NoiseLevel(0.5, alphaBar);
      double[] x = new double[3];
      double[] velocity = new double[3];
      for (int i = 0; i < 3; i++) {
        x[i] = level.signal() * clean[i] + level.sigma() * noise[i];
        velocity[i] = level.signal() * noise[i] - level.sigma() * clean[i];
      }
      double[] given = velocity.clone();
      double[] seen = x.clone();
      assertArrayEquals(
          noise, NoisePredictor.ofVelocity((image, at) -> given).noise(seen, level), 1e-14);
      assertArrayEquals(velocity, given, "what the network gave is left alone");
      assertArrayEquals(x, seen, Arrays.toString(seen));
    }
  }
}
