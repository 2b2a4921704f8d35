package io.tomodrift.sinograms.check;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.helical.HelicalGeometry;
import io.tomodrift.geometry.helical.ProjectionSource;
import io.tomodrift.geometry.helical.StoredScale;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.Vec3;
import io.tomodrift.phantoms.SolidPart;
import io.tomodrift.phantoms.SolidPhantom;
import io.tomodrift.phantoms.shape.Cylinder;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DataCheckTest {

  private static final int VIEWS = 48;
  private static final ProjectionSource BODY =
      TestScans.source(TestScans.ge(), TestScans.body(), 1e5);

  /** Changes the stored values of a view. */
  private interface Damage {
    void apply(int view, short[] stored);
  }

  private static ProjectionSource damaged(Damage damage) {
    return new ProjectionSource() {
      @Override
      public HelicalGeometry geometry() {
        return BODY.geometry();
      }

      @Override
      public StoredScale read(int view, short[] target) throws IOException {
        StoredScale scale = BODY.read(view, target);
        damage.apply(view, target);
        return scale;
      }
    };
  }

  private static DataReport check(ProjectionSource source, QuantaByView quanta) throws IOException {
    DataCheckSettings settings = DataCheckSettings.defaults().withViews(VIEWS);
    return new DataCheck(source, quanta, settings).run(RunContext.defaults());
  }

  private static DataReport check(ProjectionSource source) throws IOException {
    return check(source, QuantaByView.UNKNOWN);
  }

  private static List<Subject> subjects(DataReport report) {
    return report.findings().stream().map(Finding::subject).toList();
  }

  @Test
  void goodDataGiveNoFinding() throws IOException {
    DataReport report = check(BODY);
    assertEquals(List.of(), report.findings());
    assertEquals(VIEWS, report.viewsRead());
    assertEquals(-1, report.starvedRays());
  }

  @Test
  void aRoundObjectInTheMiddleHasNoDeadColumns() throws IOException {
    SolidPhantom round =
        new SolidPhantom(
            "disc", List.of(new SolidPart(Cylinder.alongZ(new Vec3(0, 0, 0), 120, 400), 0.02)));
    for (double quanta : new double[] {1e5, 1e3}) {
      DataReport report = check(TestScans.source(TestScans.ge(), round, quanta));
      assertEquals(List.of(), report.findings());
    }
  }

  @Test
  void aWideObjectIsTruncated() throws IOException {
    SolidPhantom wide =
        new SolidPhantom(
            "wide", List.of(new SolidPart(Cylinder.alongZ(new Vec3(120, 0, 0), 180, 400), 0.01)));
    DataReport report = check(TestScans.source(TestScans.ge(), wide, 1e5));
    assertEquals(List.of(Subject.TRUNCATION), subjects(report));
    assertTrue(report.truncatedShare() > 0.3 && report.truncatedShare() < 0.9);
  }

  @Test
  void deadColumnsAndElementsAreListed() throws IOException {
    int rows = BODY.geometry().detector().rows();
    DataReport report =
        check(
            damaged(
                (view, stored) -> {
                  Arrays.fill(stored, 60 * rows, 61 * rows, (short) 3000);
                  Arrays.fill(stored, 100 * rows, 103 * rows, (short) 20000);
                  stored[140 * rows + 5] = (short) (stored[140 * rows + 5] + view % 2 * 2000);
                }));
    assertEquals(List.of(60, 100, 101, 102), report.deadColumns());
    assertEquals(List.of(new Element(140, 5)), report.deadElements());
    assertEquals(List.of(Subject.DEAD_ELEMENTS, Subject.DEAD_ELEMENTS), subjects(report));
  }

  @Test
  void deadColumnsAreInterpolated() throws IOException {
    int rows = BODY.geometry().detector().rows();
    short[] good = new short[BODY.geometry().detector().elements()];
    short[] repaired = new short[good.length];
    BODY.read(7, good);
    DeadElements.columns(BODY, List.of(0, 100, 101, 102)).read(7, repaired);
    for (int row = 0; row < rows; row++) {
      assertEquals(good[rows + row], repaired[row]);
      double quarter = (good[103 * rows + row] - good[99 * rows + row]) / 4.0;
      assertEquals(good[99 * rows + row] + quarter, repaired[100 * rows + row], 0.51);
      assertEquals(good[99 * rows + row] + 3 * quarter, repaired[102 * rows + row], 0.51);
      repaired[row] = good[row];
    }
    System.arraycopy(good, 100 * rows, repaired, 100 * rows, 3 * rows);
    assertArrayEquals(good, repaired);
    FormatException e =
        assertThrows(FormatException.class, () -> DeadElements.columns(BODY, List.of(5, 6, 7, 8)));
    assertTrue(e.getMessage().contains("columns 5 to 8"), e.getMessage());
  }

  @Test
  void starvedRaysAreCounted() throws IOException {
    float[] quanta = new float[BODY.geometry().detector().columns()];
    Arrays.fill(quanta, 200);
    DataReport report = check(BODY, view -> Optional.of(quanta));
    assertEquals(Subject.STARVATION, report.findings().get(0).subject());
    // 10 of 200 quanta are left at exp(-3): count these rays directly.
    long expected = 0;
    short[] stored = new short[BODY.geometry().detector().elements()];
    for (int view : ViewSample.spread(BODY.geometry().views(), VIEWS)) {
      StoredScale scale = BODY.read(view, stored);
      for (short value : stored) {
        expected += 200 * Math.exp(-scale.lineIntegral(value)) < 10 ? 1 : 0;
      }
    }
    assertTrue(expected > 1000);
    assertEquals(expected, report.starvedRays(), 2);
  }

  @Test
  void impossibleValuesAndViewsAreFound() throws IOException {
    int first = ViewSample.spread(BODY.geometry().views(), VIEWS)[3];
    DataReport report =
        check(
            damaged(
                (view, stored) -> {
                  stored[900] = 0;
                  if (view == first) {
                    Arrays.fill(stored, (short) 4000);
                  }
                }));
    assertEquals(
        List.of(
            Subject.DEAD_ELEMENTS,
            Subject.NEGATIVE_VALUES,
            Subject.CLIPPED_VALUES,
            Subject.DAMAGED_VIEWS),
        subjects(report));
    assertEquals(-0.6, report.smallest(), 1e-6);
    assertTrue(report.findings().get(3).message().contains("views " + first));
    assertTrue(!report.better(Severity.ERROR));
  }

  @Test
  void copiedViewsAreFound() throws IOException {
    short[] other = new short[BODY.geometry().detector().elements()];
    BODY.read(0, other);
    int copy = ViewSample.spread(BODY.geometry().views(), VIEWS)[9];
    DataReport report =
        check(
            damaged(
                (view, stored) -> {
                  if (view == copy) {
                    System.arraycopy(other, 0, stored, 0, other.length);
                  }
                }));
    assertTrue(report.findings().get(0).message().contains(copy + " = 0"));
  }

  @Test
  void theSampleSeesEveryFocalSpot() {
    int[] views = ViewSample.spread(50_000, 512);
    assertEquals(512, Arrays.stream(views).distinct().count());
    for (int state = 0; state < 4; state++) {
      int wanted = state;
      assertEquals(128, Arrays.stream(views).filter(view -> view % 4 == wanted).count());
    }
    assertArrayEquals(new int[] {0, 1, 2}, ViewSample.spread(3, 100));
  }

  @Test
  void theNumberOfThreadsChangesNothing() throws IOException {
    DataCheck check =
        new DataCheck(BODY, QuantaByView.UNKNOWN, DataCheckSettings.defaults().withViews(VIEWS));
    assertEquals(
        check.run(RunContext.defaults().withParallelism(1)),
        check.run(RunContext.defaults().withParallelism(3)));
  }

  @Test
  void quantaAreOneAColumn() {
    FormatException e =
        assertThrows(
            FormatException.class, () -> check(BODY, view -> Optional.of(new float[] {1e5f})));
    assertTrue(e.getMessage().contains("1 columns, the detector has 222"), e.getMessage());
  }
}
