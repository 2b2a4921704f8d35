package io.tomodrift.sinograms.check;

import io.tomodrift.geometry.error.GeometryException;
import io.tomodrift.geometry.error.ResourceException;
import io.tomodrift.geometry.helical.ConeDetector;
import io.tomodrift.geometry.helical.HelicalGeometry;
import io.tomodrift.geometry.helical.ProjectionSource;
import io.tomodrift.geometry.run.RunContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Asks a scan whether its geometry is right, without an image and without a reference.
 *
 * <p>Half a turn later every line through the object is measured again, the other way. With the
 * right geometry both measurements agree but for noise; with the central column a channel off, the
 * gantry or the table turning or moving the other way, or the motion of the focal spot ignored, the
 * lines thought to be the same are not. The rays compared are lines through two positions of the
 * focal spot, the same line in space seen from both ends, so agreement is exact whatever the object
 * and whatever the pitch, up to a pitch of about 1.4, above which they leave the detector.
 *
 * <p>A geometry and its mirror image cannot be told apart, so two misunderstandings that undo each
 * other are not found; nor is a constant error of the angle. An object that does not change along
 * the axis says nothing about the direction of the table.
 *
 * <p><b>Accuracy</b>: the central column is found to a few hundredths of a channel.
 * <b>Threading</b>: parallel; the result does not depend on the number of threads. <b>Memory</b>:
 * about half a turn of views for each station.
 *
 * <p><b>Reference</b>: Danielsson, Edholm, Eriksson, Magnusson 1997, Towards exact
 * 3D-reconstruction for helical cone-beam scanning of long objects.
 */
public final class ConjugateCheck {

  private final ProjectionSource source;
  private final ConjugateSettings settings;

  /** Creates a check. */
  public ConjugateCheck(ProjectionSource source, ConjugateSettings settings) {
    this.source = Objects.requireNonNull(source, "source");
    this.settings = Objects.requireNonNull(settings, "settings");
  }

  /**
   * Reads the stations and judges.
   *
   * @throws IOException if a view cannot be read
   * @throws GeometryException if the scan is too short for any ray to be measured twice
   * @throws ResourceException if the stations do not fit the memory budget
   */
  public ConjugateResult run(RunContext context) throws IOException {
    List<Station> stations = readStations(context);
    List<RayDifferences> differences = new ArrayList<>();
    List<Hypothesis> hypotheses = GeometryVariants.of(stations.get(0).geometry());
    for (int h = 0; h < hypotheses.size(); h++) {
      List<RayDifferences> parts = new ArrayList<>();
      for (Station station : stations) {
        parts.add(
            station.compare(GeometryVariants.of(station.geometry()).get(h).geometry(), context));
      }
      differences.add(RayDifferences.concat(parts));
    }
    List<HypothesisScore> scores = new ArrayList<>();
    for (int h = 0; h < hypotheses.size(); h++) {
      scores.add(score(hypotheses.get(h), differences.get(h), differences.get(0)));
    }
    RayDifferences asIs = differences.get(0);
    if (asIs.rays() == 0) {
      throw new GeometryException(
          "no ray of %s is measured again half a turn later: its row is off the detector; the pitch is %.3f"
              .formatted(source.geometry(), source.geometry().pitch()));
    }
    CentreShift centre = new CentreFit(stations, context).fit();
    SpotAgreement spots = SpotAgreement.of(alternating(stations, context));
    return ConjugateJudgement.of(scores, centre, spots, asIs);
  }

  private static RayDifferences alternating(List<Station> stations, RunContext context) {
    return RayDifferences.concat(
        stations.stream()
            .map(station -> station.compareAlternating(station.geometry(), context))
            .toList());
  }

  private List<Station> readStations(RunContext context) throws IOException {
    HelicalGeometry geometry = source.geometry();
    ConeDetector d = geometry.detector();
    double fan =
        Math.max(d.columnOffsetMm(d.columns() - 1), -d.columnOffsetMm(0))
            / geometry.sourceToDetectorMm();
    double step = Station.stepRad(geometry);
    double available = step * (geometry.views() - 1);
    double arc = Math.min(settings.arcRad(), available - Station.lengthRad(0, fan));
    if (!(arc > Math.toRadians(5))) {
      throw new GeometryException(
          "the views cover %.1f degrees; to compare rays with those half a turn later, at least %.1f are needed"
              .formatted(
                  Math.toDegrees(available),
                  Math.toDegrees(Station.lengthRad(Math.toRadians(5), fan))));
    }
    int[] columns = Station.columns(geometry, settings.columns());
    int length = (int) Math.ceil(Station.lengthRad(arc, fan) / step);
    int room = Math.max(0, geometry.views() - length);
    int count = Math.max(1, Math.min(settings.stations(), 1 + room / length));
    requireMemory(
        count, Station.viewsHeld(geometry, arc, settings.viewsPerStation(), fan), context);
    List<Station> stations = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int from = (int) ((long) room * (i + 1) / (count + 1));
      stations.add(
          Station.read(source, from, arc, settings.viewsPerStation(), columns, fan, context));
    }
    return stations;
  }

  private void requireMemory(int stations, int viewsHeld, RunContext context) {
    long each = 2L * viewsHeld * source.geometry().detector().elements();
    long budget = context.memoryBudgetBytes();
    if (stations * each > budget) {
      throw new ResourceException(
          "the check of conjugate rays at %d stations needs %.0f MB, available are %.0f MB; %s"
              .formatted(
                  stations,
                  stations * each * 1e-6,
                  budget * 1e-6,
                  budget >= each
                      ? "%d stations fit".formatted(budget / each)
                      : "one station needs %.0f MB".formatted(each * 1e-6)));
    }
  }

  private static HypothesisScore score(
      Hypothesis hypothesis, RayDifferences supposed, RayDifferences asIs) {
    double[][] sums = RayDifferences.commonSums(supposed, asIs);
    double mine = Arrays.stream(sums[0]).sum();
    double inUse = Arrays.stream(sums[1]).sum();
    int n = sums[0].length;
    double mean = (mine - inUse) / n;
    double square = 0;
    for (int i = 0; i < n; i++) {
      double difference = sums[0][i] - sums[1][i] - mean;
      square += difference * difference;
    }
    double error = Math.sqrt(square / (n - 1) / n);
    return new HypothesisScore(
        hypothesis.name(),
        hypothesis.description(),
        supposed.normalisedRms(),
        inUse > 0 ? Math.sqrt(mine / inUse) : 1,
        error > 0 ? mean / error : 0,
        supposed.rays());
  }
}
