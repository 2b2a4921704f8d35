package io.tomodrift.sinograms.check;

import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.helical.ConeDetector;
import io.tomodrift.geometry.helical.HelicalGeometry;
import io.tomodrift.geometry.helical.ProjectionSource;
import io.tomodrift.geometry.helical.StoredScale;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * Projections in which dead detector elements are replaced by linear interpolation between the
 * nearest live elements of their row, up to three adjacent ones. At an end of the row the nearest
 * live element is repeated. Stored values are interpolated and rounded, which is exact to half a
 * step of the view's scale.
 */
public final class DeadElements implements ProjectionSource {

  private static final int LONGEST_GAP = 3;

  private record Gap(int row, int before, int after) {}

  private final ProjectionSource source;
  private final List<Gap> gaps = new ArrayList<>();

  private DeadElements(ProjectionSource source, boolean[] dead) {
    this.source = source;
    ConeDetector detector = source.geometry().detector();
    for (int row = 0; row < detector.rows(); row++) {
      addGaps(dead, row, detector);
    }
  }

  /**
   * Interpolates whole columns.
   *
   * @param columns from 0
   * @throws FormatException if more than three adjacent columns are dead
   */
  public static DeadElements columns(ProjectionSource source, Collection<Integer> columns) {
    ConeDetector detector = source.geometry().detector();
    List<Element> elements = new ArrayList<>();
    for (int column : columns) {
      Objects.checkIndex(column, detector.columns());
      for (int row = 0; row < detector.rows(); row++) {
        elements.add(new Element(column, row));
      }
    }
    return elements(source, elements);
  }

  /**
   * Interpolates single elements.
   *
   * @throws FormatException if more than three adjacent elements of a row are dead
   */
  public static DeadElements elements(ProjectionSource source, Collection<Element> elements) {
    ConeDetector detector = source.geometry().detector();
    boolean[] dead = new boolean[detector.elements()];
    for (Element element : elements) {
      Objects.checkIndex(element.column(), detector.columns());
      Objects.checkIndex(element.row(), detector.rows());
      dead[element.column() * detector.rows() + element.row()] = true;
    }
    return new DeadElements(source, dead);
  }

  private void addGaps(boolean[] dead, int row, ConeDetector detector) {
    int before = -1;
    for (int column = 0; column <= detector.columns(); column++) {
      if (column < detector.columns() && dead[column * detector.rows() + row]) {
        continue;
      }
      if (column - before > LONGEST_GAP + 1) {
        throw new FormatException(
            ("columns %d to %d of row %d are all dead: at most %d adjacent columns can be "
                    + "interpolated")
                .formatted(before + 1, column - 1, row, LONGEST_GAP));
      }
      if (column - before > 1) {
        gaps.add(new Gap(row, before, column));
      }
      before = column;
    }
  }

  @Override
  public HelicalGeometry geometry() {
    return source.geometry();
  }

  @Override
  public StoredScale read(int view, short[] target) throws IOException {
    StoredScale scale = source.read(view, target);
    ConeDetector detector = geometry().detector();
    for (Gap gap : gaps) {
      fill(target, gap, detector.columns(), detector.rows());
    }
    return scale;
  }

  private static void fill(short[] target, Gap gap, int columns, int rows) {
    int live = gap.before() >= 0 ? gap.before() : gap.after();
    int other = gap.after() < columns ? gap.after() : live;
    int from = Short.toUnsignedInt(target[live * rows + gap.row()]);
    int to = Short.toUnsignedInt(target[other * rows + gap.row()]);
    for (int column = gap.before() + 1; column < gap.after(); column++) {
      double share = live == other ? 0 : (column - live) / (double) (other - live);
      target[column * rows + gap.row()] = (short) Math.round(from + share * (to - from));
    }
  }
}
