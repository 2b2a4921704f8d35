package io.tomodrift.sinograms.rawwriter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.helical.ConeViews;
import io.tomodrift.geometry.helical.HelicalGeometry;
import io.tomodrift.geometry.run.ProgressListener;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.tests.support.ExternalProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever goes wrong, nothing incomplete stays behind. */
class CtProjectionTroubleTest {

  private static final SmoothViews SCAN = SmoothViews.helix(16, 4, 120);
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private static CtProjectionWriter writer() {
    return new CtProjectionWriter(CtProjectionMetadata.defaults(), CtProjectionOptions.DEFAULT);
  }

  private static void write(Path folder, ConeViews views, RunContext context) throws IOException {
    writer().write(folder, views, TubeOutput.constant(100), context);
  }

  private static void assertEmpty(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(), files.toList());
    }
  }

  /** Something happens in view 77 of an otherwise good scan. */
  private record Troubled(Runnable trouble, float value) implements ConeViews {
    @Override
    public HelicalGeometry geometry() {
      return SCAN.geometry();
    }

    @Override
    public void view(int index, float[] target) {
      SCAN.view(index, target);
      if (index == 77) {
        trouble.run();
        target[4 * 5 + 3] = value;
      }
    }
  }

  @Test
  void notANumber(@TempDir Path folder) throws Exception {
    Troubled views = new Troubled(() -> {}, Float.NaN);
    FormatException e =
        assertThrows(
            FormatException.class,
            () -> write(folder.resolve("scan"), views, RunContext.defaults()));
    assertTrue(e.getMessage().contains("view 77, column 5, row 3"), e.getMessage());
    assertEmpty(folder);
    Path file = folder.resolve("scan.dcm");
    TubeOutput tube = TubeOutput.constant(1);
    assertThrows(
        FormatException.class,
        () -> writer().writeMultiFrame(file, views, tube, RunContext.defaults()));
    assertEmpty(folder);
  }

  @Test
  void failureOfTheSimulation(@TempDir Path folder) throws Exception {
    Runnable trouble =
        () -> {
          throw new IllegalStateException("boom");
        };
    assertThrows(
        IllegalStateException.class,
        () -> write(folder.resolve("scan"), new Troubled(trouble, 0), RunContext.defaults()));
    assertEmpty(folder);
  }

  @Test
  void interruption(@TempDir Path folder) throws Exception {
    Thread caller = Thread.currentThread();
    Runnable trouble = caller::interrupt;
    RunContext oneThread = RunContext.defaults().withParallelism(1);
    assertThrows(
        IOException.class,
        () -> write(folder.resolve("scan"), new Troubled(trouble, 0), oneThread));
    assertTrue(Thread.interrupted());
    assertEmpty(folder);
  }

  @Test
  void cancellation(@TempDir Path folder) throws Exception {
    AtomicInteger done = new AtomicInteger();
    ProgressListener listener =
        new ProgressListener() {
          @Override
          public void progress(String stage, long finished, long total) {
            assertEquals(120, total);
            done.incrementAndGet();
          }

          @Override
          public boolean cancelled() {
            return done.get() >= 50;
          }
        };
    RunContext context = RunContext.defaults().withProgress(listener);
    assertThrows(CancellationException.class, () -> write(folder.resolve("scan"), SCAN, context));
    assertTrue(done.get() < 120);
    assertEmpty(folder);
  }

  @Test
  void fullDisk(@TempDir Path folder) throws Exception {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    ExternalProgram mount = ExternalProgram.requireProgram("mount");
    var mounted = mount.run(LIMIT, "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk.toString());
    Assumptions.assumeTrue(mounted.exitCode() == 0, "no small disk can be mounted");
    try {
      IOException e =
          assertThrows(
              IOException.class, () -> write(disk.resolve("scan"), SCAN, RunContext.defaults()));
      assertTrue(e.getMessage().contains("scan"), e.getMessage());
      assertTrue(e.getMessage().contains("No space left"), e.getMessage());
      assertEmpty(disk);
    } finally {
      ExternalProgram.requireProgram("umount").run(LIMIT, disk.toString());
    }
  }

  @Test
  void folderWithContent(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("precious"), "x");
    assertThrows(IOException.class, () -> write(folder, SCAN, RunContext.defaults()));
    assertEquals("x", Files.readString(folder.resolve("precious")));
  }

  @Test
  void impossibleMetadata() {
    CtProjectionMetadata.Builder builder = CtProjectionMetadata.builder();
    assertThrows(IllegalArgumentException.class, () -> builder.waterPerMm(Double.NaN).build());
    assertThrows(
        IllegalArgumentException.class,
        () -> CtProjectionMetadata.builder().spectrumIndex(2).build());
  }

  @Test
  void impossibleTubeOutput(@TempDir Path folder) throws Exception {
    for (TubeOutput tube :
        List.of(
            TubeOutput.constant(-1),
            TubeOutput.constant(Double.NaN),
            TubeOutput.constant(1, new float[3]))) {
      assertThrows(
          IllegalArgumentException.class,
          () -> writer().write(folder.resolve("scan"), SCAN, tube, RunContext.defaults()));
    }
    assertEmpty(folder);
  }
}
