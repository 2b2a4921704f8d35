package io.tomodrift.learned.data.pairs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.fbp.FbpSettings;
import io.tomodrift.fbp.RampWindow;
import io.tomodrift.formats.volume.VolumeFiles;
import io.tomodrift.geometry.Angles;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.ScannerPreset;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.HounsfieldScale;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeFrame;
import io.tomodrift.geometry.stack.VolumeUnit;
import io.tomodrift.learned.data.TrainingCase;
import io.tomodrift.phantoms.anatomy.AnatomyCase;
import io.tomodrift.phantoms.anatomy.BodyRegion;
import io.tomodrift.phantoms.anatomy.IodineEnhancement;
import io.tomodrift.projectors.backend.Backend;
import io.tomodrift.projectors.backend.Backends;
import io.tomodrift.sinograms.TransmissionNoise;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContrastPairsTest {

  private static final RunContext CONTEXT = RunContext.defaults();
  private static final int SIDE = 96;
  private static final double PIXEL_MM = 3;
  private static final IodineEnhancement ARTERIAL =
      new IodineEnhancement(120, IodineEnhancement.Phase.ARTERIAL, 12);

  @TempDir Path folder;

  private static ContrastRecipe recipe(int views, double quanta, IodineEnhancement enhancement) {
    return new ContrastRecipe(
        ScannerPreset.SIEMENS_AS_PLUS.withAngles(Angles.fullTurn(views)),
        FbpSettings.defaults().withWindow(RampWindow.HANN),
        HounsfieldScale.DEFAULT,
        quanta == 0 ? Optional.empty() : Optional.of(new TransmissionNoise(quanta, 10)),
        7,
        enhancement);
  }

  private static Pair pair(ContrastRecipe recipe, Volume hu, Volume mgPerMl) {
    try (Backend backend = Backends.select("cpu", CONTEXT);
        ContrastPairs pairs = new ContrastPairs(recipe, backend)) {
      return pairs.make(hu, mgPerMl, 5, 6, CONTEXT);
    }
  }

  private static Volume disc(double outside, double inside, double radius, double x0) {
    ImageGrid grid = ImageGrid.square(SIDE, PIXEL_MM);
    FloatStack stack = FloatStack.planar(1, SIDE, SIDE);
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        double r = Math.hypot(grid.xMm(column) - x0, grid.yMm(row));
        stack.set(0, row, column, (float) (r < radius ? inside : outside));
      }
    }
    VolumeUnit unit = outside < 0 ? VolumeUnit.HU : VolumeUnit.ARBITRARY;
    return new Volume(stack, VolumeFrame.gantry(grid, 0, 2), unit);
  }

  private static float[] difference(Pair pair) {
    float[] values = pair.target().stack().data().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] -= pair.input().stack().data()[i];
    }
    return values;
  }

  /** Mean, deviation of the mean, and mean absolute value. */
  private record Found(double mean, double error, double meanAbsolute, int count) {}

  private static Found within(float[] values, boolean[] inside) {
    double sum = 0;
    double squares = 0;
    double absolute = 0;
    int count = 0;
    for (int i = 0; i < values.length; i++) {
      if (inside[i]) {
        sum += values[i];
        squares += (double) values[i] * values[i];
        absolute += Math.abs(values[i]);
        count++;
      }
    }
    double mean = sum / count;
    double variance = squares / count - mean * mean;
    return new Found(mean, Math.sqrt(variance / count), absolute / count, count);
  }

  /** Pixels whose neighbours up to {@code reach} away all have iodine in a range. */
  private static boolean[] region(FloatStack iodine, double low, double high, int reach) {
    boolean[] inside = new boolean[iodine.data().length];
    for (int row = reach; row < iodine.rows() - reach; row++) {
      for (int column = reach; column < iodine.columns() - reach; column++) {
        boolean all = true;
        for (int j = -reach; j <= reach; j++) {
          for (int i = -reach; i <= reach; i++) {
            float value = iodine.get(0, row + j, column + i);
            all &= value >= low && value <= high;
          }
        }
        inside[row * iodine.columns() + column] = all;
      }
    }
    return inside;
  }

  @Test
  void aVesselGainsItsIodine() {
    Volume water = disc(-1000, 0, 120, 0);
    Volume vessel = disc(0, 10, 18, 55);
    for (double quanta : new double[] {0, 2e5}) {
      Pair pair = pair(recipe(360, quanta, ARTERIAL), water, vessel);
      Found found = within(difference(pair), region(vessel.stack(), 9.9, 10.1, 2));
      String text = "%.0f quanta: %s".formatted(quanta, found);
      assertTrue(found.count() > 20, text);
      assertEquals(259.04, found.mean(), 0.5 + 3 * found.error(), text);
      Found outside = within(difference(pair), region(vessel.stack(), 0, 0, 4));
      assertEquals(0, outside.mean(), 0.1 + 3 * outside.error(), text + outside);
      assertSame(vessel, pair.iodine().orElseThrow());
    }
  }

  private static void assertSame(Volume expected, Volume found) {
    assertArrayEquals(expected.stack().data(), found.stack().data());
    assertEquals(expected.frame(), found.frame());
  }

  /** Another voltage, the same vessel: HU follow the voltage, the native image does not. */
  @Test
  void theVoltageIsTheContrast() {
    Volume water = disc(-1000, 0, 120, 0);
    Volume vessel = disc(0, 10, 18, 55);
    IodineEnhancement low = new IodineEnhancement(80, IodineEnhancement.Phase.ARTERIAL, 12);
    Pair at80 = pair(recipe(360, 2e5, low), water, vessel);
    Pair at120 = pair(recipe(360, 2e5, ARTERIAL), water, vessel);
    assertArrayEquals(at120.input().stack().data(), at80.input().stack().data());
    boolean[] inside = region(vessel.stack(), 9.9, 10.1, 2);
    Found exact = within(difference(pair(recipe(360, 0, low), water, vessel)), inside);
    assertEquals(426.42, exact.mean(), 0.8, exact.toString());
    Found noisy = within(difference(at80), inside);
    assertEquals(426.42, noisy.mean(), 3 * noisy.error(), noisy.toString());
  }

  /** What is not enhanced is the same tissue at the same place in both. */
  @Test
  void pairsOfBodiesAreRegistered() {
    PhantomBody body = new PhantomBody(BodyRegion.CHEST, 3001, 192, 2.2, 1, 2);
    AnatomyCase made = body.enhanced(ARTERIAL, CONTEXT);
    Volume iodine = made.iodine().orElseThrow();
    boolean[] unenhanced = region(iodine.stack(), 0, 0, 2);
    boolean[] blood = region(iodine.stack(), 9, 20, 1);
    Pair exact = pair(recipe(720, 0, ARTERIAL), made.hu(), iodine);
    Found still = within(difference(exact), unenhanced);
    assertTrue(still.count() > 5000, still.toString());
    assertTrue(still.meanAbsolute() < 0.9, "without noise: " + still);
    Pair noisy = pair(recipe(720, 2e5, ARTERIAL), made.hu(), iodine);
    Found noise = within(difference(noisy), unenhanced);
    assertEquals(0, noise.mean(), 0.3 + 3 * noise.error(), "with noise: " + noise);
    assertTrue(noise.meanAbsolute() > 2, "two scans have noise of their own: " + noise);
    Found vessels = within(difference(exact), blood);
    double expected = ARTERIAL.huPerMgPerMl() * within(iodine.stack().data(), blood).mean();
    assertTrue(vessels.count() > 20, vessels.toString());
    assertEquals(expected, vessels.mean(), 0.003 * expected, vessels.toString());
  }

  @Test
  void measuresAreMeanErrors() {
    Volume water = disc(-1000, 0, 120, 0);
    Volume vessel = disc(0, 10, 18, 55);
    Pair pair = pair(recipe(120, 2e5, ARTERIAL), water, vessel);
    float[] difference = difference(pair);
    boolean[] enhancing = new boolean[difference.length];
    boolean[] all = new boolean[difference.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = true;
      enhancing[i] = vessel.stack().data()[i] > 1;
    }
    assertEquals(within(difference, all).meanAbsolute(), pair.measures().get("maeHu"), 1e-4);
    assertEquals(
        within(difference, enhancing).meanAbsolute(), pair.measures().get("enhancedMaeHu"), 1e-3);
    assertTrue(pair.measures().get("bodyMaeHu") > pair.measures().get("maeHu"));
    Pair nothing = pair(recipe(120, 2e5, ARTERIAL), water, disc(0, 0.5, 18, 55));
    assertFalse(nothing.measures().containsKey("enhancedMaeHu"));
  }

  @Test
  void theCacheKeepsTheIodine() throws IOException {
    ContrastSet set =
        ContrastSet.parse(
            """
            views: 90
            enhancement: {phase: portal-venous}
            phantoms: [{region: abdomen, firstSeed: 4, bodies: 2, slices: 2, side: 64, pixelMm: 6}]
            """,
            "test");
    Path out = folder.resolve("set");
    try (Backend backend = Backends.select("cpu", CONTEXT);
        ContrastPairs pairs = new ContrastPairs(set.recipe(), backend)) {
      List<PairMaker> makers = pairs.makers(set.bodies());
      CaseCache cache = CaseCache.open(out, set.recipe().description());
      CachedSet filled = cache.fill(makers, CONTEXT);
      assertTrue(filled.cases().get(0).measures().get("enhancedMaeHu") > 20);
      List<TrainingCase> cases = filled.load(filled.subjects(), CONTEXT).cases();
      assertEquals(
          List.of("abdomen-0004", "abdomen-0005"), cases.stream().map(c -> c.id()).toList());
      TrainingCase first = cases.get(0);
      assertTrue(first.sinogram().isEmpty());
      Volume kept = VolumeFiles.standard().read(first.iodine().orElseThrow()).volume();
      Volume made =
          set.bodies().get(0).enhanced(set.recipe().enhancement(), CONTEXT).iodine().orElseThrow();
      assertSame(made, kept);
      assertEquals(first.input().frame(), kept.frame());
      Pair again = makers.get(0).make(CONTEXT.withSeed(9).withParallelism(3));
      assertArrayEquals(again.input().stack().data(), first.input().stack().data());
      assertArrayEquals(again.target().stack().data(), first.target().stack().data());
      assertEquals(filled, CaseCache.open(out, set.recipe().description()).fill(makers, CONTEXT));
    }
    assertTrue(Files.exists(out.resolve("cases/abdomen-0004/iodine.npz")));
    ContrastRecipe other = recipe(90, 2e5, ARTERIAL);
    assertThrows(FormatException.class, () -> CaseCache.open(out, other.description()));
  }

  @Test
  void readsEverything() {
    ContrastSet set =
        ContrastSet.parse(
            """
            scanner: ge-lightspeed-vct
            views: 492
            window: shepp-logan
            incidentQuanta: 0
            muWaterPerMm: 0.02
            seed: 12
            enhancement: {kvp: 100, phase: portal-venous, aortaMgPerMl: 9.5}
            phantoms:
              - {region: head, firstSeed: 5, bodies: 2, slices: 3, spacingMm: 1.5}
              - {region: pelvis, side: 64, pixelMm: 6}
            """,
            "test");
    assertEquals(492, set.recipe().geometry().views());
    assertEquals(888, set.recipe().geometry().channels());
    assertTrue(set.recipe().noise().isEmpty());
    assertEquals(12, set.recipe().seed());
    assertEquals(RampWindow.SHEPP_LOGAN, set.recipe().fbp().window());
    assertEquals(0.02, set.recipe().fbp().water().muWaterPerMm());
    assertEquals(
        new IodineEnhancement(100, IodineEnhancement.Phase.PORTAL_VENOUS, 9.5),
        set.recipe().enhancement());
    assertEquals(
        List.of(
            new PhantomBody(BodyRegion.HEAD, 5, 512, 0.5, 3, 1.5),
            new PhantomBody(BodyRegion.HEAD, 6, 512, 0.5, 3, 1.5),
            new PhantomBody(BodyRegion.PELVIS, 1, 64, 6, 4, 2)),
        set.bodies());
    assertEquals(
        ContrastRecipe.clinical(0).description(),
        ContrastSet.parse("phantoms: [{region: chest}]", "test").recipe().description());
  }

  @Test
  void saysWhatIsWrong() {
    refused("{}", "'phantoms' is missing");
    refused("phantoms: []", "phantoms");
    refused("phantom: []", "did you mean 'phantoms'?");
    String bodies = "phantoms: [{region: chest}]\n";
    refused(bodies + "sparseViews: 60", "sparseViews");
    refused(bodies + "scanner: siemens", "siemens-as-plus");
    refused(bodies + "window: hamm", "HAMMING");
    refused(bodies + "enhancement: {kvp: 110}", "test.enhancement: the tube voltage must be 80");
    refused(bodies + "enhancement: {kV: 120}", "did you mean 'kvp'?");
    refused(bodies + "enhancement: {phase: venous}", "portal-venous");
    refused(bodies + "enhancement: {aortaMgPerMl: 300}", "got 300.0");
    refused("phantoms: [{region: foot}]", "test.phantoms[0]: 'region' is 'foot'");
  }

  private static void refused(String yaml, String part) {
    FormatException failure =
        assertThrows(FormatException.class, () -> ContrastSet.parse(yaml, "test"));
    assertTrue(failure.getMessage().startsWith("test"), failure.getMessage());
    assertTrue(failure.getMessage().contains(part), failure.getMessage());
  }
}
