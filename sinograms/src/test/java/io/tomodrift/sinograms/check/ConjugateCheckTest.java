package io.tomodrift.sinograms.check;

import io.tomodrift.geometry.helical.HelicalGeometry;
import io.tomodrift.geometry.helical.ProjectionSource;
import io.tomodrift.geometry.run.RunContext;
import org.junit.jupiter.api.Test;

class ConjugateCheckTest {
  static void show(String what, ProjectionSource s) throws Exception {
    long t = System.nanoTime();
    ConjugateResult r =
        new ConjugateCheck(s, ConjugateSettings.defaults()).run(RunContext.defaults());
    System.out.printf(
        "== %s %s rms %.4f noise %.4f centre %.4f +- %.4f  %.2fs%n",
        what,
        r.verdict(),
        r.normalisedRms(),
        r.noiseRms(),
        r.centre().channels(),
        r.centre().uncertaintyChannels(),
        (System.nanoTime() - t) / 1e9);
    for (HypothesisScore h : r.hypotheses())
      System.out.printf(
          "     %-18s %.4f ratio %.3f sig %.1f n %d%n",
          h.name(), h.normalisedRms(), h.ratio(), h.sigmas(), h.rays());
    for (Finding f : r.findings()) System.out.println("     " + f);
  }

  static void all(String name, HelicalGeometry g, double q) throws Exception {
    ProjectionSource s = TestScans.source(g, TestScans.body(), q);
    show(name + " right", s);
    double c = g.detector().centreColumn();
    for (double d : new double[] {0.1, 0.25, -0.25, 1.5})
      show(
          name + " centre " + d,
          TestScans.claiming(s, GeometryVariants.withCentreColumn(g, c + d)));
    for (Hypothesis h : GeometryVariants.of(g))
      show(name + " " + h.name(), TestScans.claiming(s, h.geometry()));
  }

  @Test
  void siemens() throws Exception {
    all("siemens", TestScans.siemens(), Double.POSITIVE_INFINITY);
    show("siemens noisy", TestScans.source(TestScans.siemens(), TestScans.body(), 3e4));
    show("siemens very noisy", TestScans.source(TestScans.siemens(), TestScans.body(), 2e3));
  }

  @Test
  void ge() throws Exception {
    all("ge", TestScans.ge(), 1e5);
  }

  @Test
  void xy() throws Exception {
    all("xy", TestScans.xy(), 1e5);
  }
}
