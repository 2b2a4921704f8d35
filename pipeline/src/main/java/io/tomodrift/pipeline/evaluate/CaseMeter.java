package io.tomodrift.pipeline.evaluate;

import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeFrame;
import io.tomodrift.metrics.DataRange;
import io.tomodrift.metrics.DifferenceStatistics;
import io.tomodrift.metrics.ImageMetrics;
import io.tomodrift.metrics.Mask;
import io.tomodrift.metrics.MsSsim;
import io.tomodrift.metrics.MsSsimResult;
import io.tomodrift.metrics.NeighbourSteps;
import io.tomodrift.metrics.Samples;
import io.tomodrift.metrics.Segmentation;
import io.tomodrift.metrics.SegmentationResult;
import io.tomodrift.metrics.Ssim;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Measures images against one reference, of which everything that serves all of them is kept. */
final class CaseMeter {

  private final EvaluationSettings settings;
  private final RunContext context;
  private final Volume reference;
  private final Samples truth;
  private final Optional<Mask> mask;
  private final Map<Band, Mask> bands;
  private final Map<Tissue, Mask> tissues;
  private final EdgeSet edges;
  private final FlatRegions flat;
  private final NeighbourSteps steps;

  CaseMeter(
      Volume reference,
      Optional<Mask> mask,
      Map<Band, Mask> bands,
      EvaluationSettings settings,
      RunContext context) {
    this.settings = settings;
    this.context = context;
    this.reference = reference;
    this.mask = mask;
    this.bands = bands;
    truth = Samples.of(reference);
    tissues = tissuesOf(reference);
    edges = EdgeSet.of(reference, mask);
    flat = FlatRegions.of(reference, mask);
    steps = NeighbourSteps.of(truth, mask.orElse(null));
  }

  private static Map<Tissue, Mask> tissuesOf(Volume volume) {
    Mask body = Tissue.bodyOf(volume.stack());
    Map<Tissue, Mask> masks = new EnumMap<>(Tissue.class);
    for (Tissue tissue : Tissue.values()) {
      masks.put(tissue, tissue.in(volume.stack(), body));
    }
    return masks;
  }

  long maskVoxels() {
    return mask.map(Mask::count).orElse((long) reference.stack().data().length);
  }

  Map<String, Long> bandVoxels() {
    Map<String, Long> counts = new LinkedHashMap<>();
    bands.forEach((band, inside) -> counts.put(band.name(), inside.count()));
    return counts;
  }

  int edgeVoxels() {
    return edges.size();
  }

  int flatRegions() {
    return flat.regions().size();
  }

  FlatRegions.Noise referenceNoise() {
    return flat.noise(reference.stack());
  }

  /** Measures one image of the reference's shape. */
  MethodResult measure(CaseReader.Image image) {
    Volume test = image.volume();
    Map<Measure, Double> values = new EnumMap<>(Measure.class);
    List<String> notes = new ArrayList<>(image.notes());
    Samples tested = Samples.of(test);
    MsSsimResult multi = errors(tested, values);
    Map<Tissue, SegmentationResult> agreement = agreement(test, values);
    EdgeSet.Sharpness sharpness = edges.sharpness(test.stack());
    values.put(Measure.EDGE_RATIO, sharpness.ratio());
    values.put(Measure.EDGE_RATIO_ALIGNED, sharpness.alignedRatio());
    FlatRegions.Noise noise = flat.noise(test.stack());
    values.put(Measure.NOISE, noise.standardDeviationHu());
    values.put(Measure.NOISE_FREQUENCY, noise.meanFrequencyPerMm());
    NeighbourSteps ratios = NeighbourSteps.of(tested, mask.orElse(null)).over(steps);
    values.put(Measure.AXIAL_STEPS, ratios.axial());
    values.put(Measure.CORONAL_STEPS, ratios.coronal());
    values.put(Measure.SAGITTAL_STEPS, ratios.sagittal());
    ResidualBands residual = ResidualBands.of(reference, test);
    values.put(Measure.RESIDUAL_LOW, residual.low());
    values.put(Measure.RESIDUAL_MIDDLE, residual.middle());
    values.put(Measure.RESIDUAL_HIGH, residual.high());
    Optional<Origin> origin = Origin.of(image.path(), notes);
    origin.ifPresent(
        made -> {
          values.put(Measure.SECONDS, made.seconds());
          values.put(Measure.MODEL_SECONDS, made.modelSeconds().orElse(Double.NaN));
        });
    Map<Quantity, Double> all = new LinkedHashMap<>(values);
    withinBands(tested, all);
    int levels = multi.levelValues().size();
    return new MethodResult(image.path(), all, agreement, residual.radial(), origin, levels, notes);
  }

  private MsSsimResult errors(Samples test, Map<Measure, Double> values) {
    DataRange range = settings.range();
    DifferenceStatistics all = ImageMetrics.statistics(truth, test, null, context);
    values.put(Measure.MAE_IMAGE, all.mae());
    values.put(Measure.RMSE_IMAGE, all.rmse());
    values.put(Measure.BIAS_IMAGE, all.bias());
    values.put(Measure.PSNR_IMAGE, all.psnrDb(range));
    values.put(
        Measure.SSIM_IMAGE, Ssim.slices(truth, test, settings.ssim(), range, context).ssim());
    if (mask.isPresent()) {
      DifferenceStatistics inside = ImageMetrics.statistics(truth, test, mask.get(), context);
      values.put(Measure.MAE_MASK, inside.mae());
      values.put(Measure.RMSE_MASK, inside.rmse());
      values.put(Measure.BIAS_MASK, inside.bias());
      values.put(Measure.PSNR_MASK, inside.psnrDb(range));
      values.put(
          Measure.SSIM_MASK,
          Ssim.slices(truth, test, mask.get(), settings.ssim(), range, context).ssim());
    }
    MsSsimResult multi = MsSsim.slices(truth, test, settings.ssim(), range, context);
    values.put(Measure.MS_SSIM, multi.value());
    return multi;
  }

  /** A band without voxels gives no value. */
  private void withinBands(Samples test, Map<Quantity, Double> values) {
    bands.forEach(
        (band, inside) -> {
          if (inside.count() > 0) {
            DifferenceStatistics errors = ImageMetrics.statistics(truth, test, inside, context);
            for (BandMeasure measure : BandMeasure.of(band)) {
              values.put(measure, measure.value(errors, settings.range()));
            }
          }
        });
  }

  /** A class that neither image has says nothing of their agreement, and gets no value. */
  private Map<Tissue, SegmentationResult> agreement(Volume test, Map<Measure, Double> values) {
    Map<Tissue, Mask> found = tissuesOf(test);
    Map<Tissue, SegmentationResult> results = new EnumMap<>(Tissue.class);
    for (Tissue tissue : Tissue.values()) {
      SegmentationResult result =
          Segmentation.compare(tissues.get(tissue), found.get(tissue), spacingMm());
      results.put(tissue, result);
      if (!result.bothEmpty()) {
        values.put(tissue.dice(), result.dice());
        values.put(tissue.distance(), result.hausdorff95Mm());
      }
    }
    return results;
  }

  private double[] spacingMm() {
    VolumeFrame frame = reference.frame();
    return reference.slices() == 1
        ? new double[] {frame.rowSpacingMm(), frame.columnSpacingMm()}
        : new double[] {frame.sliceSpacingMm(), frame.rowSpacingMm(), frame.columnSpacingMm()};
  }
}
