package io.tomodrift.phantoms.anatomy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeFrame;
import io.tomodrift.geometry.stack.VolumeUnit;
import io.tomodrift.phantoms.anatomy.IodineEnhancement.Phase;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class IodineEnhancementTest {

  private static final RunContext CONTEXT = RunContext.defaults();
  private static final Set<Tissue> WITHOUT =
      EnumSet.of(
          Tissue.AIR,
          Tissue.FAT,
          Tissue.GAS,
          Tissue.CORTICAL_BONE,
          Tissue.TRABECULAR_BONE,
          Tissue.CARTILAGE,
          Tissue.FLUID,
          Tissue.CALCIFICATION,
          Tissue.COUCH);

  private static IodineEnhancement arterial() {
    return new IodineEnhancement(120, Phase.ARTERIAL, 12);
  }

  private static AnatomySettings settings(BodyRegion region, int size) {
    double side = region == BodyRegion.HEAD ? 250.0 : 430.0;
    return AnatomySettings.volume(region, ImageGrid.square(size, side / size), 2, 20);
  }

  private static AnatomyCase made(AnatomySettings settings, long seed) {
    return new AnthropomorphicGenerator(settings).generate(CONTEXT.withSeed(seed));
  }

  /** Published: what syringes of known concentration measure on clinical scanners. */
  @ParameterizedTest
  @CsvSource({"80, 39, 46", "100, 31, 34", "120, 25, 26", "140, 20, 22"})
  void enhancementPerMgLiesInPublishedRanges(int kVp, double least, double most) {
    double hu = new IodineEnhancement(kVp, Phase.ARTERIAL, 12).huPerMgPerMl();
    assertTrue(hu > least && hu < most, hu + " HU per mg/ml at " + kVp + " kVp");
  }

  /** By hand: ratios 36.809 at 60 keV and 19.107 at 80 keV, a power law between. */
  @Test
  void enhancementPerMgFollowsFromTheTables() {
    double at60 = 7.579 / 0.2059;
    double at80 = 3.510 / 0.1837;
    double power = Math.log(at80 / at60) / Math.log(80.0 / 60);
    assertEquals(at60 * Math.pow(70.0 / 60, power), arterial().huPerMgPerMl(), 1e-9);
    double at50 = 12.32 / 0.2269;
    double below = Math.log(at60 / at50) / Math.log(60.0 / 50);
    assertEquals(
        at50 * Math.pow(56.0 / 50, below),
        new IodineEnhancement(80, Phase.ARTERIAL, 12).huPerMgPerMl(),
        1e-9);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 70, 110, 150, -120})
  void refusesOtherVoltages(int kVp) {
    IllegalArgumentException failure =
        assertThrows(
            IllegalArgumentException.class, () -> new IodineEnhancement(kVp, Phase.ARTERIAL, 12));
    assertTrue(failure.getMessage().contains("got " + kVp), failure.getMessage());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 30.5, Double.NaN})
  void refusesOtherConcentrations(double mgPerMl) {
    assertThrows(
        IllegalArgumentException.class, () -> new IodineEnhancement(120, Phase.ARTERIAL, mgPerMl));
  }

  @Test
  void enhancingAddsIodineTimesItsHu() {
    VolumeFrame frame = VolumeFrame.gantry(ImageGrid.square(2, 1), 0, 1);
    FloatStack hu = FloatStack.planar(1, 2, 2);
    hu.fill(40);
    FloatStack iodine = FloatStack.planar(1, 2, 2);
    iodine.set(0, 1, 0, 10);
    Volume enhanced =
        arterial()
            .enhance(
                new Volume(hu, frame, VolumeUnit.HU),
                new Volume(iodine, frame, VolumeUnit.ARBITRARY));
    assertEquals(40, enhanced.stack().get(0, 0, 0));
    assertEquals(40 + 259.043, enhanced.stack().get(0, 1, 0), 1e-3);
    assertEquals(40, hu.get(0, 1, 0), "the native image stays");
    Volume other = new Volume(iodine, frame, VolumeUnit.ARBITRARY);
    assertThrows(IllegalArgumentException.class, () -> arterial().enhance(other, other));
  }

  @ParameterizedTest
  @EnumSource(BodyRegion.class)
  void theNativeImageDoesNotDependOnIt(BodyRegion region) {
    AnatomySettings plain = settings(region, 128);
    AnatomyCase without = made(plain, 11);
    assertTrue(without.iodine().isEmpty());
    for (Phase phase : Phase.values()) {
      AnatomyCase with = made(plain.withEnhancement(new IodineEnhancement(80, phase, 20)), 11);
      assertArrayEquals(without.hu().stack().data(), with.hu().stack().data());
      assertArrayEquals(without.labels().stack().data(), with.labels().stack().data());
    }
  }

  @ParameterizedTest
  @EnumSource(BodyRegion.class)
  void iodineIsWhereBloodFlows(BodyRegion region) {
    int enhancing = 0;
    for (long seed = 0; seed < 4; seed++) {
      AnatomyCase made = made(settings(region, 160).withEnhancement(arterial()), seed);
      FloatStack labels = made.labels().stack();
      FloatStack iodine = made.iodine().orElseThrow().stack();
      for (int row = 2; row < 158; row++) {
        for (int column = 2; column < 158; column++) {
          float value = iodine.get(0, row, column);
          Tissue tissue = Tissue.ofCode((int) labels.get(0, row, column));
          assertTrue(value >= 0 && value < 12 * 1.7, tissue + " has " + value);
          enhancing += value > 1 ? 1 : 0;
          if (WITHOUT.contains(tissue) && isInterior(labels, row, column)) {
            // Films thinner than a pixel lie within what another tissue fills most of.
            assertTrue(value < 1, tissue + " has " + value);
          }
        }
      }
    }
    assertTrue(region == BodyRegion.HEAD || enhancing > 500, enhancing + " pixels");
  }

  private static boolean isInterior(FloatStack labels, int row, int column) {
    for (int j = -2; j <= 2; j++) {
      for (int i = -2; i <= 2; i++) {
        if (labels.get(0, row + j, column + i) != labels.get(0, row, column)) {
          return false;
        }
      }
    }
    return true;
  }

  /** The linear mixture at edges: iodine shares pixels exactly as blood does. */
  @Test
  void iodineSharesPixelsAsTissueDoes() {
    Pose pose = new Pose(new SplitRandom(1), 0, 0);
    Perfusion perfusion = new Perfusion(new SplitRandom(2), arterial());
    SliceCanvas canvas = new SliceCanvas(ImageGrid.square(64, 1), pose, perfusion, 0);
    Field vessel = Capsule.flat(0, 0, 6, 3, 7.3);
    canvas.paint(vessel, Tissue.BLOOD, 0, Compartment.ARTERY);
    canvas.paint(vessel.rim(1.7), Tissue.FAT, -1000);
    float[] hu = new float[64 * 64];
    float[] iodine = new float[64 * 64];
    canvas.store(hu, new float[64 * 64], 0);
    canvas.storeIodine(iodine, 0);
    double full = perfusion.mgPerMl(Compartment.ARTERY);
    int mixed = 0;
    for (int i = 0; i < hu.length; i++) {
      double share = (hu[i] + 1000) / 1000.0;
      assertEquals(share * full, iodine[i], 1e-5 * full);
      mixed += share > 0.05 && share < 0.95 ? 1 : 0;
    }
    assertTrue(mixed > 30, mixed + " mixed pixels");
  }

  @Test
  void phasesDifferAsTheyShould() {
    SplitRandom random = new SplitRandom(5);
    Perfusion early = new Perfusion(random, arterial());
    Perfusion late = new Perfusion(random, new IodineEnhancement(120, Phase.PORTAL_VENOUS, 12));
    double hu = arterial().huPerMgPerMl();
    double factor = early.mgPerMl(Compartment.ARTERY) / 12;
    assertTrue(early.mgPerMl(Compartment.ARTERY) > 1.5 * late.mgPerMl(Compartment.ARTERY));
    assertTrue(
        early.mgPerMl(Compartment.RENAL_CORTEX) > 3 * early.mgPerMl(Compartment.RENAL_MEDULLA));
    assertEquals(
        1, late.mgPerMl(Compartment.RENAL_CORTEX) / late.mgPerMl(Compartment.RENAL_MEDULLA), 0.35);
    double liver = hu * late.mgPerMl(Compartment.LIVER) / factor;
    assertTrue(liver > 45 && liver < 65, "liver, HU: " + liver);
    assertTrue(hu * early.mgPerMl(Compartment.LIVER) < 20);
    assertTrue(
        early.mgPerMl(Compartment.CAVA_BELOW_KIDNEYS) < 0.1 * early.mgPerMl(Compartment.ARTERY));
    assertEquals(0, early.mgPerMl(Compartment.NONE));
    assertEquals(0, Perfusion.NATIVE.mgPerMl(Compartment.ARTERY));
  }

  @Test
  void bodiesDifferByAboutAnEighth() {
    int count = 400;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < count; i++) {
      double value = new Perfusion(new SplitRandom(i), arterial()).mgPerMl(Compartment.ARTERY) / 12;
      assertEquals(1, value, 0.3 + 1e-9);
      sum += value;
      squares += value * value;
    }
    double mean = sum / count;
    assertEquals(1, mean, 0.02);
    double deviation = Math.sqrt(squares / count - mean * mean);
    assertTrue(deviation > 0.1 && deviation < 0.15, "deviation " + deviation);
  }

  @Test
  void threadsDoNotChangeIodine() {
    AnatomySettings settings = settings(BodyRegion.ABDOMEN, 96).withEnhancement(arterial());
    AnthropomorphicGenerator generator = new AnthropomorphicGenerator(settings);
    assertArrayEquals(
        generator.generate(CONTEXT.withSeed(7).withParallelism(1)).iodine().get().stack().data(),
        generator.generate(CONTEXT.withSeed(7).withParallelism(4)).iodine().get().stack().data());
  }
}
