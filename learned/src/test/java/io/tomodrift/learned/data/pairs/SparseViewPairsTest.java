package io.tomodrift.learned.data.pairs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.fbp.FbpSettings;
import io.tomodrift.fbp.FilteredBackprojection;
import io.tomodrift.fbp.RampWindow;
import io.tomodrift.geometry.Angles;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.geometry.ScannerPreset;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.error.GeometryException;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.HounsfieldScale;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeFrame;
import io.tomodrift.geometry.stack.VolumeUnit;
import io.tomodrift.projectors.ProjectorModel;
import io.tomodrift.projectors.backend.Backend;
import io.tomodrift.projectors.backend.Backends;
import io.tomodrift.projectors.iterative.FistaTv;
import io.tomodrift.projectors.iterative.IterativeReconstruction;
import io.tomodrift.sinograms.TransmissionNoise;
import io.tomodrift.tests.support.RealData;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class SparseViewPairsTest {

  private static final RunContext CONTEXT = RunContext.defaults();

  /** Mean absolute errors of 60 views, whole image and body. */
  private static final double[] CHEST_HU = {164.33, 119.71};

  private static final double[] ABDOMEN_HU = {75.56, 69.80};
  private static final int SIDE = 96;
  private static final double PIXEL_MM = 3;
  private static final FbpSettings HANN = FbpSettings.defaults().withWindow(RampWindow.HANN);

  private static SparseViewRecipe recipe(int views, int few, double quanta) {
    return new SparseViewRecipe(
        ScannerPreset.SIEMENS_AS_PLUS.withAngles(Angles.fullTurn(views)),
        few,
        HANN,
        HounsfieldScale.DEFAULT,
        quanta == 0 ? Optional.empty() : Optional.of(new TransmissionNoise(quanta, 10)),
        7,
        true,
        Optional.empty());
  }

  /** Two slices of a disc of 240 mm of water with a rod of 300 HU. */
  private static Volume disc() {
    ImageGrid grid = ImageGrid.square(SIDE, PIXEL_MM);
    FloatStack stack = FloatStack.planar(2, SIDE, SIDE);
    for (int slice = 0; slice < 2; slice++) {
      for (int row = 0; row < SIDE; row++) {
        for (int column = 0; column < SIDE; column++) {
          double x = grid.xMm(column);
          double y = grid.yMm(row);
          boolean rod = Math.hypot(x - 60, y + 20 * slice) < 15;
          stack.set(slice, row, column, Math.hypot(x, y) > 120 ? -1000 : rod ? 300 : 0);
        }
      }
    }
    return new Volume(stack, VolumeFrame.gantry(grid, -5, 4), VolumeUnit.HU);
  }

  private static Pair pair(SparseViewRecipe recipe, Volume hu, long seed, RunContext context) {
    try (Backend backend = Backends.select("cpu", context);
        SparseViewPairs pairs = new SparseViewPairs(recipe, backend)) {
      return pairs.make(hu, seed, context);
    }
  }

  private static float[] reconstructed(Sinogram sinogram) {
    try (Backend backend = Backends.select("cpu", CONTEXT)) {
      Volume perMm =
          new FilteredBackprojection(HANN, backend)
              .reconstruct(sinogram, ImageGrid.square(SIDE, PIXEL_MM), CONTEXT);
      return FilteredBackprojection.toHounsfield(perMm, HounsfieldScale.DEFAULT).stack().data();
    }
  }

  @Test
  void theTargetIsTheBodyAndTheInputIsWorse() {
    Pair pair = pair(recipe(360, 30, 0), disc(), 0, CONTEXT);
    FloatStack target = pair.target().stack();
    double sum = 0;
    double few = 0;
    for (int row = 40; row < 56; row++) {
      for (int column = 40; column < 56; column++) {
        sum += target.get(0, row, column);
        few += Math.abs(pair.input().stack().get(0, row, column));
      }
    }
    assertEquals(0, sum / 256, 0.5, "water, HU");
    assertEquals(300, target.get(0, 48, 67), 5, "rod, HU");
    assertEquals(300, target.get(1, 54, 67), 5, "rod of the second slice, HU");
    double air = 0;
    for (int column = 0; column < SIDE; column++) {
      air += target.get(0, 2, column) / SIDE;
    }
    assertEquals(-1000, air, 3, "air, HU");
    assertTrue(few / 256 > 5, "streaks of 30 views: " + few / 256);
    assertEquals(pair.target().frame(), disc().frame());
    assertEquals(pair.input().frame(), disc().frame());
    assertEquals(VolumeUnit.HU, pair.input().unit());
  }

  @Test
  void theInputIsTheReconstructionOfTheKeptViewsOfTheSameNoisyScan() {
    SparseViewRecipe recipe = recipe(120, 24, 1e4);
    Pair pair = pair(recipe, disc(), 5, CONTEXT);
    Sinogram few = pair.sinogram().orElseThrow();
    assertEquals(24, few.geometry().views());
    for (int view = 0; view < 24; view++) {
      assertEquals(view * 2 * Math.PI / 24, few.geometry().angles().rad(view), 1e-12);
    }
    assertArrayEquals(reconstructed(few), pair.input().stack().data());
    // All views of that scan: the same recipe with nothing left out.
    Pair all = pair(recipe(120, 120, 1e4), disc(), 5, CONTEXT);
    Sinogram full = all.sinogram().orElseThrow();
    assertArrayEquals(reconstructed(full), pair.target().stack().data());
    assertArrayEquals(all.input().stack().data(), all.target().stack().data());
    for (int channel = 0; channel < few.geometry().channels(); channel += 7) {
      assertEquals(full.stack().get(1, 35, channel), few.stack().get(1, 7, channel));
    }
  }

  @Test
  void inputsMadeByIterationsAreThoseOfTheSolverOnTheKeptViews() {
    SparseViewRecipe filtered = recipe(120, 24, 1e4);
    FistaTv solver = new FistaTv(5, 0.1);
    SparseViewRecipe iterative =
        new SparseViewRecipe(
            filtered.geometry(),
            24,
            HANN,
            HounsfieldScale.DEFAULT,
            filtered.noise(),
            7,
            true,
            Optional.of(solver));
    Pair pair = pair(iterative, disc(), 5, CONTEXT);
    Pair other = pair(filtered, disc(), 5, CONTEXT);
    assertArrayEquals(other.target().stack().data(), pair.target().stack().data());
    try (Backend backend = Backends.select("cpu", CONTEXT)) {
      Volume perMm =
          new IterativeReconstruction(solver, 1, ProjectorModel.JOSEPH, backend)
              .reconstruct(
                  other.sinogram().orElseThrow(), ImageGrid.square(SIDE, PIXEL_MM), CONTEXT);
      assertArrayEquals(
          FilteredBackprojection.toHounsfield(perMm, HounsfieldScale.DEFAULT).stack().data(),
          pair.input().stack().data());
    }
    assertEquals("fista-tv", iterative.inputMethod());
    assertNotEquals(filtered.description(), iterative.description());
  }

  @Test
  void theSeedIsTheNoise() {
    SparseViewRecipe recipe = recipe(120, 24, 1e4);
    Pair one = pair(recipe, disc(), 5, CONTEXT.withParallelism(1));
    Pair same = pair(recipe, disc(), 5, CONTEXT.withParallelism(3).withSeed(99));
    Pair other = pair(recipe, disc(), 6, CONTEXT);
    assertArrayEquals(one.target().stack().data(), same.target().stack().data());
    assertArrayEquals(one.input().stack().data(), same.input().stack().data());
    double squares = 0;
    for (int i = 0; i < one.target().stack().data().length; i++) {
      double difference = one.target().stack().data()[i] - other.target().stack().data()[i];
      squares += difference * difference;
    }
    assertTrue(squares / SIDE / SIDE > 10, "mean square " + squares / SIDE / SIDE);
    assertNotEquals(
        SparseViewPairs.noiseSeed(1, "chest-0001"), SparseViewPairs.noiseSeed(1, "chest-0002"));
    assertNotEquals(
        SparseViewPairs.noiseSeed(1, "chest-0001"), SparseViewPairs.noiseSeed(2, "chest-0001"));
  }

  @Test
  void measuresAreMeanErrors() {
    Pair pair = pair(recipe(120, 24, 0), disc(), 0, CONTEXT);
    double sum = 0;
    double inBody = 0;
    int body = 0;
    float[] target = pair.target().stack().data();
    float[] input = pair.input().stack().data();
    for (int i = 0; i < target.length; i++) {
      double error = Math.abs((double) input[i] - target[i]);
      sum += error;
      if (target[i] > -500) {
        inBody += error;
        body++;
      }
    }
    assertEquals(sum / target.length, pair.measures().get("maeHu"), 1e-9);
    assertEquals(inBody / body, pair.measures().get("bodyMaeHu"), 1e-9);
  }

  @Test
  void refusesOtherUnitsAndTooManyViews() {
    Volume hu = disc();
    Volume perMm = hu.with(hu.stack(), VolumeUnit.PER_MM);
    assertThrows(FormatException.class, () -> pair(recipe(120, 24, 0), perMm, 0, CONTEXT));
    ScanGeometry geometry = recipe(120, 24, 0).geometry();
    assertThrows(
        GeometryException.class,
        () ->
            new SparseViewRecipe(
                geometry,
                121,
                HANN,
                HounsfieldScale.DEFAULT,
                Optional.empty(),
                0,
                true,
                Optional.empty()));
  }

  /** What a network has to do better than, on one real slice of each, at full size. */
  @Test
  void realSlicesAtFullSize() throws IOException {
    double[] chest = errors("lidc", "ct_chest_lidc0314_dicom", OptionalDouble.empty(), 100);
    double[] abdomen =
        errors(
            "totalseg", "ct_abdpelvis_totalseg/example_ct_sm.nii.gz", OptionalDouble.of(0.9), 15);
    assertErrors(CHEST_HU, chest);
    assertErrors(ABDOMEN_HU, abdomen);
  }

  private static void assertErrors(double[] expected, double[] found) {
    String both = "whole image %.3f, body %.3f HU".formatted(found[0], found[1]);
    assertEquals(expected[0], found[0], 0.01 * expected[0], both);
    assertEquals(expected[1], found[1], 0.01 * expected[1], both);
  }

  private static double[] errors(String subject, String path, OptionalDouble pixel, int slice)
      throws IOException {
    ImageSource source =
        ScannedVolume.of(subject, RealData.require(path), pixel).slabs(slice, 1, 1, 1).get(0);
    Pair pair = pair(SparseViewRecipe.clinical(1), source.hu(CONTEXT), 1, CONTEXT);
    return new double[] {pair.measures().get("maeHu"), pair.measures().get("bodyMaeHu")};
  }
}
