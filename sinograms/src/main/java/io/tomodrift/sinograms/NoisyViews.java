package io.tomodrift.sinograms;

import io.tomodrift.geometry.helical.ConeDetector;
import io.tomodrift.geometry.helical.ConeViews;
import io.tomodrift.geometry.helical.HelicalGeometry;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * Noise-free projections of a multi-row scan with the noise of a measurement: with dose fraction a
 * and {@code N = a N0 exp(-p)}, {@code I = Poisson(N) + Normal(0, electronicVariance)} and {@code
 * p' = -ln(max(I, 0.5) / (a N0))}.
 *
 * <p>For many quanta {@code var p' = 1/N + electronicVariance / N^2}. The floor of half a quantum
 * biases starved rays; their number is reported.
 *
 * <p><b>Threading</b>: safe for any number of threads. The noise of a ray follows from seed, view,
 * column and row alone.
 */
public final class NoisyViews implements ConeViews {

  private static final double FLOOR_QUANTA = 0.5;

  private final ConeViews clean;
  private final IncidentQuanta quanta;
  private final double doseFraction;
  private final double electronicSigma;
  private final long seed;
  private final AtomicIntegerArray starved;

  /**
   * Combines the values.
   *
   * @param clean noise-free line integrals
   * @param quanta N0 at full dose
   * @param doseFraction a, positive; 1 for full dose
   * @param electronicVariance variance of the additive read-out noise, quanta^2; it does not shrink
   *     with the dose
   * @param seed of everything random
   */
  public NoisyViews(
      ConeViews clean,
      IncidentQuanta quanta,
      double doseFraction,
      double electronicVariance,
      long seed) {
    this.clean = Objects.requireNonNull(clean, "clean");
    this.quanta = Objects.requireNonNull(quanta, "quanta");
    DoseChecks.fraction(doseFraction, Double.MAX_VALUE);
    DoseChecks.variance(electronicVariance);
    this.doseFraction = doseFraction;
    this.electronicSigma = Math.sqrt(electronicVariance);
    this.seed = seed;
    this.starved = new AtomicIntegerArray(clean.geometry().views());
  }

  @Override
  public HelicalGeometry geometry() {
    return clean.geometry();
  }

  @Override
  public void view(int index, float[] target) {
    clean.view(index, target);
    ConeDetector detector = geometry().detector();
    RayRandom random = new RayRandom();
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    int count = 0;
    for (int column = 0; column < detector.columns(); column++) {
      double incident = doseFraction * quanta.at(index, column);
      for (int row = 0; row < detector.rows(); row++) {
        int ray = column * detector.rows() + row;
        random.moveTo(seed, index, column, row);
        double detected = TransmissionNoise.poisson(incident * Math.exp(-target[ray]), random);
        if (electronicSigma > 0) {
          detected += electronicSigma * normal.sample();
        }
        if (detected < FLOOR_QUANTA) {
          detected = FLOOR_QUANTA;
          count++;
        }
        target[ray] = (float) -Math.log(detected / incident);
      }
    }
    starved.set(index, count);
  }

  /** Rays of the views computed so far that detected less than half a quantum. */
  public long starvedRays() {
    return DoseChecks.sum(starved);
  }
}
