package io.tomodrift.sinograms.rebin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.FanBeamGeometry;
import io.tomodrift.geometry.error.ResourceException;
import io.tomodrift.geometry.helical.HelicalGeometry;
import io.tomodrift.geometry.helical.ViewPose;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.SliceLayout;
import io.tomodrift.geometry.stack.Vec3;
import io.tomodrift.phantoms.SolidPhantom;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RebinStreamTest {

  private static final SolidPhantom SPHERES =
      RebinFixture.phantom(
          RebinFixture.sphere(10, 30, 20, 12, 0.02), RebinFixture.sphere(-90, 40, 30, 25, 0.01));

  private static final TestHelix HELIX = TestHelix.siemens(8, 23.04, 2.6).zFlying();

  private static List<float[]> slices(RebinPlan plan, SolidScan scan, int slab, RunContext context)
      throws IOException {
    List<float[]> all = new ArrayList<>();
    try (RebinStream stream = new RebinStream(scan, plan, context)) {
      while (stream.hasNext()) {
        RebinnedSlab next = stream.next(slab);
        assertEquals(all.size(), next.firstSlice());
        for (int s = 0; s < next.slices(); s++) {
          all.add(next.sinogram().stack().copySlices(s, s + 1, SliceLayout.PLANAR).data());
        }
      }
      assertThrows(NoSuchElementException.class, () -> stream.next(1));
    }
    return all;
  }

  @ParameterizedTest
  @EnumSource
  void resultsDependNeitherOnThreadsNorOnSlabs(RebinMode mode) throws IOException {
    HelicalGeometry geometry = HELIX.geometry();
    RebinPlan plan =
        RebinPlan.of(
            geometry,
            RebinSettings.defaults().withMode(mode),
            RebinRequest.every(1.7).between(17, 33));
    SolidScan scan = new SolidScan(geometry, SPHERES);
    List<float[]> expected = slices(plan, scan, 20, RebinFixture.CONTEXT.withParallelism(1));
    assertEquals(10, expected.size());
    for (int slab : new int[] {1, 3}) {
      List<float[]> actual = slices(plan, scan, slab, RebinFixture.CONTEXT.withParallelism(3));
      for (int s = 0; s < expected.size(); s++) {
        assertArrayEquals(expected.get(s), actual.get(s));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {23.04, -23.04})
  void eachViewIsReadOnce(double feedMm) throws IOException {
    HelicalGeometry geometry = HELIX.withSense(1, feedMm).geometry();
    RebinPlan plan = RebinPlan.of(geometry, RebinSettings.defaults(), RebinRequest.every(2));
    SolidScan scan = new SolidScan(geometry, RebinFixture.phantom());
    slices(plan, scan, 4, RebinFixture.CONTEXT);
    for (int view = 0; view < geometry.views(); view++) {
      assertTrue(scan.reads.get(view) <= 1, "view " + view);
    }
  }

  @Test
  void thickSlicesAreMeansOfThinOnes() throws IOException {
    HelicalGeometry geometry = HELIX.geometry();
    SolidScan scan = new SolidScan(geometry, SPHERES);
    RebinRequest thick = RebinRequest.every(2).between(20, 24).withThickness(2);
    RebinPlan plan = RebinPlan.of(geometry, RebinSettings.defaults(), thick);
    assertEquals(7, plan.sectionsPerSlice());
    double first = 20 - 1 + 1.0 / 7;
    RebinPlan thin =
        RebinPlan.of(
            geometry,
            RebinSettings.defaults(),
            RebinRequest.every(2.0 / 7).between(first, first + 20.0 / 7 * 2));
    List<float[]> sections = slices(thin, scan, 30, RebinFixture.CONTEXT);
    List<float[]> means = slices(plan, scan, 2, RebinFixture.CONTEXT);
    for (int slice = 0; slice < 3; slice++) {
      for (int i = 0; i < means.get(slice).length; i++) {
        double mean = 0;
        for (int k = 0; k < 7; k++) {
          mean += sections.get(slice * 7 + k)[i] / 7;
        }
        assertEquals(mean, means.get(slice)[i], 2e-6);
      }
    }
  }

  /** Inside the valid interval every ray of every channel is measured, just outside it is not. */
  @ParameterizedTest
  @EnumSource
  void theValidIntervalIsThatOfTheRays(RebinMode mode) throws IOException {
    HelicalGeometry geometry = HELIX.geometry();
    SolidScan scan = new SolidScan(geometry, RebinFixture.phantom());
    RebinSettings settings = RebinSettings.defaults().withMode(mode);
    ZInterval valid = RebinPlan.of(geometry, settings, RebinRequest.every(1)).validInterval();
    // A slice of a short scan has its own window of views, which moves by whole views.
    double beyond = mode == RebinMode.SHORT_SCAN ? 0.4 : 0.05;
    double[] heights = {
      valid.fromMm() - beyond, valid.fromMm() + 1e-6, valid.toMm() - 1e-6, valid.toMm() + beyond
    };
    for (int i = 0; i < 4; i++) {
      RebinPlan plan =
          RebinPlan.of(
              geometry,
              settings,
              RebinRequest.every(1).between(heights[i], heights[i]).withIncomplete(true));
      try (RebinStream stream = new RebinStream(scan, plan, RebinFixture.CONTEXT)) {
        float complete = stream.next(1).completeness()[0];
        assertEquals(i == 1 || i == 2, complete == 1, mode + " " + heights[i] + ": " + complete);
        assertEquals(i == 1 || i == 2, plan.completeness(0) == 1);
      }
    }
  }

  /** Counted ray by ray from the positions of focal spots and elements alone. */
  @Test
  void rowsBeyondTheDetectorAreNotInvented() throws IOException {
    HelicalGeometry geometry = TestHelix.siemens(8, 23.04, 2.4).geometry();
    RebinSettings settings = RebinSettings.defaults().withMode(RebinMode.TURN360);
    RebinPlan plan =
        RebinPlan.of(
            geometry, settings, RebinRequest.every(3.1).between(-9, 64).withIncomplete(true));
    SolidScan scan = new SolidScan(geometry, RebinFixture.WIDE);
    try (RebinStream stream = new RebinStream(scan, plan, RebinFixture.CONTEXT)) {
      RebinnedSlab slab = stream.next(100);
      FanBeamGeometry fan = plan.geometry();
      for (int slice = 0; slice < slab.slices(); slice++) {
        double z = plan.sliceAxis().zMm(slice);
        int measured = 0;
        int rays = 0;
        for (int channel = 0; channel < fan.channels(); channel++) {
          if (Math.abs(fan.fanAngleRad(channel)) > fan.symmetricHalfFanRad() + 1e-9) {
            continue;
          }
          for (int view = 0; view < fan.views(); view++) {
            boolean seen = false;
            for (int v = view; v < geometry.views(); v += fan.views()) {
              seen |= sees(geometry, v, channel, z);
            }
            // Grid views are counted from the smallest angle, those of the scan from 0.3 rad.
            rays++;
            measured += seen ? 1 : 0;
          }
        }
        assertEquals((double) measured / rays, slab.completeness()[slice], 1e-4);
        if (slab.completeness()[slice] < 1) {
          assertEquals(
              rays - measured, zeros(slab, slice, fan), 0.001 * rays, "missing rays are zero");
        }
      }
    }
  }

  private static boolean sees(HelicalGeometry geometry, int view, double channel, double zMm) {
    Vec3 source = geometry.sourceMm(view);
    double low = crossing(source, geometry.elementMm(view, channel, 0));
    double high = crossing(source, geometry.elementMm(view, channel, 63));
    return zMm >= low && zMm <= high;
  }

  private static double crossing(Vec3 source, Vec3 element) {
    double dx = element.x() - source.x();
    double dy = element.y() - source.y();
    double t = -(source.x() * dx + source.y() * dy) / (dx * dx + dy * dy);
    return source.z() + t * (element.z() - source.z());
  }

  private static int zeros(RebinnedSlab slab, int slice, FanBeamGeometry fan) {
    int zeros = 0;
    for (int view = 0; view < fan.views(); view++) {
      for (int channel = 0; channel < fan.channels(); channel++) {
        boolean symmetric = Math.abs(fan.fanAngleRad(channel)) <= fan.symmetricHalfFanRad() + 1e-9;
        zeros += symmetric && slab.sinogram().stack().get(slice, view, channel) == 0 ? 1 : 0;
      }
    }
    return zeros;
  }

  /** Channels of the long side have no conjugate: they get the nearest row, and do not count. */
  @Test
  void channelsBeyondTheSymmetricFanAreFilled() throws IOException {
    TestHelix fast = TestHelix.siemens(8, 40, 3);
    HelicalGeometry geometry = fast.geometry();
    RebinPlan plan = RebinPlan.of(geometry, RebinSettings.defaults(), RebinRequest.every(5));
    SolidScan scan = new SolidScan(geometry, RebinFixture.WIDE);
    try (RebinStream stream = new RebinStream(scan, plan, RebinFixture.CONTEXT)) {
      RebinnedSlab slab = stream.next(100);
      FanBeamGeometry fan = plan.geometry();
      for (int slice = 0; slice < slab.slices(); slice++) {
        assertEquals(1, slab.completeness()[slice]);
        for (int view = 0; view < fan.views(); view++) {
          for (int channel = 0; channel < fan.channels(); channel++) {
            double exact = RebinFixture.exact(fan, RebinFixture.WIDE, view, channel, 0);
            assertEquals(
                exact, slab.sinogram().stack().get(slice, view, channel), 0.004, "" + channel);
          }
        }
      }
    }
  }

  @Test
  void missingViewsTakeSlicesOut() throws IOException {
    TestHelix whole = TestHelix.siemens(8, 23.04, 5);
    List<ViewPose> poses = new ArrayList<>(whole.geometry().poses());
    poses.subList(340, 390).clear();
    HelicalGeometry geometry = whole.geometry(poses);
    RebinPlan plan =
        RebinPlan.of(
            geometry,
            RebinSettings.defaults().withMode(RebinMode.TURN360),
            RebinRequest.every(1).between(30, 80).withIncomplete(true));
    assertEquals(2, plan.validIntervals().size());
    assertEquals(1, plan.warnings().size());
    SolidScan scan = new SolidScan(geometry, RebinFixture.WIDE);
    try (RebinStream stream = new RebinStream(scan, plan, RebinFixture.CONTEXT)) {
      RebinnedSlab slab = stream.next(100);
      for (int slice = 0; slice < slab.slices(); slice++) {
        double z = plan.sliceAxis().zMm(slice);
        boolean valid = plan.validIntervals().stream().anyMatch(i -> i.contains(z, z));
        assertEquals(valid, slab.completeness()[slice] == 1, "Z " + z);
        assertEquals(plan.completeness(slice), slab.completeness()[slice], 0.01);
      }
    }
  }

  @Test
  void tooLittleMemoryNamesTheSlabThatFits() {
    HelicalGeometry geometry = HELIX.geometry();
    RebinPlan plan = RebinPlan.of(geometry, RebinSettings.defaults(), RebinRequest.every(1));
    SolidScan scan = new SolidScan(geometry, RebinFixture.phantom());
    long budget = plan.slabBytes(8);
    assertEquals(8, plan.slicesFitting(budget, 30));
    try (RebinStream stream =
        new RebinStream(scan, plan, RebinFixture.CONTEXT.withMemoryBudget(budget))) {
      ResourceException error = assertThrows(ResourceException.class, () -> stream.next(30));
      assertTrue(error.getMessage().contains("8 slices at a time fit"), error.getMessage());
    }
  }
}
