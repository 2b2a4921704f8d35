package io.tomodrift.learned.drift;

import ai.djl.ndarray.NDArray;
import io.tomodrift.learned.torch.Ops;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * The drift loss of a mini-batch (eq. 21 to 23): crops of predictions and targets at the same
 * places, their descriptors, a field for each, and the mean of their losses.
 *
 * <p>Immutable. <b>Threading</b>: as the encoder.
 */
public final class DriftLoss {

  private final StageMaps encoder;
  private final FeatureBank bank;
  private final SubVolumes subVolumes;
  private final DriftSettings settings;

  /**
   * A loss in the features of an encoder, which stays the caller's.
   *
   * @param encoder frozen
   */
  public DriftLoss(
      StageMaps encoder, FeatureSettings features, SubVolumes subVolumes, DriftSettings settings) {
    this.encoder = Objects.requireNonNull(encoder, "encoder");
    this.bank = new FeatureBank(features);
    this.subVolumes = Objects.requireNonNull(subVolumes, "subVolumes");
    this.settings = Objects.requireNonNull(settings, "settings");
  }

  /**
   * A loss with what to log about it.
   *
   * @param loss scalar in the graph of the prediction
   * @param diagnostics {@code drift_force_TAU}: root mean square over descriptors of the field
   *     before normalisation; {@code drift_scale}: mean S
   */
  public record Result(NDArray loss, Map<String, Double> diagnostics) {

    /** Copies the map, keeping the order. */
    public Result {
      diagnostics = Collections.unmodifiableMap(new LinkedHashMap<>(diagnostics));
    }
  }

  /**
   * Computes the loss.
   *
   * @param prediction {@code [sample][channel][(slice)][row][column]}, in a graph
   * @param target of the same shape
   * @param random draws the crops
   * @throws IllegalArgumentException if there is only one crop, or the shapes do not fit
   */
  public Result compute(NDArray prediction, NDArray target, SplittableRandom random) {
    if (!prediction.getShape().equals(target.getShape())) {
      throw new IllegalArgumentException(
          "prediction %s and target %s must have one shape"
              .formatted(prediction.getShape(), target.getShape()));
    }
    List<SubVolumes.Place> places = subVolumes.draw(prediction.getShape(), random);
    List<Descriptor> generated = describe(subVolumes.cut(prediction, places));
    List<Descriptor> real = describe(subVolumes.cut(target.stopGradient(), places));
    return ofDescriptors(generated, real);
  }

  private List<Descriptor> describe(NDArray crops) {
    return bank.describe(crops, encoder.stages(crops));
  }

  private Result ofDescriptors(List<Descriptor> generated, List<Descriptor> real) {
    NDArray sum = null;
    double scales = 0;
    Map<String, Double> diagnostics = new LinkedHashMap<>();
    int count = generated.size();
    for (int k = 0; k < count; k++) {
      NDArray features = generated.get(k).values();
      Drift drift = DriftField.of(DriftSamples.of(features, real.get(k).values()), settings);
      NDArray loss = drift.loss(features);
      sum = sum == null ? loss : sum.add(loss);
      scales += drift.scale();
      drift
          .rawForces()
          .forEach(
              (temperature, force) ->
                  diagnostics.merge(
                      "drift_force_" + temperature, force * force / count, Double::sum));
    }
    diagnostics.replaceAll((name, square) -> Math.sqrt(square));
    diagnostics.put("drift_scale", scales / count);
    return new Result(Ops.scale(Objects.requireNonNull(sum), 1.0 / count), diagnostics);
  }
}
