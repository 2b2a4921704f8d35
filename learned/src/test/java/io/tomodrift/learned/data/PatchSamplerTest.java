package io.tomodrift.learned.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.error.ResourceException;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.Volume;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PatchSamplerTest {

  private static final RunContext CONTEXT = RunContext.defaults();
  private static final HuScale PLAIN = new HuScale(-1e6, 1e6, 1);

  private static PatchSampler sampler(PatchSettings settings, TrainingCase... cases) {
    return new PatchSampler(new CaseSet(List.of(cases)), PLAIN, PLAIN, settings, CONTEXT);
  }

  private static int row(double code) {
    return (int) (code % 10000) / 100;
  }

  private static int column(double code) {
    return (int) (code % 100);
  }

  @Test
  void inputAndTargetAreTheSamePlaceAndFlipsAreIdentical() {
    PatchSampler sampler = sampler(PatchSettings.planes(4, 8), Cases.coded(3, 40, 50));
    SplittableRandom random = new SplittableRandom(1);
    Set<String> directions = new TreeSet<>();
    int flippedRows = 0;
    for (int draw = 0; draw < 100; draw++) {
      Patches patches = sampler.next(random);
      assertArrayEquals(new long[] {4, 1, 8, 8}, patches.inputShape());
      assertArrayEquals(new long[] {4, 1, 8, 8}, patches.targetShape());
      for (int i = 0; i < patches.target().length; i++) {
        assertEquals(patches.target()[i] + 0.5f, patches.input()[i]);
      }
      for (int sample = 0; sample < 4; sample++) {
        float[] t = patches.target();
        int at = sample * 64;
        int across = column(t[at + 1]) - column(t[at]);
        int down = row(t[at + 8]) - row(t[at]);
        assertEquals(across * 7, column(t[at + 7]) - column(t[at]));
        assertEquals(down * 7, row(t[at + 56]) - row(t[at]));
        directions.add(across + " " + down);
        flippedRows += down < 0 ? 1 : 0;
      }
    }
    assertEquals(Set.of("-1 -1", "-1 1", "1 -1", "1 1"), directions);
    // 400 fair coins: within 4 standard deviations.
    assertEquals(200, flippedRows, 40);
  }

  /** Whatever way it was turned, a patch can be put back to where it was. */
  @Test
  void originsSayWhereEveryPixelIs() {
    int side = 5;
    PatchSettings settings = PatchSettings.blocks(6, 2, side).withFlips(true, true);
    PatchSampler sampler = sampler(settings, Cases.coded(4, 20, 30));
    SplittableRandom random = new SplittableRandom(11);
    Set<String> ways = new TreeSet<>();
    for (int draw = 0; draw < 40; draw++) {
      Patches patches = sampler.next(random);
      assertEquals(6, patches.origins().size());
      for (int plane = 0; plane < 12; plane++) {
        PatchOrigin origin = patches.origins().get(plane / 2);
        assertEquals("coded", origin.caseId());
        float[] upright = new float[1 + side * side];
        origin.toImage(patches.target(), plane * side * side, side, upright, 1);
        float first = 10000 * (origin.slice() + plane % 2);
        for (int i = 0; i < side * side; i++) {
          float expected = first + 100 * (origin.row() + i / side) + origin.column() + i % side;
          assertEquals(expected, upright[1 + i]);
        }
        float[] back = new float[2 + side * side];
        origin.toPatch(upright, 1, side, back, 2);
        for (int i = 0; i < side * side; i++) {
          assertEquals(patches.target()[plane * side * side + i], back[2 + i]);
        }
        ways.add(
            origin.transposed() + " " + origin.rowsReversed() + " " + origin.columnsReversed());
      }
    }
    assertEquals(8, ways.size());
    PatchSettings bent = settings.withAffine(new AffineJitter(5, 0, 0));
    assertEquals(
        List.of(), sampler(bent, Cases.coded(4, 20, 30)).next(new SplittableRandom(1)).origins());
  }

  @Test
  void withoutFlipsAndTurnsPatchesAreUpright() {
    PatchSettings settings = PatchSettings.planes(1, 6).withFlips(false, false);
    PatchSampler sampler = sampler(settings, Cases.coded(1, 12, 12));
    SplittableRandom random = new SplittableRandom(3);
    Set<Float> corners = new TreeSet<>();
    for (int draw = 0; draw < 600; draw++) {
      float[] t = sampler.next(random).target();
      assertEquals(t[0] + 505, t[35]);
      corners.add(t[0]);
    }
    assertEquals(49, corners.size(), "every place is drawn");
  }

  @Test
  void quarterTurnsAreThereIfAskedFor() {
    PatchSettings settings = PatchSettings.planes(1, 5).withFlips(false, true);
    PatchSampler sampler = sampler(settings, Cases.coded(1, 20, 20));
    SplittableRandom random = new SplittableRandom(4);
    Set<Float> steps = new TreeSet<>();
    for (int draw = 0; draw < 60; draw++) {
      Patches patches = sampler.next(random);
      steps.add(patches.target()[1] - patches.target()[0]);
      assertEquals(patches.target()[13] + 0.5f, patches.input()[13]);
    }
    assertEquals(Set.of(-100f, -1f, 1f, 100f), steps);
  }

  @Test
  void neighboursAreChannelsAndTheRimIsRepeated() {
    PatchSettings settings = PatchSettings.planes(1, 4).withNeighbours(3).withFlips(false, false);
    PatchSampler sampler = sampler(settings, Cases.coded(3, 10, 10));
    SplittableRandom random = new SplittableRandom(5);
    Set<Integer> slices = new TreeSet<>();
    for (int draw = 0; draw < 40; draw++) {
      Patches patches = sampler.next(random);
      assertArrayEquals(new long[] {1, 3, 4, 4}, patches.inputShape());
      int slice = (int) patches.target()[0] / 10000;
      slices.add(slice);
      assertEquals(Math.max(0, slice - 1), (int) patches.input()[0] / 10000);
      assertEquals(patches.target()[0] + 0.5f, patches.input()[16]);
      assertEquals(Math.min(2, slice + 1), (int) patches.input()[32] / 10000);
    }
    assertEquals(Set.of(0, 1, 2), slices);
  }

  @Test
  void blocksAreContiguous() {
    PatchSampler sampler = sampler(PatchSettings.blocks(2, 3, 4), Cases.coded(6, 10, 10));
    Patches patches = sampler.next(new SplittableRandom(6));
    assertArrayEquals(new long[] {2, 1, 3, 4, 4}, patches.targetShape());
    for (int sample = 0; sample < 2; sample++) {
      for (int slice = 1; slice < 3; slice++) {
        int at = (sample * 3 + slice) * 16;
        assertEquals(patches.target()[at - 16] + 10000, patches.target()[at]);
        assertEquals(patches.target()[at] + 0.5f, patches.input()[at]);
      }
    }
  }

  /** A body of 20 x 20 in an image of 100 x 100, in the middle, where nothing moves patches. */
  @Test
  void mostCentresAreInTheBody() {
    Volume target =
        Cases.volume(
            1, 100, 100, (k, j, i) -> j >= 40 && j < 60 && i >= 40 && i < 60 ? 100 : -1000);
    TrainingCase one = Cases.of("disc", CaseKind.PHANTOM, target, target);
    for (double share : new double[] {0, 0.5, 0.8, 1}) {
      PatchSampler sampler = sampler(PatchSettings.planes(4000, 3).withBodyShare(share), one);
      float[] values = sampler.next(new SplittableRandom(7)).target();
      int inBody = 0;
      for (int sample = 0; sample < 4000; sample++) {
        inBody += values[9 * sample + 4] > 0 ? 1 : 0;
      }
      double expected = share + (1 - share) * 0.04;
      double deviation = Math.sqrt(expected * (1 - expected) / 4000);
      assertEquals(expected, inBody / 4000.0, 4 * deviation + 1e-9, "share " + share);
    }
  }

  @Test
  void voxelsOfTheBodyAreDrawnEvenly() {
    Volume target = Cases.volume(2, 6, 7, (k, j, i) -> j >= 2 && i >= 1 && j + i < 9 ? i : -1000);
    TrainingCase one = Cases.of("odd", CaseKind.PHANTOM, target, target);
    boolean[] inside = one.body().toArray();
    BodyIndex index = new BodyIndex(one.body());
    int next = 0;
    for (int i = 0; i < inside.length; i++) {
      if (inside[i]) {
        assertEquals(i, index.voxel(next++));
      }
    }
    assertEquals(next, index.count());
    assertTrue(next > 20);
  }

  @Test
  void theRandomSourceIsAllThatMatters() {
    PatchSettings settings =
        PatchSettings.planes(3, 8).withAffine(new AffineJitter(10, 0.1, 5)).withFlips(true, true);
    PatchSampler one = sampler(settings, Cases.coded(2, 30, 30));
    PatchSampler other = sampler(settings, Cases.coded(2, 30, 30));
    one.next(new SplittableRandom(1));
    assertArrayEquals(
        one.next(new SplittableRandom(8)).input(), other.next(new SplittableRandom(8)).input());
  }

  /** On a plane, bilinear values are exact: steps show the angle and the size. */
  @Test
  void affineChangesTurnAndScaleBothAlike() {
    Volume ramp = Cases.volume(1, 80, 80, (k, j, i) -> 2 * i);
    Volume other = Cases.volume(1, 80, 80, (k, j, i) -> 2 * i + 1);
    TrainingCase one = Cases.of("ramp", CaseKind.PHANTOM, other, ramp);
    PatchSettings settings =
        PatchSettings.planes(1, 9).withAffine(new AffineJitter(30, 0, 0)).withFlips(false, false);
    PatchSampler sampler = sampler(settings, one);
    SplittableRandom random = new SplittableRandom(9);
    double widest = 0;
    int inner = 0;
    for (int draw = 0; draw < 200; draw++) {
      Patches p = sampler.next(random);
      double across = (p.target()[40 + 1] - p.target()[40]) / 2.0;
      double down = (p.target()[40 + 9] - p.target()[40]) / 2.0;
      assertEquals(p.target()[17] + 1, p.input()[17], 1e-4);
      if (p.target()[40] > 20 && p.target()[40] < 130) {
        assertEquals(1, Math.hypot(across, down), 1e-4);
        widest = Math.max(widest, Math.toDegrees(Math.abs(Math.atan2(down, across))));
        inner++;
      }
    }
    assertTrue(inner > 100);
    assertTrue(widest > 25 && widest <= 30.001, "largest angle " + widest);
  }

  @Test
  void realSubjectsGetTheirShare() {
    Volume zero = Cases.volume(1, 8, 8, (k, j, i) -> 0);
    Volume one = Cases.volume(1, 8, 8, (k, j, i) -> 1);
    TrainingCase[] cases = {
      Cases.of("r", CaseKind.REAL, one, one),
      Cases.of("p1", CaseKind.PHANTOM, zero, zero),
      Cases.of("p2", CaseKind.PHANTOM, zero, zero),
    };
    float[] even =
        sampler(PatchSettings.planes(3000, 1), cases).next(new SplittableRandom(1)).target();
    assertEquals(1.0 / 3, mean(even), 0.04);
    PatchSettings more = PatchSettings.planes(3000, 1).withRealShare(0.7);
    assertEquals(0.7, mean(sampler(more, cases).next(new SplittableRandom(2)).target()), 0.04);
    assertThrows(IllegalArgumentException.class, () -> sampler(more, cases[1]));
    assertThrows(IllegalArgumentException.class, () -> sampler(more, cases[0]));
  }

  private static double mean(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /** Each volume by its own percentiles, and the target by its own rule. */
  @Test
  void valuesAreNormalisedByVolume() {
    Volume mr = Cases.volume(1, 20, 20, (k, j, i) -> 100 + j * 20 + i);
    Volume ct = Cases.volume(1, 20, 20, (k, j, i) -> 5000);
    PatchSampler sampler =
        new PatchSampler(
            new CaseSet(List.of(Cases.of("a", CaseKind.REAL, mr, ct))),
            new PercentileScale(0.5, 99.5),
            new HuScale(-1000, 2000, 1000),
            PatchSettings.planes(1, 20).withFlips(false, false),
            CONTEXT);
    Patches patches = sampler.next(new SplittableRandom(1));
    assertEquals(-1, patches.input()[0]);
    assertEquals(1, patches.input()[399]);
    assertEquals(0, patches.input()[199], 0.01);
    assertEquals(2, patches.target()[0]);
  }

  @Test
  void refusesWhatDoesNotFit() {
    IllegalArgumentException small =
        assertThrows(
            IllegalArgumentException.class,
            () -> sampler(PatchSettings.planes(1, 64), Cases.coded(1, 63, 80)));
    assertTrue(small.getMessage().contains("coded is 1 x 63 x 80"), small.getMessage());
    assertThrows(IllegalArgumentException.class, () -> sampler(PatchSettings.planes(1, 8)));
    CaseSet set = new CaseSet(List.of(Cases.coded(1, 20, 20)));
    assertThrows(
        ResourceException.class,
        () ->
            new PatchSampler(
                set, PLAIN, PLAIN, PatchSettings.planes(1, 8), CONTEXT.withMemoryBudget(3200)));
    assertThrows(
        IllegalArgumentException.class, () -> PatchSettings.planes(1, 8).withNeighbours(2));
    assertThrows(
        IllegalArgumentException.class, () -> PatchSettings.blocks(1, 4, 8).withNeighbours(3));
  }
}
