package io.tomodrift.projectors.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.Angles;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.SliceLayout;
import io.tomodrift.projectors.FbpBackprojector;
import io.tomodrift.projectors.Interpolation;
import io.tomodrift.projectors.Projector;
import io.tomodrift.projectors.ProjectorModel;
import io.tomodrift.projectors.cpu.Cases.Beam;
import io.tomodrift.projectors.cpu.Cases.Problem;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may not change a result: threads, neighbouring slices, where blocks and tiles end. */
class InvarianceTest {

  /** More than one tile, view block (16 views at this width of stack) and lane chunk. */
  private static final Problem LARGE =
      new Problem(
          Cases.scan(Beam.ARC, 401, 0.5, 1.25, Angles.fullTurn(163)),
          new ImageGrid(67, 45, 2, 3, -5));

  private static FloatStack[] runAll(Problem p, RunContext context, FloatStack x, FloatStack y) {
    FloatStack[] results = {
      Cases.data(p, x.slices()),
      Cases.image(p, x.slices()),
      Cases.image(p, x.slices()),
      Cases.data(p, x.slices()),
      Cases.image(p, x.slices())
    };
    double[] weights = new double[p.geometry().views()];
    Arrays.setAll(weights, v -> 0.01 + 0.001 * (v % 7));
    try (FbpBackprojector fbp =
        new CpuFbpBackprojector(
            p.geometry(), p.grid(), Interpolation.CUBIC, Cases.KERNELS, context)) {
      fbp.backproject(y, weights, results[2]);
    }
    for (ProjectorModel model : ProjectorModel.values()) {
      int k = 3 * model.ordinal();
      try (Projector projector =
          new CpuProjector(p.geometry(), p.grid(), model, Cases.KERNELS, context)) {
        projector.forward(x, results[k]);
        projector.adjoint(y, results[k + 1]);
      }
    }
    return results;
  }

  @Test
  void threadCountDoesNotChangeABit() {
    FloatStack x = Cases.randomise(Cases.image(LARGE, 20), 1);
    FloatStack y = Cases.randomise(Cases.data(LARGE, 20), 2);
    FloatStack[] one = runAll(LARGE, Cases.threads(1), x, y);
    for (int threads : new int[] {2, 5}) {
      FloatStack[] many = runAll(LARGE, Cases.threads(threads), x, y);
      for (int k = 0; k < one.length; k++) {
        assertArrayEquals(planar(one[k]), planar(many[k]), threads + " threads, result " + k);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 9, 130})
  void slicesAreIndependentOfTheirNeighbours(int slices) {
    FloatStack x = Cases.randomise(Cases.image(LARGE, slices), 1);
    FloatStack y = Cases.randomise(Cases.data(LARGE, slices), 2);
    FloatStack[] together = runAll(LARGE, Cases.threads(2), x, y);
    for (int s : new int[] {0, slices - 1}) {
      FloatStack[] alone = runPart(x, y, s, s + 1);
      for (int k = 0; k < alone.length; k++) {
        // Summed in another order, as a few slices are: the same but for rounding.
        assertEquals(0, Cases.difference(alone[k], 0, together[k], s), 2e-6, "result " + k);
      }
    }
  }

  @Test
  void partsOfAWideStackHaveTheSameBits() {
    FloatStack x = Cases.randomise(Cases.image(LARGE, 130), 1);
    FloatStack y = Cases.randomise(Cases.data(LARGE, 130), 2);
    FloatStack[] together = runAll(LARGE, Cases.threads(2), x, y);
    FloatStack[] part = runPart(x, y, 100, 130);
    for (int k = 0; k < part.length; k++) {
      FloatStack same = together[k].copySlices(100, 130, SliceLayout.PLANAR);
      assertArrayEquals(same.data(), planar(part[k]), "result " + k);
    }
  }

  private static FloatStack[] runPart(FloatStack x, FloatStack y, int from, int to) {
    return runAll(
        LARGE,
        Cases.threads(2),
        x.copySlices(from, to, SliceLayout.INTERLEAVED),
        y.copySlices(from, to, SliceLayout.INTERLEAVED));
  }

  @Test
  void viewsAreIndependentOfTheirBlock() {
    FloatStack y = Cases.randomise(Cases.data(LARGE, 130), 3);
    assertTrue(TileGather.blockViews(163, 401, 80, 8) < 163, "the test needs several blocks");
    double[] expected =
        Oracle.adjoint(LARGE.geometry(), LARGE.grid(), ProjectorModel.JOSEPH, Cases.slice(y, 129));
    FloatStack image = Cases.image(LARGE, 130);
    try (Projector projector =
        new CpuProjector(
            LARGE.geometry(),
            LARGE.grid(),
            ProjectorModel.JOSEPH,
            Cases.KERNELS,
            Cases.threads(2))) {
      projector.adjoint(y, image);
    }
    assertTrue(Cases.errors(expected, Cases.slice(image, 129))[0] < 2e-6);
  }

  @ParameterizedTest
  @EnumSource(Beam.class)
  void quarterTurnOfTheScanIsAQuarterTurnOfTheImage(Beam beam) {
    int n = 41;
    int views = 24;
    ImageGrid grid = ImageGrid.square(n, 1.7);
    Problem p =
        new Problem(
            Cases.scan(beam, 93, 1.1, 0.25, Angles.uniform(views, 0.05, 2 * Math.PI / views)),
            grid);
    FloatStack x = Cases.randomise(Cases.image(p, 1), 1);
    FloatStack y = Cases.randomise(Cases.data(p, 1), 2);
    FloatStack turnedX = Cases.image(p, 1);
    FloatStack turnedY = Cases.data(p, 1);
    // Counter-clockwise: the point (X, Y) goes to (-Y, X), and its view to one a quarter later.
    for (int k = 0; k < n * n; k++) {
      turnedX.set(0, n - 1 - k % n, k / n, x.get(0, k / n, k % n));
    }
    for (int v = 0; v < views; v++) {
      for (int c = 0; c < 93; c++) {
        turnedY.set(0, (v + views / 4) % views, c, y.get(0, v, c));
      }
    }
    FloatStack[] before = runAll(p, Cases.threads(2), x, y);
    FloatStack[] after = runAll(p, Cases.threads(2), turnedX, turnedY);
    for (int r = 0; r < before.length; r++) {
      if (r == 2) {
        continue; // weights of that run differ from view to view
      }
      FloatStack turned = r % 3 == 0 ? Cases.data(p, 1) : Cases.image(p, 1);
      for (int row = 0; row < turned.rows(); row++) {
        for (int column = 0; column < turned.columns(); column++) {
          if (r % 3 == 0) {
            turned.set(0, (row + views / 4) % views, column, before[r].get(0, row, column));
          } else {
            turned.set(0, n - 1 - column, row, before[r].get(0, row, column));
          }
        }
      }
      double[] errors = Cases.errors(Cases.slice(turned, 0), Cases.slice(after[r], 0));
      assertEquals(0, errors[0], 1e-6, "result " + r);
    }
  }

  @Test
  void viewsOfASubsetAreTheViewsOfTheWhole() {
    int[] chosen = {160, 3, 77, 3};
    Problem part =
        new Problem(
            LARGE.geometry().withAngles(LARGE.geometry().angles().subset(chosen)), LARGE.grid());
    FloatStack x = Cases.randomise(Cases.image(LARGE, 1), 5);
    FloatStack whole = Cases.data(LARGE, 1);
    FloatStack some = Cases.data(part, 1);
    forward(LARGE, x, whole);
    forward(part, x, some);
    for (int v = 0; v < chosen.length; v++) {
      for (int c = 0; c < 401; c++) {
        assertEquals(whole.get(0, chosen[v], c), some.get(0, v, c));
      }
    }
  }

  /** Few views cross the image band by band, many do not. */
  @Test
  void viewsAreProjectedAlikeInSparseAndDenseScans() {
    int views = RayGather.SPARSE_VIEWS + 3;
    Problem dense =
        new Problem(
            Cases.scan(Beam.ARC, 151, 1, 1.25, Angles.uniform(views, 0.1, 0.01)), LARGE.grid());
    int[] chosen = IntStream.range(0, RayGather.SPARSE_VIEWS - 1).toArray();
    Problem sparse =
        new Problem(
            dense.geometry().withAngles(dense.geometry().angles().subset(chosen)), dense.grid());
    int slices = 20;
    FloatStack x = Cases.randomise(Cases.image(dense, slices), 6);
    FloatStack all = Cases.data(dense, slices);
    FloatStack some = Cases.data(sparse, slices);
    forward(dense, x, all);
    forward(sparse, x, some);
    for (int s = 0; s < slices; s++) {
      float[] first =
          Arrays.copyOf(planar(all.copySlices(s, s + 1, SliceLayout.PLANAR)), 151 * chosen.length);
      assertArrayEquals(first, planar(some.copySlices(s, s + 1, SliceLayout.PLANAR)));
    }
  }

  private static void forward(Problem p, FloatStack x, FloatStack out) {
    try (Projector projector =
        new CpuProjector(
            p.geometry(), p.grid(), ProjectorModel.JOSEPH, Cases.KERNELS, Cases.threads(1))) {
      projector.forward(x, out);
    }
  }

  private static float[] planar(FloatStack stack) {
    return stack.copySlices(0, stack.slices(), SliceLayout.PLANAR).data();
  }
}
