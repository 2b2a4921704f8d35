package io.tomodrift.sinograms;

import io.tomodrift.geometry.helical.ConeDetector;
import io.tomodrift.geometry.helical.HelicalGeometry;
import io.tomodrift.geometry.helical.ProjectionSource;
import io.tomodrift.geometry.helical.StoredScale;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * A measured multi-row scan as it would have come out at a lower dose: to each line integral p, of
 * {@code N = N0 exp(-p)} quanta, the noise is added that it lacks at the fraction a of the dose,
 *
 * <pre>
 * p' = p + sqrt((1 - a) / (a N) (1 + electronicVariance (1 + a) / (a N))) Normal(0, 1),
 * </pre>
 *
 * <p>which is the difference of {@code var p = 1/N + electronicVariance / N^2} at both doses. The
 * result is stored in the steps of the source, and cut off at the ends of its range.
 *
 * <p><b>Threading</b>: as the source. The noise of a ray follows from seed, view, column and row
 * alone.
 *
 * <p><b>Reference</b>: Yu et al. 2012, J. Comput. Assist. Tomogr. 36:477, for adding noise to
 * measured projections.
 */
public final class ReducedDose implements ProjectionSource {

  private static final double STARVED_QUANTA = 10;

  private final ProjectionSource source;
  private final IncidentQuanta quanta;
  private final double doseFraction;
  private final double electronicVariance;
  private final long seed;
  private final AtomicIntegerArray starved;

  /**
   * Combines the values.
   *
   * @param source the scan at its own dose
   * @param quanta its N0
   * @param doseFraction a, positive and at most 1; 1 changes nothing
   * @param electronicVariance variance of the additive read-out noise, quanta^2, of the order of 10
   *     to 100
   * @param seed of everything random
   */
  public ReducedDose(
      ProjectionSource source,
      IncidentQuanta quanta,
      double doseFraction,
      double electronicVariance,
      long seed) {
    this.source = Objects.requireNonNull(source, "source");
    this.quanta = Objects.requireNonNull(quanta, "quanta");
    DoseChecks.fraction(doseFraction, 1);
    DoseChecks.variance(electronicVariance);
    this.doseFraction = doseFraction;
    this.electronicVariance = electronicVariance;
    this.seed = seed;
    this.starved = new AtomicIntegerArray(source.geometry().views());
  }

  @Override
  public HelicalGeometry geometry() {
    return source.geometry();
  }

  @Override
  public StoredScale read(int view, short[] target) throws IOException {
    StoredScale scale = source.read(view, target);
    ConeDetector detector = geometry().detector();
    RayRandom random = new RayRandom();
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    int count = 0;
    for (int column = 0; column < detector.columns(); column++) {
      double incident = quanta.at(view, column);
      for (int row = 0; row < detector.rows(); row++) {
        int ray = column * detector.rows() + row;
        random.moveTo(seed, view, column, row);
        double p = scale.lineIntegral(target[ray]);
        double left = doseFraction * incident * Math.exp(-p);
        count += left < STARVED_QUANTA ? 1 : 0;
        if (doseFraction < 1) {
          target[ray] = scale.stored(p + sigma(left) * normal.sample());
        }
      }
    }
    starved.set(view, count);
    return scale;
  }

  /** Standard deviation of the missing noise, for {@code left = a N}. */
  private double sigma(double left) {
    double electronic = 1 + electronicVariance * (1 + doseFraction) / left;
    return Math.sqrt((1 - doseFraction) / left * electronic);
  }

  /** Rays of the views read so far that are left with fewer than ten quanta. */
  public long starvedRays() {
    return DoseChecks.sum(starved);
  }
}
