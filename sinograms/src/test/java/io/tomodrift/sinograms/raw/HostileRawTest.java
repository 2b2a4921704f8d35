package io.tomodrift.sinograms.raw;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.error.TomoException;
import io.tomodrift.geometry.run.ParallelLoop;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.tests.support.SeededTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damage ends in errors of the toolkit, and threads make no difference. */
class HostileRawTest {

  private static final RunContext CONTEXT = RunContext.defaults();

  @TempDir Path folder;

  @SeededTest(repeats = 60)
  void damagedBytes(RandomGenerator random) throws IOException {
    TestSeries series = new TestSeries();
    series.views = 4;
    series.implicit = random.nextBoolean();
    series.write(folder);
    List<Path> files = RawFiles.paths(folder);
    for (int k = 0; k < 1 + random.nextInt(3); k++) {
      Path file = files.get(random.nextInt(files.size()));
      byte[] bytes = Files.readAllBytes(file);
      int changes = 1 + random.nextInt(20);
      for (int i = 0; i < changes; i++) {
        bytes[132 + random.nextInt(bytes.length - 132)] = (byte) random.nextInt();
      }
      Files.write(file, bytes);
    }
    for (boolean skip : new boolean[] {false, true}) {
      try {
        RawScan scan = RawScans.open(folder, RawOptions.defaults().withSkipBad(skip), CONTEXT);
        short[] stored = new short[scan.geometry().detector().elements()];
        for (int view = 0; view < scan.geometry().views(); view++) {
          scan.read(view, stored);
        }
      } catch (TomoException e) {
        assertTrue(e.getMessage().contains(folder.toString()), e.getMessage());
      }
    }
  }

  @Test
  void threadsMakeNoDifference() throws IOException {
    TestSeries series = new TestSeries();
    series.keep = view -> view != 11 && view != 25;
    series.write(folder);
    RawScan one = RawScans.open(folder, RawOptions.defaults(), CONTEXT.withParallelism(1));
    RawScan many = RawScans.open(folder, RawOptions.defaults(), CONTEXT.withParallelism(5));
    assertEquals(one.geometry().poses(), many.geometry().poses());
    assertEquals(one.header(), many.header());
    assertEquals(one.warnings(), many.warnings());
    assertEquals(one.inputs(), many.inputs());
    short[][] serial = new short[40][96];
    short[][] parallel = new short[40][96];
    for (int view = 0; view < 40; view++) {
      one.read(view, serial[view]);
    }
    ParallelLoop.run(
        CONTEXT.withParallelism(5),
        "reading",
        40,
        view -> {
          try {
            many.read(view, parallel[view]);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    for (int view = 0; view < 40; view++) {
      assertArrayEquals(serial[view], parallel[view]);
    }
  }

  @Test
  void programmingMistakes() throws IOException {
    RawScan scan = RawScans.open(new TestSeries().write(folder), RawOptions.defaults(), CONTEXT);
    assertThrows(IllegalArgumentException.class, () -> scan.read(0, new short[95]));
    assertThrows(IndexOutOfBoundsException.class, () -> scan.read(40, new short[96]));
    assertThrows(IndexOutOfBoundsException.class, () -> scan.isInterpolated(-1));
    assertFalse(scan.isInterpolated(39));
    assertThrows(IllegalArgumentException.class, () -> RawOptions.defaults().withInstances(5, 4));
  }
}
