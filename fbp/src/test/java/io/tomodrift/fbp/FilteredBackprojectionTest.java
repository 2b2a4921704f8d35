package io.tomodrift.fbp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.Angles;
import io.tomodrift.geometry.ArcDetector;
import io.tomodrift.geometry.FanBeamGeometry;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.error.ResourceException;
import io.tomodrift.geometry.run.ProgressListener;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.HounsfieldScale;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.SinogramUnit;
import io.tomodrift.geometry.stack.SliceAxis;
import io.tomodrift.geometry.stack.SliceLayout;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeUnit;
import io.tomodrift.projectors.backend.Backend;
import io.tomodrift.projectors.backend.Backends;
import io.tomodrift.projectors.backend.MemoryPlan;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class FilteredBackprojectionTest {

  private static final FanBeamGeometry FAN =
      new FanBeamGeometry(500, 900, ArcDetector.withOffset(100, 0.006, 0.25), Angles.fullTurn(90));
  private static final ImageGrid GRID = new ImageGrid(15, 12, 9, 3, -5);
  private static final FbpSettings SETTINGS = FbpSettings.defaults();

  private static Sinogram stack(int slices) {
    FloatStack stack = FloatStack.planar(slices, FAN.views(), FAN.channels());
    for (int s = 0; s < slices; s++) {
      Ellipse disc = Ellipse.disc(10, 5, 30 + 0.4 * s, 0.01 + 0.0003 * s);
      Ellipse.sinogram(FAN, disc).stack().copyInto(0, stack, s, 1);
    }
    return new Sinogram(stack, FAN, new SliceAxis(-20, 1.5), SinogramUnit.LINE_INTEGRAL);
  }

  private static float[] values(Sinogram sinogram, RunContext context) {
    return Scans.volume(sinogram, GRID, SETTINGS, context).stack().data();
  }

  @Test
  void volumeIsPlanarInPerMmWithTheFrameOfGridAndSlices() {
    Volume volume = Scans.volume(stack(3), GRID, SETTINGS, RunContext.defaults());
    assertEquals(SliceLayout.PLANAR, volume.stack().layout());
    assertEquals(VolumeUnit.PER_MM, volume.unit());
    assertEquals(-17, volume.frame().positionMm(2, 0, 0).z(), 1e-12);
    assertEquals(GRID.xMm(4), volume.frame().positionMm(0, 7, 4).x(), 1e-12);
    assertEquals(GRID.yMm(7), volume.frame().positionMm(0, 7, 4).y(), 1e-12);
    Volume hu = FilteredBackprojection.toHounsfield(volume, new HounsfieldScale(0.02));
    assertEquals(VolumeUnit.HU, hu.unit());
    assertEquals(-500, hu.stack().get(0, 5, 7), 15);
    assertThrows(
        IllegalArgumentException.class,
        () -> FilteredBackprojection.toHounsfield(hu, HounsfieldScale.DEFAULT));
  }

  private static long bytes(int slices) {
    RunContext context = RunContext.defaults();
    try (Backend backend = Backends.select("cpu", context)) {
      return MemoryPlan.of(FAN, GRID, slices, backend, context).neededBytes();
    }
  }

  @Test
  void resultDependsNeitherOnLayoutNorThreadsNorBatches() {
    Sinogram planar = stack(70);
    Sinogram interleaved =
        planar.with(planar.stack().toLayout(SliceLayout.INTERLEAVED), SinogramUnit.LINE_INTEGRAL);
    RunContext context = RunContext.defaults();
    float[] expected = values(planar, context.withParallelism(1));
    assertArrayEquals(expected, values(interleaved, context.withParallelism(3)));
    for (int batch : new int[] {4, 16, 48}) {
      RunContext small = context.withMemoryBudget(bytes(batch));
      assertArrayEquals(expected, values(planar, small), 1e-8f);
    }
  }

  @Test
  void slicesDoNotInfluenceEachOther() {
    Sinogram all = stack(5);
    float[] third = values(all.slices(2, 3), RunContext.defaults());
    float[] expected = new float[third.length];
    System.arraycopy(
        values(all, RunContext.defaults()), 2 * third.length, expected, 0, third.length);
    assertArrayEquals(expected, third, 1e-8f);
  }

  @Test
  void tooSmallABudgetIsRefused() {
    Sinogram stack = stack(20);
    RunContext tiny = RunContext.defaults().withMemoryBudget(1000);
    ResourceException refused = assertThrows(ResourceException.class, () -> values(stack, tiny));
    assertTrue(refused.getMessage().contains("budget"), refused.getMessage());
  }

  @Test
  void nonFiniteValuesAreNamed() {
    for (SliceLayout layout : SliceLayout.values()) {
      FloatStack bad = stack(3).stack().toLayout(layout).copy();
      bad.set(1, 8, 9, Float.POSITIVE_INFINITY);
      bad.set(2, 7, 9, Float.NaN);
      Sinogram sinogram = stack(3).with(bad, SinogramUnit.LINE_INTEGRAL);
      FormatException refused =
          assertThrows(FormatException.class, () -> values(sinogram, RunContext.defaults()));
      assertTrue(
          refused.getMessage().contains("Infinity at slice 1, view 8, channel 9"),
          refused.getMessage());
      assertTrue(refused.getMessage().startsWith("2 values"), refused.getMessage());
    }
  }

  @Test
  void countsAreRefused() {
    Sinogram counts = stack(1).with(stack(1).stack(), SinogramUnit.COUNTS);
    assertThrows(FormatException.class, () -> values(counts, RunContext.defaults()));
  }

  @Test
  void pixelsOutsideTheFieldOfViewAreMaskedOnRequest() {
    ImageGrid wide = ImageGrid.square(41, 9);
    FbpSettings masked = SETTINGS.withMaskOutsideFov(-1);
    FloatStack image = Scans.reconstruct(stack(2), wide, masked);
    FloatStack plain = Scans.reconstruct(stack(2), wide, SETTINGS);
    for (int j = 0; j < 41; j++) {
      for (int i = 0; i < 41; i++) {
        boolean outside = Math.hypot(wide.xMm(i), wide.yMm(j)) > FAN.fovRadiusMm();
        assertEquals(outside ? -1 : plain.get(1, j, i), image.get(1, j, i));
      }
    }
  }

  @Test
  void progressCountsToTheEndAndCanCancel() {
    Map<String, Long> last = new ConcurrentHashMap<>();
    Map<String, Long> totals = new ConcurrentHashMap<>();
    ProgressListener listener =
        (stage, done, total) -> {
          last.merge(stage, done, Math::max);
          totals.put(stage, total);
        };
    RunContext context = RunContext.defaults().withProgress(listener).withMemoryBudget(bytes(16));
    values(stack(40), context);
    assertEquals(40L * 90, last.get("filter"));
    assertEquals(40L * 90, totals.get("filter"));
    assertEquals(40L, last.get("back project"));
    assertEquals(40L, totals.get("back project"));
    RunContext cancelled =
        context.withProgress(
            new ProgressListener() {
              @Override
              public void progress(String stage, long done, long total) {}

              @Override
              public boolean cancelled() {
                return true;
              }
            });
    assertThrows(CancellationException.class, () -> values(stack(1), cancelled));
  }

  @Test
  void settingsAreChecked() {
    assertThrows(IllegalArgumentException.class, () -> SETTINGS.withCutoff(0));
    assertThrows(IllegalArgumentException.class, () -> SETTINGS.withCutoff(1.01));
    assertThrows(IllegalArgumentException.class, () -> SETTINGS.withWesargQ(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> SETTINGS.withMaskOutsideFov(Double.NaN));
    FbpSettings changed =
        SETTINGS
            .withWindow(RampWindow.HANN)
            .withCutoff(0.8)
            .withRedundancy(Redundancy.PARKER)
            .withTruncation(Truncation.COSINE)
            .withWater(new HounsfieldScale(0.02))
            .withLimitedAngle(true);
    assertEquals(RampWindow.HANN, changed.window());
    assertEquals(0.8, changed.cutoff());
    assertEquals(Redundancy.PARKER, changed.redundancy());
    assertEquals(Truncation.COSINE, changed.truncation());
    assertEquals(0.02, changed.water().muWaterPerMm());
    assertTrue(changed.limitedAngle());
  }
}
