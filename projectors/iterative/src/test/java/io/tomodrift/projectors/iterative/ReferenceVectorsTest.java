package io.tomodrift.projectors.iterative;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.Angles;
import io.tomodrift.geometry.FanBeamGeometry;
import io.tomodrift.geometry.FlatDetector;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.projectors.Projector;
import io.tomodrift.projectors.ProjectorModel;
import io.tomodrift.projectors.backend.Backend;
import io.tomodrift.projectors.backend.Backends;
import io.tomodrift.tests.support.Vectors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Twenty iterations on 60 views of 512 x 512 pixels against those of another program, whose source
 * is at beta from +X, whose channels and rows run the other way.
 */
class ReferenceVectorsTest {

  private static final int SIZE = 512;
  private static final int CHANNELS = 736;
  private static final int VIEWS = 60;

  @ParameterizedTest
  @CsvSource({"SIRT, sirt20, 0.0025, 0.01", "CGLS, cgls20, 0.015, 0.05"})
  void agreesWithAnotherProgram(String method, String file, double tolerance, double toleranceDb)
      throws IOException {
    Angles angles = Angles.fullTurn(VIEWS).shifted(-Math.PI / 2);
    FanBeamGeometry fan =
        new FanBeamGeometry(595, 1085.6, FlatDetector.withOffset(CHANNELS, 1.2858, 0), angles);
    RunContext context = RunContext.defaults().withParallelism(2);
    IterativeSolver solver = method.equals("SIRT") ? new Sirt(20) : new Cgls(20);
    float[] truth = npy("ct/phantom_512.npy");
    float[] other = npy("ct/astra_line_flat_60_%s_of_analytic.npy".formatted(file));
    try (Backend backend = Backends.select("cpu", context);
        Projector projector =
            backend.projector(fan, ImageGrid.square(SIZE, 0.9), ProjectorModel.SIDDON)) {
      Solution found = solver.solve(Problem.of(projector, data()), context);
      Checks.neverRises(found.log());
      float[] ours = new float[SIZE * SIZE];
      for (int k = 0; k < ours.length; k++) {
        ours[k] = found.image().get(0, SIZE - 1 - k / SIZE, k % SIZE);
      }
      double apart = distance(other, ours) / distance(other, new float[ours.length]);
      double gainDb = 20 * Math.log10(distance(truth, other) / distance(truth, ours));
      double seconds = found.log().get(20).seconds();
      String all = "relative L2 %.5f, PSNR %.3f dB above, %.2f s".formatted(apart, gainDb, seconds);
      assertTrue(apart < tolerance && Math.abs(gainDb) < toleranceDb, all);
    }
  }

  private static FloatStack data() throws IOException {
    float[] given = npy("ct/analytic_flat_60_cell8.npy");
    FloatStack stack = FloatStack.interleaved(1, VIEWS, CHANNELS);
    for (int v = 0; v < VIEWS; v++) {
      for (int c = 0; c < CHANNELS; c++) {
        stack.set(0, v, c, given[v * CHANNELS + CHANNELS - 1 - c]);
      }
    }
    return stack;
  }

  private static double distance(float[] a, float[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      double difference = (double) a[k] - b[k];
      sum += difference * difference;
    }
    return Math.sqrt(sum);
  }

  private static float[] npy(String file) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.wrap(Files.readAllBytes(Vectors.require(file))).order(ByteOrder.LITTLE_ENDIAN);
    bytes.position(10 + (bytes.getShort(8) & 0xffff));
    float[] values = new float[bytes.remaining() / Float.BYTES];
    bytes.asFloatBuffer().get(values);
    return values;
  }
}
