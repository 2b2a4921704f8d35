package io.tomodrift.learned.data.pairs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.formats.volume.VolumeFiles;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeFrame;
import io.tomodrift.geometry.stack.VolumeUnit;
import io.tomodrift.learned.data.CaseKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparseViewSetTest {

  @TempDir Path folder;

  @Test
  void emptyMeansTheClinicalScan() {
    assertEquals(
        SparseViewRecipe.clinical(0).description(),
        SparseViewSet.parse("{}", "test").recipe().description());
  }

  @Test
  void readsEverything() throws IOException {
    Volume volume =
        new Volume(
            FloatStack.planar(12, 6, 8),
            VolumeFrame.gantry(new ImageGrid(8, 6, 3, 0, 0), 0, 3),
            VolumeUnit.HU);
    VolumeFiles.write(volume, folder.resolve("ct.npz"));
    String yaml =
        """
        scanner: ge-lightspeed-vct
        fullViews: 984
        sparseViews: 41
        window: shepp-logan
        incidentQuanta: 0
        muWaterPerMm: 0.02
        seed: 12
        sinograms: false
        phantoms:
          - {region: head, firstSeed: 5, bodies: 2, slices: 3, spacingMm: 1.5, side: 64, pixelMm: 4}
        volumes:
          - {subject: p1, path: ct.npz, first: 1, every: 5, slabs: 2, slices: 4, pixelMm: 1}
        """;
    SparseViewSet set = SparseViewSet.parse(yaml, "test");
    SparseViewRecipe recipe = set.recipe();
    assertEquals(984, recipe.geometry().views());
    assertEquals(888, recipe.geometry().channels());
    assertEquals(41, recipe.sparseViews());
    assertTrue(recipe.noise().isEmpty());
    assertEquals("SHEPP_LOGAN", recipe.description().get("window"));
    assertEquals(0.02, recipe.fbp().water().muWaterPerMm());
    List<ImageSource> sources = set.sources(folder);
    assertEquals(
        List.of("head-0005", "head-0006", "p1-001", "p1-006"),
        sources.stream().map(ImageSource::id).toList());
    assertEquals(CaseKind.PHANTOM, sources.get(0).kind());
    assertEquals(CaseKind.REAL, sources.get(3).kind());
    assertEquals("p1", sources.get(3).subject());
    RunContext context = RunContext.defaults();
    assertEquals(3, sources.get(1).hu(context).slices());
    Volume slab = sources.get(3).hu(context);
    assertEquals(4, slab.slices());
    assertEquals(18, slab.stack().rows());
    assertEquals(24, slab.stack().columns());
    assertEquals(18, slab.frame().originMm().z(), 1e-9);
  }

  /** Seeds are bodies: the same one gives the same values, whatever the context's seed. */
  @Test
  void phantomsFollowFromTheirSeedAlone() {
    PhantomBody body =
        new PhantomBody(io.tomodrift.phantoms.anatomy.BodyRegion.CHEST, 3, 48, 8, 2, 2);
    RunContext context = RunContext.defaults();
    assertArrayEquals(
        body.hu(context).stack().data(), body.hu(context.withSeed(77)).stack().data());
  }

  @Test
  void saysWhatIsWrong() {
    refused("sparseView: 60", "did you mean 'sparseViews'?");
    refused("scanner: siemens", "siemens-as-plus");
    refused("window: hamm", "HAMMING");
    refused("phantoms: [{bodies: 3}]", "region");
    refused("volumes: [{subject: a}]", "path");
    refused("sparseViews: [", "test");
    refused("phantoms: [{region: foot}]", "test.phantoms[0]: 'region' is 'foot'");
    refused("volumes: [{subject: a, path: b, slab: 2}]", "did you mean 'slabs'?");
  }

  private static void refused(String yaml, String part) {
    FormatException failure =
        assertThrows(FormatException.class, () -> SparseViewSet.parse(yaml, "test"));
    assertTrue(failure.getMessage().startsWith("test"), failure.getMessage());
    assertTrue(failure.getMessage().contains(part), failure.getMessage());
  }
}
