package io.tomodrift.pipeline.simulate;

import io.tomodrift.geometry.helical.ConeViews;
import io.tomodrift.geometry.helical.DecodedViews;
import io.tomodrift.geometry.helical.HelicalGeometry;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.pipeline.run.UsageFailure;
import io.tomodrift.sinograms.IncidentQuanta;
import io.tomodrift.sinograms.NoisyViews;
import io.tomodrift.sinograms.ReducedDose;
import io.tomodrift.sinograms.raw.RawScan;
import io.tomodrift.sinograms.rawwriter.TubeOutput;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * A measurement: the views with their noise, and what the tube put out.
 *
 * @param views line integrals as measured
 * @param tube current and quanta, for the headers
 * @param starved counts the rays that were starved, once all views were computed
 */
record Exposure(ConeViews views, TubeOutput tube, LongSupplier starved) {

  private static final double CURRENT_MA = 200;

  /** Edge over centre of a strong body bowtie: 1400 quanta of 54000. */
  private static final double BOWTIE_EDGE = 1400.0 / 54000.0;

  static Exposure of(DoseRequest dose, Setup setup, RunContext context) {
    if (setup.source().isPresent()) {
      return again(dose, setup.source().get(), context);
    }
    double fraction = dose.fraction().orElse(1.0);
    if (dose.photons().isEmpty()) {
      if (dose.fraction().isPresent()) {
        throw new UsageFailure("--dose-fraction needs --photons, the quanta of the full dose");
      }
      return new Exposure(setup.views(), TubeOutput.constant(CURRENT_MA), () -> 0);
    }
    HelicalGeometry geometry = setup.views().geometry();
    IncidentQuanta quanta = quanta(dose, geometry);
    NoisyViews noisy =
        new NoisyViews(setup.views(), quanta, fraction, dose.electronicVariance(), context.seed());
    return new Exposure(noisy, tube(quanta, geometry, fraction), noisy::starvedRays);
  }

  private static IncidentQuanta quanta(DoseRequest dose, HelicalGeometry geometry) {
    double centre = dose.photons().orElseThrow();
    return dose.bowtie()
        ? IncidentQuanta.bowtie(geometry, centre, centre * BOWTIE_EDGE)
        : IncidentQuanta.uniform(centre);
  }

  private static TubeOutput tube(IncidentQuanta quanta, HelicalGeometry geometry, double fraction) {
    float[] photons = new float[geometry.detector().columns()];
    for (int column = 0; column < photons.length; column++) {
      photons[column] = (float) (fraction * quanta.at(0, column));
    }
    return TubeOutput.constant(fraction * CURRENT_MA, photons);
  }

  private static Exposure again(DoseRequest dose, RawScan scan, RunContext context) {
    double fraction =
        dose.fraction()
            .orElseThrow(
                () -> new UsageFailure("raw data are measured again with --dose-fraction A"));
    IncidentQuanta quanta =
        dose.photons().isPresent() ? quanta(dose, scan.geometry()) : RecordedQuanta.of(scan);
    ReducedDose reduced =
        new ReducedDose(scan, quanta, fraction, dose.electronicVariance(), context.seed());
    return new Exposure(
        new DecodedViews(reduced), new ReducedTube(scan, quanta, fraction), reduced::starvedRays);
  }

  List<String> warnings() {
    long count = starved.getAsLong();
    return count == 0
        ? List.of()
        : List.of("%d rays were starved: less than half a quantum was left".formatted(count));
  }

  /** The tube of a scan at less current. */
  private record ReducedTube(RawScan scan, IncidentQuanta quanta, double fraction)
      implements TubeOutput {

    @Override
    public double currentMa(int view) {
      return fraction * scan.tubeCurrentMa(view).orElse(CURRENT_MA);
    }

    @Override
    public boolean hasPhotons() {
      return true;
    }

    @Override
    public void photons(int view, float[] target) {
      for (int column = 0; column < target.length; column++) {
        target[column] = (float) (fraction * quanta.at(view, column));
      }
    }
  }
}
