package io.tomodrift.pipeline.evaluate;

import io.tomodrift.metrics.DataRange;
import io.tomodrift.metrics.DifferenceStatistics;
import io.tomodrift.pipeline.report.MetricTable.Better;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * An error in the voxels of a {@link Band}.
 *
 * @param band where
 * @param kind which error
 */
public record BandMeasure(Band band, Kind kind) implements Quantity {

  /** Which error. */
  public enum Kind {
    /** Mean absolute error. */
    MAE(Measure.MAE_IMAGE),
    /** Root mean square error. */
    RMSE(Measure.RMSE_IMAGE),
    /** Bias. */
    BIAS(Measure.BIAS_IMAGE),
    /** PSNR. */
    PSNR(Measure.PSNR_IMAGE);

    private final Measure whole;

    Kind(Measure whole) {
      this.whole = whole;
    }
  }

  /** Every error of a band. */
  static List<BandMeasure> of(Band band) {
    return Arrays.stream(Kind.values()).map(kind -> new BandMeasure(band, kind)).toList();
  }

  double value(DifferenceStatistics inside, DataRange range) {
    return switch (kind) {
      case MAE -> inside.mae();
      case RMSE -> inside.rmse();
      case BIAS -> inside.bias();
      case PSNR -> inside.psnrDb(range);
    };
  }

  @Override
  public String key() {
    return "%s_in_%s_%s"
        .formatted(
            kind.name().toLowerCase(Locale.ROOT), band.name(), unit().toLowerCase(Locale.ROOT));
  }

  @Override
  public String label() {
    return kind.whole.label();
  }

  @Override
  public String longLabel() {
    return "%s in %s".formatted(label(), band.name());
  }

  @Override
  public String unit() {
    return kind.whole.unit();
  }

  @Override
  public int decimals() {
    return kind.whole.decimals();
  }

  @Override
  public Better better() {
    return kind.whole.better();
  }

  @Override
  public String definition() {
    return "%s; %s".formatted(kind.whole.definition(), band.describe());
  }

  @Override
  public double error(double value) {
    return kind.whole.error(value);
  }
}
