package io.tomodrift.sinograms.raw;

import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.helical.FocalSpotMode;
import io.tomodrift.geometry.helical.HelicalGeometry;
import io.tomodrift.geometry.run.RunContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.DoubleStream;

/** Makes a scan of parsed files, step by step. */
final class RawAssembly {

  private static final double STEPS_DIFFER = 0.01;
  private static final double PITCHES_DIFFER = 0.01;

  private final RawFiles found;
  private final RawOptions options;
  private final RunContext context;
  private final List<String> warnings = new ArrayList<>();

  RawAssembly(RawFiles found, RawOptions options, RunContext context) {
    this.found = found;
    this.options = options;
    this.context = context;
  }

  RawScan scan() throws IOException {
    List<ParsedFile.Raw> all = SeriesChoice.choose(found, options.seriesUid());
    SeriesParts.damaged(found, all, options.skipBad(), warnings);
    SeriesParts.requireElements(all);
    DetectorFacts facts = SeriesParts.requireOneDetector(all);
    ParsedFile.Raw first = all.get(0);
    Meaning meaning = Meaning.of(facts, first.scan(), options, warnings);
    List<ParsedFile.Raw> files = SeriesParts.whole(all, options.skipBad(), warnings);
    boolean logTaken = logTaken(facts, files);
    noteFlags(first.scan());

    SeriesFiles series = SeriesFiles.of(files);
    List<ViewRecord> views = ordered(series, facts, meaning);
    Slots slots = Slots.of(views, !options.sortByPosition(), warnings);
    FocalSpotStates states = FocalSpotStates.of(views, slots);
    FocalSpotMode mode = HeaderChecks.focalSpot(facts.focalSpotMode(), states.count(), warnings);
    CompleteViews complete =
        CompleteViews.of(views, slots, states, halfHeightMm(facts, views.get(0)), warnings);
    HelicalGeometry geometry =
        new HelicalGeometry(
            meaning.detector(),
            facts.sourceToDetectorMm(),
            viewsPerTurn(first.scan().angularSteps(), slots.stepRad()),
            mode,
            complete.views().stream().map(ViewRecord::pose).toList());
    noteMotion(geometry, first.scan());
    return new RawScan(
        geometry,
        header(first, views, meaning, mode, logTaken),
        RawScan.header(series.files().get(views.get(0).file()).path()),
        series.files(),
        complete,
        options.checkRange(),
        warnings);
  }

  /** Half the height of the detector at the axis, mm. */
  private static double halfHeightMm(DetectorFacts facts, ViewRecord view) {
    return 0.5
        * facts.detectorRows()
        * facts.rowPitchMm()
        * view.radiusMm()
        / facts.sourceToDetectorMm();
  }

  private boolean logTaken(DetectorFacts facts, List<ParsedFile.Raw> files) {
    if (facts.logFlag().isEmpty()) {
      warnings.add("LogFlag is absent: values are taken for line integrals");
    }
    if (!facts.logFlag().equals("NO")) {
      return true;
    }
    long lacking = files.stream().filter(f -> !f.photonStatistics()).count();
    if (lacking > 0) {
      throw new FormatException(
          ("LogFlag (7039,1009) is NO, so the values are intensities, but PhotonStatistics"
                  + " (7033,1065), the intensity without an object, is missing in %d of %d files;"
                  + " take the logarithm first")
              .formatted(lacking, files.size()));
    }
    warnings.add("LogFlag is NO: line integrals are -ln of the values over PhotonStatistics");
    return false;
  }

  private void noteFlags(ScanFacts scan) {
    if (!scan.flagsNotYes().isEmpty()) {
      warnings.add("corrections that are not said to be done: " + scan.flagsNotYes());
    }
  }

  private List<ViewRecord> ordered(SeriesFiles series, DetectorFacts facts, Meaning meaning) {
    List<ViewRecord> views =
        series.views().stream()
            .filter(v -> v.instance() >= options.firstInstance())
            .filter(v -> v.instance() <= options.lastInstance())
            .toList();
    if (options.skipBad() && options.checkRange()) {
      views = series.readable(views, meaning.layout(), meaning.detector(), context, warnings);
    }
    if (views.size() < 2) {
      throw new FormatException(
          "%d views are left of %d files; a scan needs more, give the folder of all files"
              .formatted(views.size(), series.files().size()));
    }
    series.requireScales(views);
    if (!options.sortByPosition()) {
      requireNumbers(views, series);
    }
    List<ViewRecord> shifted = Shifts.checked(views, facts.focalSpotMode(), warnings);
    return ViewOrder.sorted(shifted, options.sortByPosition(), i -> series.files().get(i).path());
  }

  private static void requireNumbers(List<ViewRecord> views, SeriesFiles series) {
    List<ViewRecord> without = views.stream().filter(v -> v.instance() < 0).toList();
    if (!without.isEmpty()) {
      throw new FormatException(
          "InstanceNumber (0020,0013) is missing in %d of %d views, first %s; order the views by position"
              .formatted(
                  without.size(), views.size(), series.files().get(without.get(0).file()).path()));
    }
  }

  private int viewsPerTurn(int nominal, double stepRad) {
    double measured = 2 * Math.PI / Math.abs(stepRad);
    int rounded = (int) Math.rint(measured);
    if (nominal > 0 && Math.abs(measured / nominal - 1) <= STEPS_DIFFER) {
      return nominal;
    }
    warnings.add(
        "NumberofSourceAngularSteps is %s, but a turn has %.2f views; %d are taken"
            .formatted(nominal > 0 ? nominal : "absent", measured, rounded));
    return rounded;
  }

  private void noteMotion(HelicalGeometry geometry, ScanFacts scan) {
    GeometryFacts measured = GeometryFacts.of(geometry);
    if (measured.circular() || scan.projectionType().equals("AXIAL")) {
      warnings.add(
          "TypeofProjectionData is %s and the feed is %.3f mm a turn: a circular scan cannot be rebinned as a helix"
              .formatted(
                  scan.projectionType().isEmpty() ? "absent" : scan.projectionType(),
                  measured.feedMm()));
      return;
    }
    double nominal = scan.pitchFactor();
    if (nominal > 0 && Math.abs(measured.pitchDeviation(nominal)) > PITCHES_DIFFER) {
      double nominalFeed = nominal * geometry.detector().rows() * geometry.rowPitchAtIsocenterMm();
      warnings.add(
          "the table moves %.3f mm a turn, but SpiralPitchFactor %s means %.3f mm (%+.1f %%); the positions of the views are believed"
              .formatted(
                  measured.feedMm(), nominal, nominalFeed, 100 * measured.pitchDeviation(nominal)));
    }
  }

  private static RawHeader header(
      ParsedFile.Raw first,
      List<ViewRecord> views,
      Meaning meaning,
      FocalSpotMode mode,
      boolean logTaken) {
    ScanFacts scan = first.scan();
    Identity identity = first.identity();
    return new RawHeader(
        scan.manufacturer(),
        meaning.convention(),
        List.of(first.detector().centralColumn(), first.detector().centralRow()),
        identity.seriesUid(),
        scan.seriesDescription(),
        scan.seriesNumber() < 0 ? OptionalInt.empty() : OptionalInt.of(scan.seriesNumber()),
        optional(identity.kVp()),
        optional(scan.rotationMs() / 1000),
        currents(views).min(),
        currents(views).max(),
        scan.patientPosition(),
        meaning.detector().shape(),
        meaning.layout(),
        optional(scan.diameterMm()),
        optional(scan.pitchFactor()),
        scan.projectionType(),
        mode,
        meaning.waterPerMm(),
        scan.flagsNotYes(),
        logTaken,
        scan.creator(),
        first.transferSyntax(),
        identity.spectrum(),
        scan.angularSteps() > 0 ? OptionalInt.of(scan.angularSteps()) : OptionalInt.empty());
  }

  private static DoubleStream currents(List<ViewRecord> views) {
    return views.stream().mapToDouble(ViewRecord::tubeCurrentMa).filter(c -> !Double.isNaN(c));
  }

  private static OptionalDouble optional(double value) {
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
