package io.tomodrift.phantoms.anatomy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.SliceAxis;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AnthropomorphicGeneratorTest {

  private static final RunContext CONTEXT = RunContext.defaults();

  private static ImageGrid grid(BodyRegion region, int size) {
    return ImageGrid.square(size, (region == BodyRegion.HEAD ? 250.0 : 430.0) / size);
  }

  private static AnatomyCase slice(BodyRegion region, int size, long seed) {
    return new AnthropomorphicGenerator(AnatomySettings.slice(region, grid(region, size)))
        .generate(CONTEXT.withSeed(seed));
  }

  @ParameterizedTest
  @EnumSource(BodyRegion.class)
  void threadsDoNotChangeABody(BodyRegion region) {
    AnatomySettings settings = AnatomySettings.volume(region, grid(region, 96), 5, 3);
    AnthropomorphicGenerator generator = new AnthropomorphicGenerator(settings);
    AnatomyCase one = generator.generate(CONTEXT.withSeed(7).withParallelism(1));
    AnatomyCase four = generator.generate(CONTEXT.withSeed(7).withParallelism(4));
    assertArrayEquals(one.hu().stack().data(), four.hu().stack().data());
    assertArrayEquals(one.labels().stack().data(), four.labels().stack().data());
  }

  @ParameterizedTest
  @EnumSource(BodyRegion.class)
  void valuesAgreeWithLabelsAwayFromEdges(BodyRegion region) {
    for (long seed = 0; seed < 6; seed++) {
      AnatomyCase made = slice(region, 256, seed);
      FloatStack hu = made.hu().stack();
      int checked = 0;
      int outside = 0;
      for (int row = 2; row < 254; row++) {
        for (int column = 2; column < 254; column++) {
          if (!isInterior(made.labels().stack(), row, column)) {
            continue;
          }
          checked++;
          Tissue tissue = Tissue.ofCode((int) made.labels().stack().get(0, row, column));
          float value = hu.get(0, row, column);
          if (value < tissue.lowestHu() || value > tissue.highestHu()) {
            outside++;
          }
        }
      }
      // Partial volume: what fills less than half of a pixel changes its value, not its label.
      assertTrue(outside <= 2e-3 * checked, outside + " of " + checked + ", seed " + seed);
      assertTrue(checked > 20000, "interior pixels: " + checked);
    }
  }

  private static boolean isInterior(FloatStack labels, int row, int column) {
    float label = labels.get(0, row, column);
    for (int j = -2; j <= 2; j++) {
      for (int i = -2; i <= 2; i++) {
        if (labels.get(0, row + j, column + i) != label) {
          return false;
        }
      }
    }
    return true;
  }

  @ParameterizedTest
  @EnumSource(BodyRegion.class)
  void massIsCentredAndInsideTheGrid(BodyRegion region) {
    for (long seed = 20; seed < 30; seed++) {
      AnatomyCase made = slice(region, 64, seed);
      double mass = 0;
      double x = 0;
      double y = 0;
      ImageGrid grid = grid(region, 64);
      for (int row = 0; row < 64; row++) {
        for (int column = 0; column < 64; column++) {
          int label = (int) made.labels().stack().get(0, row, column);
          boolean body = label != Tissue.AIR.code() && label != Tissue.COUCH.code();
          boolean rim = row == 0 || row == 63 || column == 0 || column == 63;
          assertTrue(!(rim && body), "body reaches the rim of the grid, seed " + seed);
          double density = body ? 1 + made.hu().stack().get(0, row, column) / 1000 : 0;
          mass += density;
          x += density * grid.xMm(column);
          y += density * grid.yMm(row);
        }
      }
      assertTrue(Math.hypot(x / mass, y / mass) < 35, "centre of mass, seed " + seed);
      double area = mass * grid.pixelMm() * grid.pixelMm() / 100;
      assertTrue(area > 150 && area < 1200, "water-equivalent area of %s cm2".formatted(area));
    }
  }

  @Test
  void everySeedIsAnotherBody() {
    for (BodyRegion region : BodyRegion.values()) {
      Set<Integer> outlines = new HashSet<>();
      for (long seed = 0; seed < 50; seed++) {
        outlines.add(Arrays.hashCode(slice(region, 48, seed).labels().stack().data()));
      }
      assertEquals(50, outlines.size(), region.name());
    }
  }

  @ParameterizedTest
  @EnumSource(BodyRegion.class)
  void slicesChangeSmoothlyAlongZ(BodyRegion region) {
    AnatomySettings fine =
        new AnatomySettings(region, grid(region, 128), 2, new SliceAxis(0, 0.05), true, true);
    AnatomySettings coarse =
        new AnatomySettings(region, grid(region, 128), 2, new SliceAxis(0, 6), true, true);
    for (long seed = 0; seed < 4; seed++) {
      double near = meanChange(fine, seed);
      double far = meanChange(coarse, seed);
      assertTrue(
          near < 0.1 * far, "mean change of %s HU over 0.05 mm, %s over 6".formatted(near, far));
    }
  }

  private static double meanChange(AnatomySettings settings, long seed) {
    FloatStack hu =
        new AnthropomorphicGenerator(settings).generate(CONTEXT.withSeed(seed)).hu().stack();
    int plane = hu.rows() * hu.columns();
    double sum = 0;
    for (int i = 0; i < plane; i++) {
      sum += Math.abs(hu.data()[i] - hu.data()[plane + i]);
    }
    return sum / plane;
  }

  @Test
  void regionsShowTheirOrgans() {
    assertTrue(
        tissues(BodyRegion.CHEST)
            .containsAll(
                EnumSet.of(Tissue.LUNG, Tissue.BLOOD, Tissue.MYOCARDIUM, Tissue.CORTICAL_BONE)));
    assertTrue(
        tissues(BodyRegion.ABDOMEN)
            .containsAll(EnumSet.of(Tissue.LIVER, Tissue.KIDNEY, Tissue.SPLEEN, Tissue.BOWEL)));
    assertTrue(
        tissues(BodyRegion.PELVIS)
            .containsAll(EnumSet.of(Tissue.FLUID, Tissue.TRABECULAR_BONE, Tissue.COUCH)));
    assertTrue(
        tissues(BodyRegion.HEAD)
            .containsAll(EnumSet.of(Tissue.GREY_MATTER, Tissue.WHITE_MATTER, Tissue.FLUID)));
  }

  private static Set<Tissue> tissues(BodyRegion region) {
    Set<Tissue> found = EnumSet.noneOf(Tissue.class);
    for (long seed = 0; seed < 8; seed++) {
      for (float label : slice(region, 96, seed).labels().stack().data()) {
        found.add(Tissue.ofCode((int) label));
      }
    }
    return found;
  }

  @Test
  void randomSequenceIsFixed() {
    // SplitMix64 of Steele, Lea and Flood: first output for state 0 is the published test value.
    assertEquals(0xE220A8397B1DCDAFL, SplitRandom.mix(0x9E3779B97F4A7C15L));
  }
}
