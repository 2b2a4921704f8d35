package io.tomodrift.sinograms.check;

import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.helical.ConeDetector;
import io.tomodrift.geometry.helical.ProjectionSource;
import io.tomodrift.geometry.run.RunContext;
import java.io.IOException;
import java.util.Objects;

/**
 * Looks for damage in the projections of a multi-row scan: a field of view too small for the
 * object, dead and noisy detector elements, starved rays, values that cannot be, damaged views.
 *
 * <p>Reads a sample of views by default, so damage to single views is found only if they are in the
 * sample. Truncation is a mean of the outermost four columns of more than three times their noise
 * in more than 5 % of the views. An element is bad if it lies outside the range of its neighbours
 * by more than 8 times what is usual in the 16 columns around it, or if it does not change while
 * they do. <b>Threading</b>: views are read in parallel; the result does not depend on the number
 * of threads.
 */
public final class DataCheck {

  /** Sums are formed in this many blocks whatever the number of threads. */
  private static final int BLOCKS = 16;

  private final ProjectionSource source;
  private final QuantaByView quanta;
  private final DataCheckSettings settings;

  /**
   * Creates a check.
   *
   * @param quanta quanta of each ray without the object, or {@link QuantaByView#UNKNOWN}
   */
  public DataCheck(ProjectionSource source, QuantaByView quanta, DataCheckSettings settings) {
    this.source = Objects.requireNonNull(source, "source");
    this.quanta = Objects.requireNonNull(quanta, "quanta");
    this.settings = Objects.requireNonNull(settings, "settings");
  }

  /** The usual check of a scan of unknown dose. */
  public static DataCheck of(ProjectionSource source) {
    return new DataCheck(source, QuantaByView.UNKNOWN, DataCheckSettings.defaults());
  }

  /**
   * Reads the views and reports.
   *
   * @throws IOException if a view cannot be read
   * @throws FormatException if the quanta are not one value a column
   */
  public DataReport run(RunContext context) throws IOException {
    ConeDetector detector = source.geometry().detector();
    int[] views = ViewSample.spread(source.geometry().views(), settings.views());
    int blocks = Math.min(BLOCKS, views.length);
    ViewFacts[] facts = new ViewFacts[views.length];
    ElementSums[] sums = new ElementSums[blocks];
    ViewReader.run(
        context,
        "check data",
        blocks,
        () -> new ViewReader.Buffer(source),
        (buffer, block) -> {
          sums[block] = new ElementSums(detector);
          int to = (int) ((long) (block + 1) * views.length / blocks);
          for (int i = (int) ((long) block * views.length / blocks); i < to; i++) {
            context.checkCancelled();
            buffer.read(source, views[i]);
            sums[block].add(buffer.values);
            float[] incident = quanta.of(views[i]).orElse(null);
            requireColumns(incident, views[i], detector.columns());
            facts[i] = ViewFacts.of(views[i], buffer, detector, incident, settings);
          }
        });
    for (int block = 1; block < blocks; block++) {
      sums[0].add(sums[block]);
    }
    return new DataFindings(source.geometry(), settings, facts, new DeadElementSearch(sums[0]))
        .report();
  }

  private static void requireColumns(float[] quantaOrNull, int view, int columns) {
    if (quantaOrNull != null && quantaOrNull.length != columns) {
      throw new FormatException(
          "quanta of view %d are given for %d columns, the detector has %d; check without them"
              .formatted(view, quantaOrNull.length, columns));
    }
  }
}
