package io.tomodrift.tests.support.speed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpeedSectionTest {

  private static SpeedEntry entry(int slices, int views, int threads, double wall, double cpu) {
    return new SpeedEntry(
        "forward", "cpu", slices, views, threads, 1000, List.of(wall), List.of(cpu));
  }

  private static final SpeedResults RESULTS =
      new SpeedResults(
          "1",
          "Cpu",
          2,
          "OS",
          "17",
          List.of("-Xmx1g"),
          0.5,
          1.5,
          "2026-01-01T00:00:00Z",
          "method",
          20,
          10e9,
          List.of(
              entry(16, 1152, 1, 8, 8),
              entry(256, 1152, 1, 64, 64),
              entry(16, 1152, 2, 5, 9.6),
              entry(16, 576, 1, 4.4, 4.4),
              entry(16, 288, 1, 2, 2),
              new SpeedEntry(
                  "rebinning",
                  "",
                  8,
                  1152,
                  1,
                  1_000_000_000L,
                  List.of(6.0, 8.0),
                  List.of(6.0, 8.0))),
          List.of(
              new MemoryEntry(64, 1152, 100_000_000L, 50_000_000L, 155_000_000L, 152_000_000L, 1)),
          List.of());

  @Test
  void theTableHoldsSecondsASliceOfOneThread() {
    String text = SpeedSection.of(List.of(RESULTS));
    assertTrue(text.contains("| 16 slices | 256 slices |"), text);
    assertTrue(text.contains("| forward (cpu) | 0.500 | 0.250 |"), text);
  }

  @Test
  void theClaimsAreRatiosOfTheTimes() {
    assertEquals(
        List.of(
            "forward (cpu), 16 slices: 2 threads are 1.60 times as fast by the clock, at 1.20 times the processor time",
            "forward (cpu): a slice of 256 costs 0.50 times one of 16",
            "forward (cpu), 16 slices: 2 and 4 times as many views cost 2.20 and 4.00 times as much",
            "rebinning: 7.0 ns of processor time an output sample (helix2fan: 18 µs, 2571 times as much)",
            "Memory of Hann FBP of 64 slices, 1152 views: announced 100 MB, needed besides the given sinogram 102 to 105 MB (1.05 of what was announced)"),
        new SpeedClaims(RESULTS).lines());
  }

  @Test
  void filesComeBackAsWritten(@TempDir Path folder) throws Exception {
    RESULTS.write(folder.resolve("a.json"));
    assertEquals(List.of(RESULTS), SpeedResults.readAll(folder));
  }

  @Test
  void onlyTheSectionIsReplaced() {
    String document = "before\n" + SpeedSection.BEGIN + "\nold\n" + SpeedSection.END + "\nafter\n";
    String replaced = SpeedSection.replace(document, "new\n");
    assertEquals(
        "before\n" + SpeedSection.BEGIN + "\nnew\n" + SpeedSection.END + "\nafter\n", replaced);
    assertEquals(replaced, SpeedSection.replace(replaced, "new\n"));
    assertThrows(IllegalArgumentException.class, () -> SpeedSection.replace("none", "new"));
  }

  @Test
  void timesWithoutProcessorTimesAreRefused() {
    List<Double> one = List.of(1.0);
    assertThrows(
        IllegalArgumentException.class,
        () -> new SpeedEntry("forward", "cpu", 1, 1, 1, 1, one, List.of()));
  }
}
