package io.tomodrift.pipeline.simulate;

import io.tomodrift.pipeline.run.InputFailure;
import io.tomodrift.sinograms.IncidentQuanta;
import io.tomodrift.sinograms.raw.RawScan;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The quanta that raw data record; of the view last asked for, each thread keeps its own. */
final class RecordedQuanta implements IncidentQuanta {

  private record OfView(int view, float[] quanta) {}

  private final RawScan scan;
  private final ThreadLocal<OfView> last = new ThreadLocal<>();

  private RecordedQuanta(RawScan scan) {
    this.scan = scan;
  }

  /**
   * The quanta of a scan.
   *
   * @throws InputFailure if it records none
   */
  static RecordedQuanta of(RawScan scan) {
    RecordedQuanta recorded = new RecordedQuanta(scan);
    if (recorded.read(0).length == 0) {
      throw new InputFailure(
          "the raw data do not record their quanta (7033,1065); state those of the full dose with --photons");
    }
    return recorded;
  }

  @Override
  public double at(int view, int column) {
    OfView known = last.get();
    if (known == null || known.view() != view) {
      known = new OfView(view, read(view));
      last.set(known);
    }
    return known.quanta()[column];
  }

  private float[] read(int view) {
    try {
      return scan.photonStatistics(view);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
