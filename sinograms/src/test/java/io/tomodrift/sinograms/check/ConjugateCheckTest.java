package io.tomodrift.sinograms.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.error.GeometryException;
import io.tomodrift.geometry.error.ResourceException;
import io.tomodrift.geometry.helical.HelicalGeometry;
import io.tomodrift.geometry.helical.ProjectionSource;
import io.tomodrift.geometry.helical.StoredScale;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.Vec3;
import io.tomodrift.phantoms.SolidPart;
import io.tomodrift.phantoms.SolidPhantom;
import io.tomodrift.phantoms.shape.Cylinder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Exact projections of a body, read with the right geometry and with single mistakes. */
class ConjugateCheckTest {

  private static final ConjugateSettings FEW = new ConjugateSettings(1, 20, Math.PI / 2, 46);

  private static final Map<String, ProjectionSource> SCANS =
      Map.of(
          "siemens", TestScans.source(TestScans.siemens(), TestScans.body(), 1e5),
          "ge", TestScans.source(TestScans.ge(), TestScans.body(), 1e5),
          "xy", TestScans.source(TestScans.xy(), TestScans.body(), 1e5));

  private static ConjugateResult check(ProjectionSource source) throws IOException {
    return new ConjugateCheck(source, FEW).run(RunContext.defaults());
  }

  private static ConjugateResult claim(String scan, HelicalGeometry claimed) throws IOException {
    return check(TestScans.claiming(SCANS.get(scan), claimed));
  }

  @ParameterizedTest
  @CsvSource({"siemens", "ge", "xy"})
  void theRightGeometryIsGood(String scan) throws IOException {
    ConjugateResult result = check(SCANS.get(scan));
    assertEquals(Verdict.GOOD, result.verdict(), result.findings().toString());
    assertEquals(0, result.centre().channels(), 0.01);
    assertTrue(result.normalisedRms() < 0.02, "RMS " + result.normalisedRms());
  }

  @ParameterizedTest
  @CsvSource({
    "siemens, 0.25",
    "siemens, -0.25",
    "siemens, 1.5",
    "ge, 0.25",
    "ge, -0.1",
    "ge, 1.5",
    "xy, 0.25"
  })
  void aWrongCentreIsMeasured(String scan, double channels) throws IOException {
    HelicalGeometry right = SCANS.get(scan).geometry();
    double wrong = right.detector().centreColumn() + channels;
    ConjugateResult result = claim(scan, GeometryVariants.withCentreColumn(right, wrong));
    assertNotEquals(Verdict.GOOD, result.verdict());
    assertEquals(-channels, result.centre().channels(), 0.01);
    assertEquals(
        -channels
            * right.detector().columnPitchMm()
            / right.sourceToDetectorMm()
            * right.sourceToIsocenterMm(),
        result.centre().mm(),
        0.03);
  }

  static Stream<Arguments> mistakes() {
    return SCANS.entrySet().stream()
        .flatMap(
            scan ->
                GeometryVariants.of(scan.getValue().geometry()).stream()
                    .skip(1)
                    // Less than the rows of these coarse detectors resolve.
                    .filter(mistake -> !mistake.name().equals("axial reversed"))
                    .map(
                        mistake ->
                            Arguments.of(scan.getKey(), mistake.name(), mistake.geometry())));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("mistakes")
  void everyMistakeIsFound(String scan, String name, HelicalGeometry claimed) throws IOException {
    ConjugateResult result = claim(scan, claimed);
    assertEquals(Verdict.BAD, result.verdict(), name + result.findings());
    assertEquals(Severity.ERROR, result.findings().get(0).severity());
  }

  @ParameterizedTest
  @CsvSource({"angle reversed", "columns reversed", "table reversed", "rows reversed"})
  void theMistakeIsNamed(String name) throws IOException {
    HelicalGeometry right = SCANS.get("ge").geometry();
    Hypothesis mistake = variant(right, name);
    ConjugateResult result = claim("ge", mistake.geometry());
    String found = result.findings().toString();
    assertTrue(found.contains(mistake.description()), found);
    HypothesisScore best =
        result.hypotheses().stream()
            .min((a, b) -> Double.compare(a.ratio(), b.ratio()))
            .orElseThrow();
    assertTrue(best.ratio() < 0.3, "margin " + best.ratio());
  }

  @Test
  void theOtherVendorsRuleIsNamed() throws IOException {
    HelicalGeometry right = SCANS.get("ge").geometry();
    ConjugateResult result = claim("ge", variant(right, "other rule").geometry());
    assertTrue(result.findings().toString().contains("N - tag: 109.250"));
  }

  private static Hypothesis variant(HelicalGeometry geometry, String name) {
    return GeometryVariants.of(geometry).stream()
        .filter(hypothesis -> hypothesis.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void lowDoseChangesNothing() throws IOException {
    ProjectionSource low = TestScans.source(TestScans.ge(), TestScans.body(), 1e3);
    ConjugateResult result = check(low);
    assertEquals(Verdict.GOOD, result.verdict(), result.findings().toString());
    assertEquals(0, result.centre().channels(), 0.02);
    assertEquals(result.noiseRms(), result.normalisedRms(), 0.2 * result.noiseRms());
  }

  @Test
  void anObjectWithoutStructureDecidesNothing() throws IOException {
    SolidPhantom round =
        new SolidPhantom(
            "centred disc",
            List.of(new SolidPart(Cylinder.alongZ(new Vec3(0, 0, 0), 100, 500), 0.02)));
    ConjugateResult result = check(TestScans.source(TestScans.ge(), round, 1e4));
    assertEquals(Verdict.SUSPECT, result.verdict());
    assertTrue(result.findings().toString().contains("too little structure"));
  }

  @Test
  void theNumberOfThreadsChangesNothing() throws IOException {
    ConjugateCheck check = new ConjugateCheck(SCANS.get("ge"), FEW);
    assertEquals(
        check.run(RunContext.defaults().withParallelism(1)),
        check.run(RunContext.defaults().withParallelism(3)));
  }

  /** Rays whose conjugate would lie in the gap are left out. */
  @Test
  void missingViewsAreNoMistake() throws IOException {
    ProjectionSource all = SCANS.get("ge");
    HelicalGeometry ge = all.geometry();
    List<Integer> kept = new ArrayList<>();
    for (int view = 0; view < ge.views(); view++) {
      if (view < 330 || view >= 338) {
        kept.add(view);
      }
    }
    HelicalGeometry geometry =
        new HelicalGeometry(
            ge.detector(),
            ge.sourceToDetectorMm(),
            ge.viewsPerTurn(),
            ge.focalSpotMode(),
            kept.stream().map(ge::pose).toList());
    ProjectionSource source =
        new ProjectionSource() {
          @Override
          public HelicalGeometry geometry() {
            return geometry;
          }

          @Override
          public StoredScale read(int view, short[] target) throws IOException {
            return all.read(kept.get(view), target);
          }
        };
    ConjugateSettings more = new ConjugateSettings(1, 60, Math.PI / 2, 110);
    RunContext context = RunContext.defaults();
    ConjugateResult whole = new ConjugateCheck(all, more).run(context);
    ConjugateResult result = new ConjugateCheck(source, more).run(context);
    assertEquals(Verdict.GOOD, result.verdict(), result.findings().toString());
    assertEquals(0, result.centre().channels(), 0.01);
    assertTrue(result.hypotheses().get(0).rays() < whole.hypotheses().get(0).rays());
    assertEquals(whole.normalisedRms(), result.normalisedRms(), 0.05 * whole.normalisedRms());
  }

  @Test
  void memoryIsPlanned() {
    ConjugateCheck check = new ConjugateCheck(SCANS.get("ge"), FEW);
    ResourceException e =
        assertThrows(
            ResourceException.class,
            () -> check.run(RunContext.defaults().withMemoryBudget(900_000)));
    assertTrue(e.getMessage().contains("at 1 stations needs 1 MB"), e.getMessage());
    assertTrue(e.getMessage().contains("one station needs"), e.getMessage());
  }

  @Test
  void aShortScanIsRefused() {
    HelicalGeometry ge = TestScans.ge();
    HelicalGeometry few =
        new HelicalGeometry(
            ge.detector(),
            ge.sourceToDetectorMm(),
            ge.viewsPerTurn(),
            ge.focalSpotMode(),
            ge.poses().subList(0, 120));
    GeometryException e =
        assertThrows(
            GeometryException.class, () -> check(TestScans.claiming(SCANS.get("ge"), few)));
    assertTrue(e.getMessage().contains("degrees"), e.getMessage());
  }
}
