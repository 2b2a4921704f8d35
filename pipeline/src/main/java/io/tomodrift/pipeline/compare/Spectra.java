package io.tomodrift.pipeline.compare;

import io.tomodrift.geometry.stack.SliceLayout;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.metrics.ResidualSpectrum;
import io.tomodrift.metrics.Samples;
import io.tomodrift.pipeline.report.LineChart;
import java.util.List;

/** Spectra of differences, for reports. */
public final class Spectra {

  private static final int MOST_BINS = 64;

  private Spectra() {}

  /** The radial power of the difference of each pair in one slice. */
  public static LineChart residual(List<Panels.Pair> pairs, int slice) {
    String unit = pairs.get(0).test().volume().unit().symbol();
    LineChart chart =
        LineChart.titled("Spectrum of the differences")
            .xAxis("spatial frequency", "cycles/mm")
            .yAxis("power", unit + "\u00b2")
            .logarithmicY();
    for (Panels.Pair pair : pairs) {
      Volume test = pair.test().volume();
      int side = Math.min(test.stack().rows(), test.stack().columns());
      int bins = Math.min(MOST_BINS, Math.max(2, side / 8 * 2));
      ResidualSpectrum spectrum =
          ResidualSpectrum.of(
              samples(pair.reference().volume(), slice),
              samples(test, slice),
              test.frame().columnSpacingMm(),
              bins);
      chart.series(
          pair.test().name() + " \u2212 " + pair.reference().name(),
          spectrum.radial().xs(),
          spectrum.radial().ys());
    }
    return chart;
  }

  private static Samples samples(Volume volume, int slice) {
    return Samples.of(volume.stack().copySlices(slice, slice + 1, SliceLayout.PLANAR));
  }
}
