package io.tomodrift.pipeline.check;

import io.tomodrift.geometry.FanBeamGeometry;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.error.GeometryException;
import io.tomodrift.geometry.helical.HelicalGeometry;
import io.tomodrift.geometry.helical.ProjectionSource;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.projectors.backend.Backend;
import io.tomodrift.sinograms.check.ConjugateCheck;
import io.tomodrift.sinograms.check.ConjugateResult;
import io.tomodrift.sinograms.check.ConjugateSettings;
import io.tomodrift.sinograms.check.DataCheck;
import io.tomodrift.sinograms.check.DataCheckSettings;
import io.tomodrift.sinograms.check.DataReport;
import io.tomodrift.sinograms.check.Finding;
import io.tomodrift.sinograms.check.GeometryPlausibility;
import io.tomodrift.sinograms.check.QuantaByView;
import io.tomodrift.sinograms.check.Severity;
import io.tomodrift.sinograms.check.Subject;
import io.tomodrift.sinograms.rebin.RebinMode;
import io.tomodrift.sinograms.rebin.RebinPlan;
import io.tomodrift.sinograms.rebin.RebinRequest;
import io.tomodrift.sinograms.rebin.RebinSettings;
import io.tomodrift.sinograms.rebin.RebinStream;
import io.tomodrift.sinograms.rebin.ZInterval;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Checks a raw scan without any reference: the numbers of its geometry, its data, its rays against
 * those half a turn later, and, where the pitch allows images from single turns, the images of two
 * half turns against each other.
 */
public final class GeometryCheck {

  private static final int IMAGE_SIZE = 384;

  private final Backend backend;
  private final RunContext context;
  private final ConjugateSettings conjugates;
  private final DataCheckSettings data;

  /** A check of the usual extent; the backend stays open. */
  public GeometryCheck(Backend backend, RunContext context) {
    this(backend, context, ConjugateSettings.defaults(), DataCheckSettings.defaults());
  }

  /** A check of a given extent; the backend stays open. */
  public GeometryCheck(
      Backend backend, RunContext context, ConjugateSettings conjugates, DataCheckSettings data) {
    this.backend = Objects.requireNonNull(backend, "backend");
    this.context = Objects.requireNonNull(context, "context");
    this.conjugates = Objects.requireNonNull(conjugates, "conjugates");
    this.data = Objects.requireNonNull(data, "data");
  }

  /**
   * Runs every check.
   *
   * @param quanta incident quanta, or {@link QuantaByView#UNKNOWN}
   * @param waterPerMm attenuation of water stated with the scan, 1/mm
   * @throws IOException if projections cannot be read
   */
  public GeometryVerdict run(
      ProjectionSource source, QuantaByView quanta, OptionalDouble waterPerMm) throws IOException {
    List<Finding> notes = new ArrayList<>();
    List<Finding> numbers = GeometryPlausibility.findings(source.geometry(), waterPerMm);
    DataReport report = new DataCheck(source, quanta, data).run(context);
    Optional<ConjugateResult> rays = conjugates(source, notes);
    List<HalfTurnPair> images = halfTurns(source, notes);
    return new GeometryVerdict(numbers, report, rays, images, notes);
  }

  private Optional<ConjugateResult> conjugates(ProjectionSource source, List<Finding> notes)
      throws IOException {
    try {
      return Optional.of(new ConjugateCheck(source, conjugates).run(context));
    } catch (GeometryException e) {
      notes.add(new Finding(Subject.CONSISTENCY, Severity.WARNING, e.getMessage()));
      return Optional.empty();
    }
  }

  private List<HalfTurnPair> halfTurns(ProjectionSource source, List<Finding> notes)
      throws IOException {
    try {
      Sinogram slice = middleSlice(source);
      FanBeamGeometry fan = (FanBeamGeometry) slice.geometry();
      ImageGrid grid = ImageGrid.square(IMAGE_SIZE, 2 * fan.fovRadiusMm() / IMAGE_SIZE);
      return new HalfTurnCheck(backend, context).run(slice, grid);
    } catch (GeometryException e) {
      notes.add(
          new Finding(
              Subject.CONSISTENCY, Severity.NOTE, "no images of half turns: " + e.getMessage()));
      return List.of();
    }
  }

  /** Direct rays only: averaged with their conjugates they would hide what is looked for. */
  private Sinogram middleSlice(ProjectionSource source) throws IOException {
    HelicalGeometry scan = source.geometry();
    RebinSettings settings = RebinSettings.defaults().withMode(RebinMode.TURN360);
    RebinRequest any = RebinRequest.every(scan.rowPitchAtIsocenterMm());
    ZInterval valid = RebinPlan.of(scan, settings, any).validInterval();
    double middle = (valid.fromMm() + valid.toMm()) / 2;
    RebinPlan plan = RebinPlan.of(scan, settings, any.between(middle, middle));
    try (RebinStream stream = new RebinStream(source, plan, context)) {
      return stream.next(1).sinogram();
    }
  }
}
