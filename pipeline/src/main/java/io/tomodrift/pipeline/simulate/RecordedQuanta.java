package io.tomodrift.pipeline.simulate;

import io.tomodrift.pipeline.run.InputFailure;
import io.tomodrift.sinograms.IncidentQuanta;
import io.tomodrift.sinograms.raw.RawScan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** The quanta that raw data record; those of a few views are kept. */
final class RecordedQuanta implements IncidentQuanta {

  /** More than there are threads: each asks for one view column by column. */
  private static final int KEPT = 256;

  private static final class OfView {
    private final int view;
    private final float[] quanta;

    OfView(int view, float[] quanta) {
      this.view = view;
      this.quanta = quanta;
    }
  }

  private final RawScan scan;
  private final AtomicReferenceArray<OfView> recent = new AtomicReferenceArray<>(KEPT);

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
    OfView known = recent.get(view % KEPT);
    if (known == null || known.view != view) {
      known = new OfView(view, read(view));
      recent.set(view % KEPT, known);
    }
    return known.quanta[column];
  }

  private float[] read(int view) {
    try {
      return scan.photonStatistics(view);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
