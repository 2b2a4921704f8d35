package io.tomodrift.tests.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tomodrift.tests.support.ExternalProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A disk that fills up while a command writes: exit code 1, and the disk is empty again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DiskFullTest {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  @TempDir private static Path mounted;
  @TempDir private static Path inputs;
  private boolean isMounted;
  private SmallData data;

  @BeforeAll
  void mount() throws IOException, InterruptedException {
    data = SmallData.in(inputs.resolve("in"));
    ExternalProgram mount = ExternalProgram.requireProgram("mount");
    ExternalProgram.Result result =
        mount.run(LIMIT, "-t", "tmpfs", "-o", "size=8k", "tmpfs", mounted.toString());
    isMounted = result.exitCode() == 0;
    if (!isMounted) {
      System.out.println("SKIPPED (no small disk can be mounted): " + result.err().strip());
    }
    Assumptions.assumeTrue(isMounted, result.err());
  }

  @AfterAll
  void unmount() throws IOException, InterruptedException {
    if (isMounted) {
      ExternalProgram umount = ExternalProgram.requireProgram("umount");
      ExternalProgram.Result result = umount.run(LIMIT, mounted.toString());
      if (result.exitCode() != 0) {
        umount.run(LIMIT, "--lazy", mounted.toString());
      }
      assertEquals(0, result.exitCode(), "a command left a file open? " + result.err());
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"GEOMETRY_INIT", "COMPARE_JSON", "EVALUATE_CSV", "CONVERT_SINOGRAM"})
  void nothingIsLeft(OutputTroubleTest.Writer writer) throws IOException {
    Path out = mounted.resolve(writer.fileName());
    CommandRun run = CommandRun.of(writer.to(out, data).toArray());
    run.failed("cannot write", mounted, "No space left on device");
    assertEquals(Set.of(Path.of("")), Leftovers.list(mounted), run::toString);
  }
}
