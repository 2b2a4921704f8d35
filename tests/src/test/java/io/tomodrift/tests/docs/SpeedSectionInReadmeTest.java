package io.tomodrift.tests.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tomodrift.tests.support.speed.SpeedResults;
import io.tomodrift.tests.support.speed.SpeedSection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No speed is told that was not measured and kept. */
class SpeedSectionInReadmeTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @Test
  void theSpeedsAreThoseOfTheKeptResults() throws Exception {
    List<SpeedResults> results = SpeedResults.readAll(SpeedResults.folder(ROOT));
    assertFalse(results.isEmpty(), "no results are kept");
    String readme = Files.readString(ROOT.resolve("README.md"));
    assertEquals(
        SpeedSection.replace(readme, SpeedSection.of(results)),
        readme,
        "rewrite it: java -jar tests/benchmarks/target/tomodrift-benchmarks.jar --readme");
  }
}
