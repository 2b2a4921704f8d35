package io.tomodrift.learned.data.pairs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.formats.sinogram.SinogramFiles;
import io.tomodrift.formats.volume.VolumeFiles;
import io.tomodrift.geometry.Angles;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.ScannerPreset;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.error.ResourceException;
import io.tomodrift.geometry.run.ProgressListener;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.SinogramUnit;
import io.tomodrift.geometry.stack.SliceAxis;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeFrame;
import io.tomodrift.geometry.stack.VolumeUnit;
import io.tomodrift.learned.data.CaseKind;
import io.tomodrift.learned.data.CaseSet;
import io.tomodrift.learned.data.TrainingCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaseCacheTest {

  private static final RunContext CONTEXT = RunContext.defaults();
  private static final Map<String, Object> RECIPE =
      Map.of("version", "test/1", "views", 60L, "scan", Map.of("radiusMm", 595.0));

  @TempDir Path folder;
  private final List<String> made = new ArrayList<>();

  /** A pair of constant volumes, which notes that it was made. */
  private final class Made implements PairMaker {
    private final String id;
    private final float value;

    Made(String id, float value) {
      this.id = id;
      this.value = value;
    }

    @Override
    public String id() {
      return id;
    }

    @Override
    public String subject() {
      return "subject of " + id;
    }

    @Override
    public CaseKind kind() {
      return CaseKind.PHANTOM;
    }

    @Override
    public Map<String, Object> description() {
      return Map.of("value", value);
    }

    @Override
    public Pair make(RunContext context) {
      made.add(id);
      Volume input = constant(value);
      FloatStack data = FloatStack.planar(1, 2, 736);
      data.fill(value);
      Sinogram sinogram =
          new Sinogram(
              data,
              ScannerPreset.SIEMENS_AS_PLUS.withAngles(Angles.fullTurn(2)),
              SliceAxis.UNIT,
              SinogramUnit.LINE_INTEGRAL);
      return new Pair(input, constant(value + 1), Optional.of(sinogram), Map.of("maeHu", 1.0));
    }
  }

  private static Volume constant(float value) {
    FloatStack stack = FloatStack.planar(2, 3, 4);
    stack.fill(value);
    stack.set(1, 2, 3, value + 0.25f);
    VolumeFrame frame = VolumeFrame.gantry(new ImageGrid(4, 3, 0.8, 0, 0), 5, 2);
    return new Volume(stack, frame, VolumeUnit.HU);
  }

  private List<PairMaker> three() {
    return List.of(new Made("c", 3), new Made("a", 1), new Made("b", 2));
  }

  @Test
  void whatIsReadIsWhatWasMade() throws IOException {
    Path out = folder.resolve("set");
    CachedSet set = CaseCache.open(out, RECIPE).fill(three(), CONTEXT);
    assertEquals(List.of("c", "a", "b"), made);
    assertEquals(1.0, set.cases().get(0).measures().get("maeHu"));
    assertTrue(set.cases().get(0).measures().get("cpuSeconds") >= 0);
    CaseSet loaded = set.load(Set.of("subject of a", "subject of c"), CONTEXT);
    assertEquals(2, loaded.cases().size());
    TrainingCase first = loaded.cases().get(0);
    assertEquals("c", first.id());
    assertArrayEquals(constant(3).stack().data(), first.input().stack().data());
    assertArrayEquals(constant(4).stack().data(), first.target().stack().data());
    assertEquals(constant(4).frame(), first.target().frame());
    assertEquals(VolumeUnit.HU, first.target().unit());
    Sinogram kept = SinogramFiles.read(first.sinogram().orElseThrow());
    assertEquals(3, kept.stack().get(0, 1, 735));
    assertTrue(Files.readString(out.resolve("manifest.json")).contains(set.sha256()));
  }

  @Test
  void aCaseIsMadeOnce() throws IOException {
    Path out = folder.resolve("set");
    CachedSet first = CaseCache.open(out, RECIPE).fill(three(), CONTEXT);
    made.clear();
    CachedSet again = CaseCache.open(out, RECIPE).fill(three(), CONTEXT);
    assertEquals(List.of(), made);
    assertEquals(first, again);
    List<PairMaker> more = new ArrayList<>(three());
    more.add(new Made("d", 4));
    CachedSet grown = CaseCache.open(out, RECIPE).fill(more, CONTEXT);
    assertEquals(List.of("d"), made);
    assertNotEquals(first.sha256(), grown.sha256());
  }

  @Test
  void workThatWasStoppedGoesOn() throws IOException {
    Path out = folder.resolve("set");
    ProgressListener afterTwo =
        new ProgressListener() {
          @Override
          public void progress(String stage, long done, long total) {}

          @Override
          public boolean cancelled() {
            return made.size() == 2;
          }
        };
    assertThrows(
        CancellationException.class,
        () -> CaseCache.open(out, RECIPE).fill(three(), CONTEXT.withProgress(afterTwo)));
    assertFalse(Files.exists(out.resolve("manifest.json")));
    assertEquals(List.of("c", "a"), made);
    made.clear();
    CachedSet set = CaseCache.open(out, RECIPE).fill(three(), CONTEXT);
    assertEquals(List.of("b"), made);
    CachedSet atOnce = CaseCache.open(folder.resolve("other"), RECIPE).fill(three(), CONTEXT);
    assertEquals(atOnce.sha256(), set.sha256());
  }

  @Test
  void whatAKilledProcessLeftGoes() throws IOException {
    Path out = folder.resolve("set");
    CaseCache cache = CaseCache.open(out, RECIPE);
    Path left = out.resolve("cases").resolve(".a.2280b75f-54a9-49f3-9347-27e4f0804274.part");
    Files.createDirectories(left);
    Files.writeString(left.resolve("input.npz"), "half");
    cache.fill(three(), CONTEXT);
    assertFalse(Files.exists(left));
    assertEquals(List.of("c", "a", "b"), made);
  }

  @Test
  void whatAFailureLeavesIsNotACase() throws IOException {
    Path out = folder.resolve("set");
    PairMaker failing =
        new PairMaker() {
          @Override
          public String id() {
            return "a";
          }

          @Override
          public String subject() {
            return "subject of a";
          }

          @Override
          public CaseKind kind() {
            return CaseKind.PHANTOM;
          }

          @Override
          public Map<String, Object> description() {
            return Map.of("value", 1f);
          }

          @Override
          public Pair make(RunContext context) throws IOException {
            throw new IOException("no more disk");
          }
        };
    assertThrows(
        IOException.class, () -> CaseCache.open(out, RECIPE).fill(List.of(failing), CONTEXT));
    assertFalse(Files.exists(out.resolve("cases").resolve("a")));
    CaseCache.open(out, RECIPE).fill(three(), CONTEXT);
    assertEquals(List.of("c", "a", "b"), made);
  }

  @Test
  void refusesAnotherRecipeByName() throws IOException {
    Path out = folder.resolve("set");
    CaseCache.open(out, RECIPE).fill(three(), CONTEXT);
    Map<String, Object> other =
        Map.of("version", "test/1", "views", 72, "scan", Map.of("radiusMm", 541.0, "arc", true));
    FormatException failure = assertThrows(FormatException.class, () -> CaseCache.open(out, other));
    String text = failure.getMessage();
    assertTrue(text.contains("views is 60, wanted 72"), text);
    assertTrue(text.contains("scan.radiusMm is 595.0, wanted 541.0"), text);
    assertTrue(text.contains("scan.arc is absent, wanted true"), text);
    assertTrue(text.contains(out.toString()), text);
  }

  @Test
  void refusesAnotherCaseOfTheSameName() throws IOException {
    Path out = folder.resolve("set");
    CaseCache.open(out, RECIPE).fill(three(), CONTEXT);
    FormatException failure =
        assertThrows(
            FormatException.class,
            () -> CaseCache.open(out, RECIPE).fill(List.of(new Made("a", 9)), CONTEXT));
    assertTrue(
        failure.getMessage().contains("source.value is 1.0, wanted 9.0"), failure.getMessage());
  }

  @Test
  void refusesFoldersOfSomethingElse() throws IOException {
    Files.writeString(folder.resolve("notes.txt"), "mine");
    assertThrows(FormatException.class, () -> CaseCache.open(folder, RECIPE));
    Path other = folder.resolve("other");
    Files.createDirectories(other);
    Files.writeString(other.resolve("set.json"), "{\"format\": \"tomodrift training pairs 2\"}");
    FormatException failure =
        assertThrows(FormatException.class, () -> CaseCache.open(other, RECIPE));
    assertTrue(failure.getMessage().contains("pairs 2"), failure.getMessage());
    Files.writeString(other.resolve("set.json"), "{");
    assertThrows(FormatException.class, () -> CaseCache.open(other, RECIPE));
  }

  @Test
  void theDigestIsOfRecipeAndValues() throws IOException {
    CachedSet set = CaseCache.open(folder.resolve("1"), RECIPE).fill(three(), CONTEXT);
    List<PairMaker> sorted = List.of(new Made("a", 1), new Made("b", 2), new Made("c", 3));
    assertEquals(
        set.sha256(), CaseCache.open(folder.resolve("2"), RECIPE).fill(sorted, CONTEXT).sha256());
    List<PairMaker> changed = List.of(new Made("a", 1), new Made("b", 2), new Made("c", 3.5f));
    assertNotEquals(
        set.sha256(), CaseCache.open(folder.resolve("3"), RECIPE).fill(changed, CONTEXT).sha256());
    Map<String, Object> later = Map.of("version", "test/2");
    assertNotEquals(
        set.sha256(), CaseCache.open(folder.resolve("4"), later).fill(three(), CONTEXT).sha256());
  }

  @Test
  void refusesFilesThatWereChanged() throws IOException {
    CachedSet set = CaseCache.open(folder.resolve("set"), RECIPE).fill(three(), CONTEXT);
    VolumeFiles.write(constant(1.5f), set.cases().get(1).folder().resolve("input.npz"));
    FormatException failure =
        assertThrows(FormatException.class, () -> set.load(set.subjects(), CONTEXT));
    assertTrue(failure.getMessage().contains("digest"), failure.getMessage());
    assertEquals(1, set.load(Set.of("subject of b"), CONTEXT).cases().size());
  }

  @Test
  void refusesMoreThanTheMemoryBudget() throws IOException {
    CachedSet set = CaseCache.open(folder.resolve("set"), RECIPE).fill(three(), CONTEXT);
    assertThrows(
        ResourceException.class,
        () -> set.load(set.subjects(), CONTEXT.withMemoryBudget(2 * 2 * 24 * 4)));
  }

  @Test
  void namesAreFolders() throws IOException {
    CaseCache cache = CaseCache.open(folder.resolve("set"), RECIPE);
    for (String id : List.of("../a", "a/b", "", ".a", "a b")) {
      assertThrows(
          IllegalArgumentException.class, () -> cache.fill(List.of(new Made(id, 1)), CONTEXT), id);
    }
    List<PairMaker> twice = List.of(new Made("a", 1), new Made("a", 1));
    assertThrows(IllegalArgumentException.class, () -> cache.fill(twice, CONTEXT));
  }
}
